import type { ImportProgress } from '@/lib/people/import/live';
import type { ImportRow } from '@/lib/people/import/schema';

/** What became of one person's way in: a mail, a password that is shown once, or why there is none. */
export type HandedRow = { line: number; email: string; password: string | null; code: string | null };

export type HandedPortion = { rows: HandedRow[]; lastLine: number | null };

export type ImportSteps = {
  /** Null for an import that was begun before: its rows are there. */
  begin: (() => Promise<void>) | null;
  takeRows: (from: number, count: number) => Promise<ImportRow[]>;
  upload: (rows: ImportRow[]) => Promise<void>;
  run: (limit: number) => Promise<ImportProgress>;
  hand: ((afterLine: number) => Promise<HandedPortion>) | null;
};

export type ImportState =
  | { phase: 'uploading'; done: number; total: number }
  | { phase: 'adding'; done: number; total: number }
  | { phase: 'handing'; done: number; total: number };

export const UPLOAD_ROWS = 1_000;
export const RUN_ROWS = 250;

type RunOptions = {
  steps: ImportSteps;
  rowCount: number;
  onState: (state: ImportState) => void;
  onHanded: (rows: HandedRow[]) => void;
};

/**
 * Rows up, members out of them, ways in to hand over. Every step may be repeated, so whatever fails is gone on with
 * from the first step; it rejects with what failed.
 */
export async function runMemberImport({
  steps,
  rowCount,
  onState,
  onHanded,
}: RunOptions): Promise<ImportProgress> {
  if (steps.begin) {
    onState({ phase: 'uploading', done: 0, total: rowCount });
    await steps.begin();
    for (let from = 0; from < rowCount; from += UPLOAD_ROWS) {
      await steps.upload(await steps.takeRows(from, UPLOAD_ROWS));
      onState({ phase: 'uploading', done: Math.min(from + UPLOAD_ROWS, rowCount), total: rowCount });
    }
  }
  let progress: ImportProgress;
  do {
    progress = await steps.run(RUN_ROWS);
    onState({ phase: 'adding', done: progress.done + progress.failed, total: progress.uploaded });
  } while (progress.waiting > 0);

  if (steps.hand && progress.to_hand > 0) {
    const total = progress.to_hand;
    let done = 0;
    let afterLine: number | null = 0;
    while (afterLine !== null) {
      onState({ phase: 'handing', done: Math.min(done, total), total });
      const portion: HandedPortion = await steps.hand(afterLine);
      onHanded(portion.rows);
      done += portion.rows.length;
      afterLine = portion.lastLine;
    }
    progress = await steps.run(1);
  }
  return progress;
}
