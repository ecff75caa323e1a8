import { Html, html } from '@/embedded/stripe/pages/html';
import type { Language, Texts } from '@/embedded/stripe/pages/texts';

export type Page = { language: Language; texts: Texts };

const STYLE = new Html(`
:root{color-scheme:light dark;--ink:#1a1c22;--soft:#5c6270;--line:#dfe2e8;--paper:#fff;--wash:#f5f6f8;--accent:#3d4ed8;--on:#fff;--bad:#b3261e;--good:#1b6e3c;--note:#fff4d6;--note-ink:#5f4400}
@media (prefers-color-scheme:dark){:root{--ink:#eceef3;--soft:#a5acba;--line:#343946;--paper:#17191f;--wash:#101217;--accent:#8f9bff;--on:#101217;--bad:#ff8a80;--good:#7fd6a0;--note:#3a2f10;--note-ink:#ffdf8f}}
*{box-sizing:border-box}body{margin:0;background:var(--wash);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.notice{background:var(--note);color:var(--note-ink);padding:.5rem 1rem;text-align:center;font-size:.875rem;margin:0}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.375rem;margin:0 0 1rem;line-height:1.3}h2{font-size:1rem;margin:0 0 .75rem}
.columns{display:grid;gap:2rem;grid-template-columns:1fr 1fr;align-items:start}.panel{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;margin:0 0 1.25rem}.panel>:first-child{margin-top:0}
@media (max-width:46rem){.columns{grid-template-columns:1fr;gap:1rem}main{padding-top:1.25rem}}
.sum{font-size:2rem;font-weight:650;margin:0}.soft{color:var(--soft);font-size:.875rem;margin:.25rem 0}.row{display:flex;gap:1rem;justify-content:space-between}
fieldset{border:0;padding:0;margin:0 0 1.25rem}legend{font-weight:600;padding:0;margin:0 0 .5rem}
label{display:block;font-size:.875rem;margin:0 0 .75rem}input{display:block;width:100%;margin-top:.25rem;padding:.55rem .65rem;font:inherit;font-size:1rem;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.5rem}
input[aria-invalid=true]{border-color:var(--bad)}.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}
.error{color:var(--bad);display:block;margin-top:.25rem}.alert{border:1px solid var(--bad);color:var(--bad);border-radius:.5rem;padding:.6rem .75rem;margin:0 0 1rem}.done{border-color:var(--good);color:var(--good)}
button,.button{display:inline-block;border:0;border-radius:.5rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;padding:.6rem 1rem;cursor:pointer;text-decoration:none}
.wide{width:100%;text-align:center}.quiet{background:transparent;color:var(--ink);border:1px solid var(--soft)}.danger{background:var(--bad);color:var(--paper)}
a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1rem}
table{width:100%;border-collapse:collapse;font-size:.9375rem}th{text-align:left;font-weight:600;color:var(--soft);font-size:.8125rem}th,td{padding:.5rem .5rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}td.end,th.end{text-align:right;padding-right:1rem}.order{margin-top:1rem}.brand{text-transform:capitalize}.scroll{overflow-x:auto}
details{margin-top:1rem;font-size:.875rem}summary{cursor:pointer;font-weight:600}code{font-size:.875rem;white-space:nowrap}ul{padding-left:1.1rem}`);

export function layout({ language, texts }: Page, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="notice">${texts.notice}</header>
<main>${body}</main>
</body>
</html>`.text;
}

export function field(options: {
  name: string;
  label: string;
  value?: string | undefined;
  error?: string | undefined;
  autocomplete?: string;
  numeric?: boolean;
  required?: boolean;
}): Html {
  const { name, error } = options;
  return html`<label>${options.label}<input id="${name}" name="${name}" value="${options.value ?? ''}"
 autocomplete="${options.autocomplete ?? 'off'}"${options.numeric ? html` inputmode="numeric"` : ''}${options.required ? html` aria-required="true"` : ''}${error ? html` aria-invalid="true" aria-describedby="${name}-error"` : ''}>
${error ? html`<span class="error" id="${name}-error">${error}</span>` : ''}</label>`;
}

export function testCards({ texts }: Page): Html {
  const cards: [string, string][] = [
    ['4242 4242 4242 4242', texts.cardPaid],
    ['4000 0000 0000 0002', texts.cardDeclined],
    ['4000 0000 0000 9995', texts.cardNoFunds],
    ['4000 0025 0000 3155', texts.cardOnce],
    ['4000 0027 6000 3184', texts.cardAlways],
    ['4000 0000 0000 0341', texts.cardLater],
    ['4000 0000 0000 0259', texts.cardDispute],
  ];
  const items = cards.map(([number, what]) => html`<li><code>${number}</code> ${what}</li>`);
  return html`<details><summary>${texts.testCards}</summary><ul>${items}</ul><p>${texts.anyFuture}</p></details>`;
}
