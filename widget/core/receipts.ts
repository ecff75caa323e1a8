import type { Cancel, Clock } from '@/widget/core/clock';
import { refusalCode } from '@/widget/core/failure';

const gatherMs = 250;
const retryMs = 5000;

type Marks = { deliveredSeq: number; readSeq: number };

export type Receipts = ReturnType<typeof createReceipts>;

/** Tells the server what has arrived here and what has been read; both only ever grow. */
export function createReceipts(
  clock: Clock,
  report: (conversationId: string, marks: Marks) => Promise<void>,
) {
  const wanted = new Map<string, Marks>();
  const reported = new Map<string, Marks>();
  let cancel: Cancel | null = null;

  const isNews = (id: string, marks: Marks): boolean => {
    const told = reported.get(id);
    return !told || marks.deliveredSeq > told.deliveredSeq || marks.readSeq > told.readSeq;
  };

  const flush = async (): Promise<void> => {
    cancel = null;
    for (const [id, marks] of [...wanted]) {
      wanted.delete(id);
      if (!isNews(id, marks)) continue;
      try {
        await report(id, marks);
        reported.set(id, marks);
      } catch (error) {
        if (refusalCode(error) !== null) continue;
        mark(id, marks, retryMs);
      }
    }
  };

  const mark = (id: string, marks: Marks, delayMs = gatherMs): void => {
    const before = wanted.get(id) ?? reported.get(id) ?? { deliveredSeq: 0, readSeq: 0 };
    const grown = {
      deliveredSeq: Math.max(before.deliveredSeq, marks.deliveredSeq),
      readSeq: Math.max(before.readSeq, marks.readSeq),
    };
    if (!isNews(id, grown)) return;
    wanted.set(id, grown);
    cancel ??= clock.after(delayMs, () => void flush());
  };

  return {
    mark: (id: string, marks: Marks) => mark(id, marks),
    stop: () => cancel?.(),
  };
}
