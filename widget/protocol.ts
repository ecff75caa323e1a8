/**
 * Every message between the loader, on the customer's page, and the frame, on Foyer's origin. Both sides
 * send to the other's exact origin, and check origin and source of what they receive before reading it.
 */
export const PROTOCOL_VERSION = 1;

export type HostPage = { url: string; title: string };

/** How things stand on the customer's page: the answer to `ready`, and sent again with each change. */
export type ToFrame = {
  isOpen: boolean;
  isFullScreen: boolean;
  page: HostPage | null;
  /** Where the visitor came from. */
  referrer: string;
  /** What the frame asked the page to keep; empty when it did not, or the page cannot. */
  kept: string;
};

export type ToLoader =
  | { type: 'ready'; locale: string }
  | { type: 'close' }
  | { type: 'unread'; unread: number }
  /** Kept in the storage of the customer's page. Beginning with "1", it makes the next page load the frame early. */
  | { type: 'keep'; kept: string }
  /** What the site's rules mean here: no launcher, or words beside it. */
  | {
      type: 'outreach';
      isHidden: boolean;
      invitation: { text: string; answer: string; close: string } | null;
    }
  /** The chat cannot be offered; the code is for the person who installs it. */
  | { type: 'unavailable'; code: string };

export const envelope = (message: ToFrame | ToLoader) => ({ foyer: PROTOCOL_VERSION, ...message });

/**
 * A message from the frame, or null. The loader has few bytes and checks only whose message it is: what
 * it contains is written as text, and kept under this site's own key.
 */
export const readToLoader = (data: unknown): ToLoader | null =>
  (data as { foyer: unknown } | null)?.foyer === PROTOCOL_VERSION ? (data as ToLoader) : null;

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** The page as an agent may see it; one that is on no server, such as a file, is none. */
function readPage(value: unknown): HostPage | null {
  const { url, title } = fieldsOf(value);
  return typeof url === 'string' && /^http/.test(url) && typeof title === 'string'
    ? { url: url.slice(0, 2000), title: title.slice(0, 300) }
    : null;
}

/** What the frame makes of a message from the page around it; null for anything that is not one. */
export function readToFrame(data: unknown): ToFrame | null {
  const { foyer, isOpen, isFullScreen, page, kept, referrer } = fieldsOf(data);
  if (foyer !== PROTOCOL_VERSION || typeof kept !== 'string') return null;
  if (typeof isOpen !== 'boolean' || typeof isFullScreen !== 'boolean') return null;
  return {
    isOpen,
    isFullScreen,
    page: readPage(page),
    kept,
    // A loader that the browser kept while Foyer was updated does not say.
    referrer: typeof referrer === 'string' ? referrer : '',
  };
}
