import styles from '@/widget/early/early.css?inline';
import type { ToLoader } from '@/widget/protocol';
import { PROTOCOL_VERSION } from '@/widget/protocol';

type Outreach = Extract<ToLoader, { type: 'outreach' }>;

const gapPx = 12;

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

/** Beside the launcher, wherever that stands. */
function place({ style }: HTMLElement, launcher: HTMLElement): void {
  const { left, right, top } = launcher.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  if (left + right < clientWidth) style.left = `${left}px`;
  else style.right = `${clientWidth - right}px`;
  style.bottom = `${innerHeight - top + gapPx}px`;
}

/**
 * For sites whose rules act before somebody does: loads the frame at once, takes the launcher away and brings it
 * back, and shows what the chat says first. Its code comes only where the site has such rules.
 */
export function early(root: ShadowRoot): void {
  const launcher = root.getElementById('launcher') as HTMLButtonElement | null;
  if (!launcher || !root.host.isConnected) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
  let bubble: HTMLElement | null = null;
  let said = '';

  const dismiss = (): void => {
    bubble?.remove();
    bubble = null;
  };

  const show = ({ text, answer, close }: NonNullable<Outreach['invitation']>): void => {
    bubble = make('div');
    bubble.id = 'invitation';
    bubble.role = 'group';
    bubble.ariaLabel = text;
    const words = make('p');
    words.role = 'status';
    const opener = make('button', 'answer');
    opener.ariaLabel = answer;
    opener.onclick = () => {
      dismiss();
      launcher.click();
    };
    const closer = make('button', 'close');
    closer.ariaLabel = close;
    closer.textContent = '×';
    closer.onclick = () => {
      dismiss();
      launcher.focus();
    };
    bubble.onkeydown = (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      closer.click();
    };
    bubble.append(words, opener, closer);
    place(bubble, launcher);
    root.append(bubble);
    // Said by a screen reader because it changes after it is there.
    requestAnimationFrame(() => {
      words.textContent = text;
    });
  };

  const follow = ({ isHidden, invitation }: Outreach): void => {
    // The site's style sheet may have kept it back until this is known.
    launcher.style.animation = 'none';
    launcher.style.display = isHidden ? 'none' : '';
    const text = invitation?.text ?? '';
    if (text === said && !isHidden) return;
    said = text;
    dismiss();
    if (invitation && !isHidden) show(invitation);
  };

  addEventListener(
    'message',
    ({ source, origin, data }: MessageEvent<(ToLoader & { foyer: number }) | null>) => {
      const frame = root.querySelector('iframe');
      if (!frame || source !== frame.contentWindow || origin !== new URL(frame.src).origin) return;
      if (data?.foyer === PROTOCOL_VERSION && data.type === 'outreach') follow(data);
    },
  );
  // As somebody who is about to click does.
  launcher.dispatchEvent(new FocusEvent('focus'));
}
