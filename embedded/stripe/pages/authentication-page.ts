import { html } from '@/embedded/stripe/pages/html';
import { layout, type Page } from '@/embedded/stripe/pages/layout';

/** The bank's own page: the customer confirms, or does not. */
export function authenticationPage(page: Page, question: string, action: string, attempt?: string): string {
  const { texts } = page;
  return layout(
    page,
    texts.authenticateTitle,
    html`<div class="panel" style="max-width:32rem;margin:0 auto"><h1>${texts.authenticateTitle}</h1><p>${question}</p>
<form method="post" action="${action}" class="actions">${attempt && html`<input type="hidden" name="attempt" value="${attempt}">`}
<button name="authentication" value="complete">${texts.complete}</button>
<button name="authentication" value="fail" class="quiet">${texts.fail}</button></form></div>`,
  );
}
