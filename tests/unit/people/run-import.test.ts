import { expect, test } from 'vitest';
import type { ImportProgress } from '@/lib/people/import/live';
import { type ImportSteps, runMemberImport } from '@/lib/people/import/run-import';
import type { ImportRow } from '@/lib/people/import/schema';

/** The database as the import sees it: rows by line, members out of them, and a way in for each. */
class Backend {
  rows = new Map<number, { email: string; isDone: boolean; isHanded: boolean }>();
  uploads: number[] = [];
  failOnce: 'upload' | 'run' | 'hand' | null = null;

  constructor(readonly rowCount: number) {}

  steps(rows: ImportRow[] | null): ImportSteps {
    return {
      begin: rows ? async () => undefined : null,
      takeRows: async (from, count) => (rows ?? []).slice(from, from + count),
      upload: async (some) => {
        this.breakAt('upload');
        this.uploads.push(some.length);
        for (const { line, email } of some) {
          if (!this.rows.has(line)) this.rows.set(line, { email, isDone: false, isHanded: false });
        }
      },
      run: async (limit) => {
        const waiting = [...this.rows.values()].filter(({ isDone }) => !isDone);
        for (const row of waiting.slice(0, limit)) row.isDone = true;
        if (this.progress().done > 0) this.breakAt('run');
        return this.progress();
      },
      hand: async (afterLine) => {
        const left = [...this.rows].filter(([line, row]) => line > afterLine && !row.isHanded);
        const some = left.slice(0, 20);
        for (const [, row] of some) row.isHanded = true;
        if (afterLine > 0) this.breakAt('hand');
        return {
          rows: some.map(([line, { email }]) => ({ line, email, password: null, code: null })),
          lastLine: left.length > 20 ? (some.at(-1)?.[0] ?? null) : null,
        };
      },
    };
  }

  private breakAt(step: NonNullable<Backend['failOnce']>): void {
    if (this.failOnce !== step) return;
    this.failOnce = null;
    throw new Error('The connection is gone.');
  }

  progress(): ImportProgress {
    const all = [...this.rows.values()];
    const done = all.filter(({ isDone }) => isDone).length;
    const handed = all.filter(({ isHanded }) => isHanded).length;
    return {
      uploaded: all.length,
      waiting: all.length - done,
      done,
      failed: 0,
      to_hand: done - handed,
      is_finished: handed === this.rowCount,
    };
  }
}

const rowsOf = (count: number): ImportRow[] =>
  Array.from({ length: count }, (_, index) => ({
    line: index + 2,
    email: `person.${index}@import.example`,
    changes: {},
    newGroups: [],
    newSkills: [],
  }));

test('rows go up in portions of a thousand, and everybody is handed a way in once [A7]', async () => {
  const backend = new Backend(2_345);
  const handed: number[] = [];
  const phases = new Set<string>();
  const progress = await runMemberImport({
    steps: backend.steps(rowsOf(2_345)),
    rowCount: 2_345,
    onState: ({ phase }) => phases.add(phase),
    onHanded: (rows) => handed.push(...rows.map(({ line }) => line)),
  });
  expect(backend.uploads).toEqual([1_000, 1_000, 345]);
  expect([...phases]).toEqual(['uploading', 'adding', 'handing']);
  expect(new Set(handed).size).toBe(2_345);
  expect(handed).toHaveLength(2_345);
  expect(progress.is_finished).toBe(true);
});

test.each(['upload', 'run', 'hand'] as const)(
  'a failure while it does “%s” is told, and the same call goes on to the end [A7]',
  async (step) => {
    const backend = new Backend(1_500);
    backend.failOnce = step;
    const rows = rowsOf(1_500);
    const again = () =>
      runMemberImport({
        steps: backend.steps(rows),
        rowCount: rows.length,
        onState: () => undefined,
        onHanded: () => undefined,
      });
    await expect(again()).rejects.toThrow('The connection is gone.');
    expect(await again()).toMatchObject({ done: 1_500, waiting: 0, to_hand: 0, is_finished: true });
  },
);

test('after a reload it goes on without the file: its rows are in the database [A7]', async () => {
  const backend = new Backend(600);
  await backend.steps(rowsOf(600)).upload(rowsOf(600));
  await backend.steps(null).run(100);
  const progress = await runMemberImport({
    steps: backend.steps(null),
    rowCount: 600,
    onState: () => undefined,
    onHanded: () => undefined,
  });
  expect(progress).toMatchObject({ done: 600, is_finished: true });
});
