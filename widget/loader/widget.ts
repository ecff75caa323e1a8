import styles from '@/widget/loader/loader.css?inline';
import { currentPage, watchPage } from '@/widget/loader/page-watch';
import { placePanel, smallScreen } from '@/widget/loader/screen';
import { textsFor } from '@/widget/loader/texts';
import { envelope, readToLoader } from '@/widget/protocol';

type EarlyModule = { early: (root: ShadowRoot) => void };

/** Pages that enforce Trusted Types allow no markup from text, so elements are made one by one. */
function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  id = '',
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.id = id;
  made.textContent = text;
  return made;
}

/** Puts the launcher onto the page. The frame comes when it is wanted. */
export function createWidget({ src, dataset }: HTMLScriptElement, site: string) {
  const { locale } = dataset;
  const base = new URL('.', src);
  const keptUnder = `foyer:${site}`;
  const removed = new AbortController();
  let texts = textsFor([locale ?? '', ...navigator.languages]);
  let frame: HTMLIFrameElement | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isReady = false;
  let isOpen = false;
  let unread = 0;

  const host = make('div', 'foyer-chat');
  const root = host.attachShadow({ mode: 'open' });
  const panel = make('div', 'panel');
  const wait = make('div', 'wait');
  const launcher = make('button', 'launcher');
  const badge = make('span', 'badge');

  /** Reads, or changes, what the page keeps for the frame. */
  const kept = (change?: string): string => {
    try {
      if (change !== undefined) localStorage[keptUnder] = change;
      return localStorage[keptUnder] ?? '';
    } catch {
      // Blocked here too, or full: what is kept ends with the page.
      return '';
    }
  };

  const tell = () => {
    if (!isReady) return;
    const state = {
      isOpen,
      isFullScreen: smallScreen.matches,
      page: currentPage(),
      kept: kept(),
      referrer: document.referrer,
    };
    frame?.contentWindow?.postMessage(envelope(state), base.origin);
  };

  const place = () => placePanel(panel, isOpen);

  const draw = () => {
    panel.className = isOpen ? 'open' : '';
    panel.ariaLabel = texts.title;
    panel.ariaModal = `${smallScreen.matches}`;
    badge.textContent = unread > 99 ? '99+' : `${unread}`;
    badge.hidden = isOpen || !unread;
    launcher.ariaExpanded = `${isOpen}`;
    launcher.ariaLabel =
      (isOpen ? texts.close : dataset[texts.title] || texts.open) + (badge.hidden ? '' : ` (${unread})`);
    place();
    tell();
  };

  const focusFrame = () => {
    if (isReady && isOpen) frame?.focus();
  };

  const unload = () => {
    clearTimeout(silence);
    frame?.remove();
    frame = undefined;
    isReady = false;
  };

  const fail = () => {
    launcher.className = 'failed';
    const retry = make('button', '', texts.retry);
    retry.onclick = () => {
      unload();
      load();
    };
    wait.replaceChildren(make('p', '', texts.failed), retry);
    console.warn(`[Foyer] No answer from ${base}. Is ${location.host} an address of the site?`);
  };

  const expect = (ms: number) => {
    clearTimeout(silence);
    silence = setTimeout(fail, ms);
  };

  const load = () => {
    if (frame) return;
    wait.hidden = false;
    wait.replaceChildren(make('progress'));
    frame = make('iframe');
    frame.title = texts.title;
    frame.allow = 'autoplay';
    // In the fragment, which no server sees. The frame speaks with nobody but this origin.
    frame.src = `${base}${site}${locale ? `?locale=${locale}` : ''}#${location.origin}`;
    // Once its page has loaded its script has run: what is silent then was refused, or is broken.
    frame.onload = () => {
      if (!isReady) expect(2000);
    };
    panel.prepend(frame);
    expect(20_000);
  };

  const open = () => {
    isOpen = true;
    load();
    draw();
    focusFrame();
  };

  const close = () => {
    const hadFocus = document.activeElement === host;
    isOpen = false;
    draw();
    if (hadFocus) launcher.focus();
  };

  const listen = (target: EventTarget | null, type: string, run: (event: never) => void) =>
    target?.addEventListener(type, run as EventListener, removed);

  listen(window, 'message', ({ source, origin, data }: MessageEvent) => {
    if (source !== frame?.contentWindow || origin !== base.origin) return;
    const message = readToLoader(data);
    if (!message) return;
    if (message.type === 'ready') {
      clearTimeout(silence);
      isReady = wait.hidden = true;
      launcher.className = '';
      texts = textsFor([message.locale]);
      focusFrame();
    }
    if (message.type === 'keep') kept(message.kept);
    else if (message.type === 'unavailable') console.warn(`[Foyer] ${site}: ${message.code}`);
    else if (message.type === 'close') close();
    else {
      if (message.type === 'unread') unread = message.unread;
      draw();
    }
  });
  listen(window, 'storage', ({ key }: StorageEvent) => {
    if (key === keptUnder) tell();
  });
  listen(root, 'keydown', ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close();
  });
  listen(smallScreen, 'change', draw);
  listen(visualViewport, 'resize', place);
  listen(visualViewport, 'scroll', place);
  watchPage(tell, listen);

  launcher.onclick = () => (isOpen ? close() : open());
  // Whoever points at it is about to click.
  launcher.onpointerenter = launcher.onfocus = load;

  // Single-page frameworks replace the whole body; the launcher moves along.
  const attach = () => {
    if (!host.isConnected) document.body.append(host);
  };
  const bodies = new MutationObserver(attach);
  bodies.observe(document.documentElement, { childList: true });

  // A style sheet made by script is not subject to the page's policy on inline styles.
  const sheet = new CSSStyleSheet();
  const rules = styles + (dataset.css ?? '');
  sheet.replaceSync(dataset.position === 'left' ? rules.replaceAll('right', 'left') : rules);
  root.adoptedStyleSheets = [sheet];
  host.style.setProperty('--z', dataset.zIndex ?? '2147483000');
  panel.role = 'dialog';
  wait.role = 'status';
  panel.append(wait);
  launcher.append(badge);
  launcher.hidden = dataset.launcher === 'hidden';
  root.append(panel, launcher);
  draw();
  attach();
  if (kept()[0] === '1') load();
  // What some sites want before somebody acts; where it cannot be had there is nothing of it.
  if (dataset.early)
    import(/* @vite-ignore */ `${base}early.js`).then(
      ({ early }: EarlyModule) => early(root),
      () => {},
    );

  return {
    open,
    close,
    show: () => {
      launcher.hidden = false;
    },
    hide: () => {
      launcher.hidden = true;
      close();
    },
    destroy: () => {
      close();
      unload();
      bodies.disconnect();
      removed.abort();
      host.remove();
    },
  };
}
