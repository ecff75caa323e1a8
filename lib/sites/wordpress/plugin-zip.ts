import 'server-only';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTranslations, toTemplate, writeTranslations } from '@/lib/sites/wordpress/translations';
import { type ZipEntry, zip } from '@/lib/sites/wordpress/zip';

const SOURCES = join(process.cwd(), 'lib', 'sites', 'wordpress', 'foyer-chat');
const FOLDER = 'foyer-chat';
const FRENCH = `${FOLDER}/languages/foyer-chat-fr_FR.po`;
/** WordPress takes nothing but the exact one, and French is one language to Foyer. */
const FRENCH_LOCALES = ['fr_FR', 'fr_BE', 'fr_CA'];

export type PluginInstallation = { appUrl: string; siteKey: string };

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** What makes this zip one of this site: nobody has to type it. */
const installationFile = ({ appUrl, siteKey }: PluginInstallation): string => `<?php
/**
 * Written when the zip was made, for one site. What is saved in the settings goes before it.
 *
 * @package Foyer_Chat
 */

defined( 'ABSPATH' ) || exit;

return array(
	'server'   => ${quote(appUrl)},
	'site_key' => ${quote(siteKey)},
);
`;

async function readSources(): Promise<ZipEntry[]> {
  const files = await readdir(SOURCES, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => {
        const path = join(file.parentPath, file.name);
        const inside = path.slice(SOURCES.length).replaceAll('\\', '/');
        return { path: FOLDER + inside, bytes: await readFile(path) };
      }),
  );
}

function languageFiles(sources: readonly ZipEntry[]): ZipEntry[] {
  const french = sources.find(({ path }) => path === FRENCH);
  if (!french) throw new Error(`${FRENCH} is missing.`);
  const po = new TextDecoder().decode(french.bytes);
  const bytes = writeTranslations(readTranslations(po));
  const inLanguages = (name: string) => `${FOLDER}/languages/${name}`;
  return [
    { path: inLanguages('foyer-chat.pot'), bytes: Buffer.from(toTemplate(po)) },
    ...FRENCH_LOCALES.map((locale) => ({ path: inLanguages(`foyer-chat-${locale}.mo`), bytes })),
  ];
}

/** The plugin for one site's WordPress, ready to be uploaded there. The same site gets the same bytes each time. */
export async function wordPressPlugin(installation: PluginInstallation): Promise<Uint8Array<ArrayBuffer>> {
  const sources = await readSources();
  const entries = [
    ...sources,
    ...languageFiles(sources),
    { path: `${FOLDER}/installation.php`, bytes: Buffer.from(installationFile(installation)) },
    { path: `${FOLDER}/LICENSE`, bytes: await readFile(join(process.cwd(), 'LICENSE')) },
  ];
  return zip(entries.sort((a, b) => (a.path < b.path ? -1 : 1)));
}
