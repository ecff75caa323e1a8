import { createStore } from '@/lib/platform/store';

type Notice = {
  /** Names the notice, so that it can be taken away; the next of the same name takes its place. */
  id?: string;
  description?: string;
  action?: { label: string; onClick: () => void };
  durationMs?: number;
};
type Kind = 'success' | 'error' | 'message';

/** Whether anything was ever to be shown: the list of notices is loaded with the first. */
export const hasNotices = createStore(false);

let markListMounted: () => void = () => undefined;
const listMounted = new Promise<void>((resolve) => {
  markListMounted = resolve;
});
export const announceListMounted = (): void => markListMounted();

async function show(kind: Kind, text: string, { durationMs, ...notice }: Notice): Promise<void> {
  hasNotices.set(true);
  const { toast } = await import('sonner');
  await listMounted;
  toast[kind](text, durationMs === undefined ? notice : { ...notice, duration: durationMs });
}

async function dismiss(id: string): Promise<void> {
  if (!hasNotices.get()) return;
  const { toast } = await import('sonner');
  await listMounted;
  toast.dismiss(id);
}

/** Short notices at the edge of the screen, for what happened elsewhere than where one looks. */
export const notify = {
  success: (text: string, notice: Notice = {}): void => void show('success', text, notice),
  info: (text: string, notice: Notice = {}): void => void show('message', text, notice),
  error: (text: string, notice: Notice = {}): void => void show('error', text, notice),
  dismiss: (id: string): void => void dismiss(id),
};
