import { createHash } from 'node:crypto';
import { frameAncestors } from '@/lib/visitors/frame-ancestors';
import type { WidgetBoot } from '@/lib/visitors/schema';

export type FrameAssets = { script: string; styles: string[]; preload: string[] };
/** The site's own colours, as a rule of CSS. */
type FrameStyle = string | null;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** In a block of data a "<" could end the block; written so, JSON reads it as the same character. */
const escapeJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The page inside the customer's iframe. Its only script is ours, and nothing visitors write is in it. */
export function renderFramePage(boot: WidgetBoot, assets: FrameAssets & { style?: FrameStyle }): string {
  const title = 'error' in boot ? 'Foyer' : boot.organization_name;
  const links = [
    ...assets.styles.map((href) => `<link rel="stylesheet" href="${href}">`),
    ...(assets.style ? [`<style>${assets.style}</style>`] : []),
    ...assets.preload.map((href) => `<link rel="modulepreload" href="${href}">`),
  ];
  return `<!doctype html>
<html lang="${escapeHtml(boot.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
${links.join('\n')}
<script type="application/json" id="foyer-boot">${escapeJson(boot)}</script>
<script type="module" src="${assets.script}"></script>
</head>
<body><div id="foyer"></div></body>
</html>
`;
}

/** Everybody may frame the page that says there is no chat, so that the customer's page can show it. */
export function framePolicy(
  boot: WidgetBoot,
  addresses: readonly string[],
  style: FrameStyle = null,
): string {
  const styleHash = style ? ` 'sha256-${createHash('sha256').update(style).digest('base64')}'` : '';
  const gateway = 'error' in boot ? '' : ` ${boot.supabaseUrl}`;
  const socket = gateway.replace(' http', ' ws');
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': `'self'${styleHash}`,
    'img-src': `data:${gateway}`,
    'connect-src': `'self'${gateway}${socket}`,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': 'error' in boot ? '*' : frameAncestors(addresses),
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}
