import type { Targeting } from '@/lib/visitors/schema';
import type { Chat } from '@/widget/core/chat';
import { systemClock } from '@/widget/core/clock';
import type { Facts } from '@/widget/core/facts';
import type { KeyStore } from '@/widget/core/key-store';
import type { HostLink } from '@/widget/frame/host-link';
import { createOutreach } from '@/widget/outreach/outreach';
import { request } from '@/widget/transport/answer';

const timeoutMs = 15_000;

const texts = {
  en: { answer: 'Answer', close: 'Close the invitation' },
  fr: { answer: 'Répondre', close: 'Fermer l’invitation' },
};

export type OutreachParts = {
  siteKey: string;
  locale: 'en' | 'fr';
  chat: Pick<Chat, 'state' | 'greet'>;
  host: HostLink;
  store: KeyStore;
  facts(): Facts;
};

/** Follows the visitor from page to page, on a site whose rules want that. */
export function startOutreach({ siteKey, locale, chat, host, store, facts }: OutreachParts): void {
  const isEngaged = () => host.state.get().isOpen || chat.state.get().current !== null;

  const outreach = createOutreach({
    store,
    clock: systemClock,
    visit: facts().visits,
    async ask() {
      const known = facts();
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        // In the body, where no log keeps it; it must fit into what a request may carry.
        body: JSON.stringify({ site: siteKey, facts: { ...known, referrer: known.referrer.slice(0, 1000) } }),
      };
      return (await request<{ targeting: Targeting }>('/api/widget/v1/status', init, timeoutMs)).targeting;
    },
    isEngaged,
  });

  let told = '';
  const tell = (): void => {
    const { isHidden, invitation } = outreach.state.get();
    // A conversation goes on, wherever the visitor goes meanwhile.
    const isTalking = chat.state.get().current !== null;
    if (isHidden === null && !isTalking) return;
    const message = {
      type: 'outreach',
      isHidden: isHidden === true && !isTalking,
      invitation: invitation && { text: invitation[locale], ...texts[locale] },
    } as const;
    const text = JSON.stringify(message);
    // Greeting changes what this follows: it must find itself told already.
    if (text === told) return;
    told = text;
    host.post(message);
    if (invitation) chat.greet(invitation[locale]);
  };

  const follow = (): void => {
    const { page } = host.state.get();
    if (page) outreach.enter(page.url);
    if (isEngaged()) outreach.accept();
    tell();
  };

  outreach.state.subscribe(tell);
  host.state.subscribe(follow);
  chat.state.subscribe(follow);
  follow();
}
