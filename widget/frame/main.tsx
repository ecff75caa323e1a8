import '@/widget/frame/styles.css';
import { type ComponentChildren, render } from 'preact';
import type { WidgetBoot } from '@/lib/visitors/schema';
import { createChat } from '@/widget/core/chat';
import { systemClock } from '@/widget/core/clock';
import { createMemoryStore, type KeyStore, keys } from '@/widget/core/key-store';
import { newId } from '@/widget/core/new-id';
import { createVisit } from '@/widget/core/visit';
import { App } from '@/widget/frame/app';
import { readBoot } from '@/widget/frame/boot';
import { openLocalStore } from '@/widget/frame/browser-store';
import { exclusivelyFor } from '@/widget/frame/exclusively';
import { readFacts } from '@/widget/frame/facts';
import { type FrameContext, FrameProvider } from '@/widget/frame/frame-context';
import { connectHost, type HostLink } from '@/widget/frame/host-link';
import { handleKeys } from '@/widget/frame/keyboard';
import { createReturningSign } from '@/widget/frame/returning-sign';
import { loadTexts } from '@/widget/locales/texts';
import { createHttpApi } from '@/widget/transport/http-api';

type Kept = { store: KeyStore; setReturning(isReturning: boolean): void };

/** Where things are kept: in the frame's own storage, else in the page's around it, else for this page only. */
async function openStore(siteKey: string, host: HostLink): Promise<Kept> {
  const { kept } = host.state.get();
  const keep = (text: string) => host.post({ type: 'keep', kept: text });
  const local = openLocalStore(siteKey);
  if (local) return { store: local, setReturning: createReturningSign(kept, keep) };
  if (!host.isFramed) return { store: createMemoryStore(), setReturning: () => undefined };
  const { createKeptStore } = await import('@/widget/frame/kept-store');
  const store = createKeptStore(newId(), kept, keep);
  host.state.subscribe(() => store.receive(host.state.get().kept));
  return { store, setReturning: store.setReturning };
}

async function startChat(boot: Exclude<WidgetBoot, { error: string }>, host: HostLink) {
  const { siteKey, locale, test } = boot;
  // A test is nobody's visit: whoever tries the chat out here and visits the real site stays two.
  const keptAs = test ? `${siteKey}.test` : siteKey;
  const { store, setReturning } = await openStore(keptAs, host);
  const visit = createVisit(store, systemClock);
  const facts = () => readFacts(host.state.get(), visit);
  const isVisible = () => host.state.get().isOpen && document.visibilityState === 'visible';

  const chat = createChat({
    api: createHttpApi(boot),
    // The socket's code is fetched when there is something to follow.
    join: async (options) => (await import('@/widget/transport/realtime-topic')).joinTopic(boot, options),
    store,
    clock: systemClock,
    locale,
    facts,
    site: boot,
    newId,
    exclusively: exclusivelyFor(`foyer:${keptAs}`),
    onNews: () => {
      if (!isVisible() && store.get(keys.isMuted) === null)
        void import('@/widget/frame/chime').then(({ playChime }) => playChime());
    },
  });

  const followHost = () => {
    const { page } = host.state.get();
    visit.seen(page?.url ?? null);
    chat.setVisible(isVisible());
    if (page) chat.setPage(page);
  };
  host.state.subscribe(followHost);
  document.addEventListener('visibilitychange', () => {
    followHost();
    if (document.visibilityState === 'visible') chat.resume({ isNetworkNew: false });
  });
  window.addEventListener('online', () => chat.resume({ isNetworkNew: true }));
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) chat.resume({ isNetworkNew: true });
  });

  let unreadTold = 0;
  chat.state.subscribe(() => {
    const { unread, current, phase } = chat.state.get();
    if (unread !== unreadTold) host.post({ type: 'unread', unread });
    unreadTold = unread;
    if (phase === 'ready' || phase === 'idle') setReturning(current !== null || unread > 0);
  });

  followHost();
  chat.start();
  if (boot.is_targeted)
    void import('@/widget/outreach/start-outreach').then(({ startOutreach }) =>
      startOutreach({ siteKey, locale, chat, host, store, facts }),
    );
  return { chat, store };
}

async function main(): Promise<void> {
  const boot = readBoot();
  const root = document.getElementById('foyer');
  if (!root) throw new Error('The page has no place for the chat.');
  const host = connectHost();
  const [texts] = await Promise.all([loadTexts(boot.locale), host.ready(boot.locale)]);
  const close = () => host.post({ type: 'close' });
  handleKeys(() => host.state.get().isFullScreen, close);

  const draw = (site: Omit<FrameContext, 'texts' | 'locale'>, screen: ComponentChildren) => {
    // Dates as the visitor writes them: British English is not American.
    const locale = navigator.languages.find((language) => language.startsWith(boot.locale)) ?? boot.locale;
    const frame = { ...site, texts, locale };
    render(<FrameProvider value={frame}>{screen}</FrameProvider>, root);
  };

  if ('error' in boot) {
    host.post({ type: 'unavailable', code: boot.error });
    const onClose = host.isFramed ? close : undefined;
    const { Unavailable } = await import('@/widget/frame/unavailable');
    draw(
      { organizationName: '', avatarsUrl: '', logoUrl: null },
      <Unavailable problem={boot.error} onRetry={() => location.reload()} onClose={onClose} />,
    );
    return;
  }
  const { chat, store } = await startChat(boot, host);
  Object.assign(texts, boot.texts);
  draw(
    {
      organizationName: boot.organization_name,
      avatarsUrl: `${boot.supabaseUrl}/storage/v1/object/public/avatars/`,
      logoUrl: boot.logo_url,
    },
    <App chat={chat} host={host} store={store} />,
  );
}

void main();
