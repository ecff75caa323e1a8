import { siteSnippet } from '@/lib/sites/snippet';

type TestPage = { locale: string; title: string; text: string; appUrl: string; siteKey: string };

/** As strict as a careful customer's page: the loader runs without inline scripts and without other sources. */
export const testPagePolicy = (supabaseUrl: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "frame-src 'self'",
    "connect-src 'self'",
    `img-src 'self' data: ${supabaseUrl}`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

export function renderTestPage({ locale, title, text, appUrl, siteKey }: TestPage): string {
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <style>
      :root { color-scheme: light dark; }
      body { margin: 0; padding: 2rem 1.5rem; font: 16px/1.6 system-ui, sans-serif; }
      h1 { margin: 0 0 .25rem; font-size: 1.35rem; }
      p { margin: 0; max-width: 34rem; opacity: .75; }
    </style>
  </head>
  <body>
    <h1>${escapeHtml(title)}</h1>
    <p>${escapeHtml(text)}</p>
    ${siteSnippet(escapeHtml(appUrl), escapeHtml(siteKey))}
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
