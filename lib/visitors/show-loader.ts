import 'server-only';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { answerError } from '@/lib/platform/action';
import { launcherStyle } from '@/lib/sites/look/launcher-style';
import { getPublicLook } from '@/lib/sites/look/queries';
import type { SiteLook } from '@/lib/sites/look/schema';
import { getEarlyRules } from '@/lib/visitors/queries';
import { siteKey } from '@/lib/visitors/schema';

const FILE = join(process.cwd(), 'public', 'widget', 'loader.js');

/** What the loader calls its languages: the names of the chat, which stand in it already. */
const NAMES: Record<Locale, string> = { en: 'Chat', fr: 'Discussion' };

/**
 * Where a rule may take the launcher away, it stays unseen until the frame has learned what the rules mean for this
 * page, so that it does not appear only to vanish. It comes by itself where nothing is learned.
 */
const WAITING = '@keyframes wait{from,to{visibility:hidden}}#launcher{animation:wait 5s}';

function attributesOf(look: SiteLook, early: 'hide' | 'act' | null): Record<string, string> {
  const attributes: Record<string, string> = {};
  if (look.launcher_side === 'left') attributes.position = 'left';
  const css = launcherStyle(look) + (early === 'hide' ? WAITING : '');
  if (css !== '') attributes.css = css;
  if (early !== null) attributes.early = '1';
  for (const locale of LOCALES) {
    const text = look.texts[locale]?.launcher;
    if (text) attributes[NAMES[locale]] = text;
  }
  return attributes;
}

/** Sets attributes the loader finds at its own script element. What the page's author wrote there goes before them. */
async function preface(key: string): Promise<string> {
  const [look, early] = await Promise.all([getPublicLook(key), getEarlyRules(key)]);
  const attributes = look ? attributesOf(look, early) : {};
  if (Object.keys(attributes).length === 0) return '';
  return `{const d=document.currentScript.dataset;Object.assign(d,${JSON.stringify(attributes)},{...d})}\n`;
}

/** The loader of one site: what every site gets, after a line that says what is this one's own. One request, as before. */
export async function showLoader(key: string): Promise<Response> {
  if (!siteKey.safeParse(key).success) return new Response(null, { status: 404 });
  // A page without what is the site's own is better than one without its chat; the next page asks again.
  const own = preface(key).catch((error: unknown) => {
    answerError(error, 'visitors.showLoader');
    return null;
  });
  const [loader, line] = await Promise.all([readFile(FILE, 'utf8'), own]);
  return new Response((line ?? '') + loader, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      // Short, because administrators look at what they have just changed.
      'Cache-Control': line === null ? 'no-store' : 'public, max-age=60, stale-while-revalidate=600',
    },
  });
}
