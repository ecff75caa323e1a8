import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { wordPressPlugin } from '@/lib/sites/wordpress/plugin-zip';
import { readTranslations } from '@/lib/sites/wordpress/translations';

const installation = { appUrl: 'https://chat.example.com', siteKey: 'site_1' };

/** Reads a zip as unpackers do: from its directory at the end. */
function unzip(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf('PK\x05\x06');
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(zip.subarray(at, at + 4).toString('latin1')).toBe('PK\x01\x02');
    const nameBytes = zip.readUInt16LE(at + 28);
    const name = zip.subarray(at + 46, at + 46 + nameBytes).toString();
    const file = zip.readUInt32LE(at + 42);
    expect(zip.subarray(file, file + 4).toString('latin1')).toBe('PK\x03\x04');
    const packedAt = file + 30 + zip.readUInt16LE(file + 26) + zip.readUInt16LE(file + 28);
    const text = inflateRawSync(zip.subarray(packedAt, packedAt + zip.readUInt32LE(at + 20)));
    expect(text).toHaveLength(zip.readUInt32LE(at + 24));
    files.set(name, text.toString());
    at += 46 + nameBytes;
  }
  return files;
}

let files: Map<string, string>;
beforeAll(async () => {
  files = unzip(await wordPressPlugin(installation));
});
const php = () => [...files].filter(([name]) => name.endsWith('.php'));

describe('the WordPress plugin as it is downloaded', () => {
  test('is one folder, with what WordPress expects in it [A20]', () => {
    expect([...files.keys()]).toEqual([
      'foyer-chat/LICENSE',
      'foyer-chat/foyer-chat.php',
      'foyer-chat/includes/class-foyer-chat-loader.php',
      'foyer-chat/includes/class-foyer-chat-options.php',
      'foyer-chat/includes/class-foyer-chat-settings-page.php',
      'foyer-chat/installation.php',
      'foyer-chat/languages/foyer-chat-fr_BE.mo',
      'foyer-chat/languages/foyer-chat-fr_CA.mo',
      'foyer-chat/languages/foyer-chat-fr_FR.mo',
      'foyer-chat/languages/foyer-chat-fr_FR.po',
      'foyer-chat/languages/foyer-chat.pot',
      'foyer-chat/readme.txt',
      'foyer-chat/uninstall.php',
    ]);
    const version = /^ \* Version: +(\S+)$/m.exec(files.get('foyer-chat/foyer-chat.php') ?? '')?.[1];
    expect(files.get('foyer-chat/readme.txt')).toContain(`Stable tag: ${version}`);
  });

  test('is made for one site, and the same site gets the same bytes [A20]', async () => {
    expect(files.get('foyer-chat/installation.php')).toContain(
      "\t'server'   => 'https://chat.example.com',\n\t'site_key' => 'site_1',\n",
    );
    expect(await wordPressPlugin(installation)).toEqual(await wordPressPlugin(installation));
    const odd = unzip(await wordPressPlugin({ ...installation, appUrl: "https://a.example/'.die().'\\" }));
    expect(odd.get('foyer-chat/installation.php')).toContain("'https://a.example/\\'.die().\\'\\\\'");
  });

  test('runs by WordPress only, and speaks to nobody [A20]', () => {
    for (const [name, text] of php()) {
      expect(text, name).toMatch(/^defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;$/m);
      expect(text, name).not.toMatch(/wp_remote_|curl_|file_get_contents|fsockopen|\beval\b|base64_decode/);
      expect(text, name).not.toMatch(/<script[^>]*>[^<]/);
    }
  });

  test('every text is translated into French, with a no-break space before : and ; [A20]', () => {
    const po = files.get('foyer-chat/languages/foyer-chat-fr_FR.po') ?? '';
    const [, ...entries] = readTranslations(po);
    const translated = new Set(entries.map(({ text }) => text));
    const used = php().flatMap(([, text]) =>
      [...text.matchAll(/(?:__|esc_html__|esc_html_e)\( '((?:[^'\\]|\\.)*)', 'foyer-chat' \)/g)].map(
        ([, source = '']) => source,
      ),
    );
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((text) => !translated.has(text))).toEqual([]);
    expect(entries.filter(({ translation }) => translation === '' || / [;:!?»]/.test(translation))).toEqual(
      [],
    );
    const template = readTranslations(files.get('foyer-chat/languages/foyer-chat.pot') ?? '').slice(1);
    expect(template).toEqual(entries.map(({ text }) => ({ text, translation: '' })));
  });

  test.skipIf(!existsSync('/usr/bin/php'))('is PHP that PHP reads [A20]', () => {
    for (const [, text] of php())
      execFileSync('/usr/bin/php', ['-n', '-l'], { input: text, stdio: ['pipe', 'ignore', 'pipe'] });
  });
});
