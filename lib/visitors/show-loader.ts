import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { answerError } from '@/lib/platform/action';
import { launcherStyle } from '@/lib/sites/look/launcher-style';
import { getPublicLook } from '@/lib/sites/look/queries';
import type { SiteLook } from '@/lib/sites/look/schema';
import { siteKey } from '@/lib/visitors/schema';

const FILE = join(process.cwd(), 'public', 'widget', 'loader.js');

/** A page without the site's colours is better than one without its chat. */
async function findLook(key: string): Promise<SiteLook | null> {
  try {
    return await getPublicLook(key);
  } catch (error) {
    answerError(error, 'visitors.showLoader');
    return null;
  }
}

/** What the loader calls its languages: the names of the chat, which stand in it already. */
const NAMES: Record<Locale, string> = { en: 'Chat', fr: 'Discussion' };

/** Attributes the loader finds at its own script element. What the page's author wrote there goes before them. */
function preface(look: SiteLook): string {
  const attributes: Record<string, string> = {};
  if (look.launcher_side === 'left') attributes.position = 'left';
  const css = launcherStyle(look);
  if (css !== '') attributes.css = css;
  for (const locale of LOCALES) {
    const text = look.texts[locale]?.launcher;
    if (text) attributes[NAMES[locale]] = text;
  }
  if (Object.keys(attributes).length === 0) return '';
  return `{const d=document.currentScript.dataset;Object.assign(d,${JSON.stringify(attributes)},{...d})}\n`;
}

/** The loader of one site: what every site gets, after a line that says how this one looks. One request, as before. */
export async function showLoader(key: string): Promise<Response> {
  if (!siteKey.safeParse(key).success) return new Response(null, { status: 404 });
  const [loader, look] = await Promise.all([readFile(FILE, 'utf8'), findLook(key)]);
  return new Response((look ? preface(look) : '') + loader, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      // Short, because administrators look at what they have just changed.
      'Cache-Control': 'public, max-age=60, stale-while-revalidate=600',
    },
  });
}
