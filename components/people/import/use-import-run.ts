'use client';

import { useEffect, useState } from 'react';
import type { AskWorker } from '@/components/people/import/use-import-worker';
import type { ActionAnswer } from '@/components/shared/use-action-form';
import { useMember } from '@/components/shell/member-provider';
import { useSupabase } from '@/components/shell/supabase-provider';
import { saveCircleAction } from '@/lib/people/groups/actions';
import type { CircleKind } from '@/lib/people/groups/schema';
import { inviteImportedAction, makeImportedSignInsAction } from '@/lib/people/import/actions';
import { fold } from '@/lib/people/import/fold';
import { addImportRows, beginImport, type ImportProgress, runImport } from '@/lib/people/import/live';
import {
  type HandedRow,
  type ImportState,
  type ImportSteps,
  runMemberImport,
} from '@/lib/people/import/run-import';
import type { ImportRow, Named, SignIn } from '@/lib/people/import/schema';
import { type ErrorAnswer, UserError } from '@/lib/platform/errors';

export type ImportJob = { importId: string; fileName: string; signIn: SignIn; rowCount: number };
/** What a new import needs beside the job; one that goes on has its rows in the database. */
export type NewRows = { ask: AskWorker; newGroups: Named[]; newSkills: Named[] };

export type RunState =
  | { kind: 'idle' }
  | { kind: 'running'; state: ImportState }
  | { kind: 'stopped'; state: ImportState; error: ErrorAnswer }
  | { kind: 'done'; progress: ImportProgress };

const answerOf = (error: unknown): ErrorAnswer =>
  error instanceof UserError ? error.toAnswer() : { code: 'offline' };

async function dataOf<T>(call: Promise<ActionAnswer<T> | undefined>): Promise<T> {
  const answer = await call;
  if (answer?.serverError) throw new UserError(answer.serverError.code);
  if (answer?.data === undefined) throw new UserError('value_is_invalid');
  return answer.data;
}

export function useImportRun() {
  const { rest } = useSupabase();
  const { organizationId, organizationSlug: organization } = useMember();
  const [run, setRun] = useState<RunState>({ kind: 'idle' });
  const [handed, setHanded] = useState<HandedRow[]>([]);
  const isRunning = run.kind === 'running';

  useEffect(() => {
    if (!isRunning) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isRunning]);

  /** Under ids given beforehand, so that trying again makes none twice. */
  async function makeCircles(kind: CircleKind, list: readonly Named[]): Promise<void> {
    for (const { id, name } of list) await dataOf(saveCircleAction({ organization, kind, id, name }));
  }

  function stepsOf(job: ImportJob, rows: NewRows | null): ImportSteps {
    const groups = idsOf(rows?.newGroups ?? []);
    const skills = idsOf(rows?.newSkills ?? []);
    const { importId, signIn } = job;
    const hand = signIn === 'invitation' ? inviteImportedAction : makeImportedSignInsAction;
    return {
      begin:
        rows &&
        (async () => {
          await beginImport(rest, { organizationId, ...job });
          await makeCircles('group', rows.newGroups);
          await makeCircles('skill', rows.newSkills);
        }),
      takeRows: (from, count) => (rows ? rows.ask('take', { from, count }) : Promise.resolve([])),
      upload: (some) =>
        addImportRows(
          rest,
          importId,
          some.map((row) => uploaded(row, groups, skills)),
        ),
      run: (limit) => runImport(rest, importId, limit),
      hand: signIn === 'later' ? null : (afterLine) => dataOf(hand({ organization, importId, afterLine })),
    };
  }

  /** The same call begins an import and goes on with one: what was done is not done again. */
  async function start(job: ImportJob, rows: NewRows | null): Promise<void> {
    let state: ImportState = { phase: rows ? 'uploading' : 'adding', done: 0, total: job.rowCount };
    setRun({ kind: 'running', state });
    try {
      const progress = await runMemberImport({
        steps: stepsOf(job, rows),
        rowCount: job.rowCount,
        onState: (next) => {
          state = next;
          setRun({ kind: 'running', state });
        },
        onHanded: (portion) => setHanded((before) => merged(before, portion)),
      });
      setRun({ kind: 'done', progress });
    } catch (error) {
      setRun({ kind: 'stopped', state, error: answerOf(error) });
    }
  }

  function reset(): void {
    setRun({ kind: 'idle' });
    setHanded([]);
  }

  return { run, handed, start, reset };
}

const idsOf = (list: readonly Named[]): Map<string, string> =>
  new Map(list.map(({ id, name }) => [fold(name), id]));

/** The newest word on each row: a password made anew takes the place of the one before. */
function merged(before: HandedRow[], portion: HandedRow[]): HandedRow[] {
  const lines = new Set(portion.map(({ line }) => line));
  return [...before.filter(({ line }) => !lines.has(line)), ...portion];
}

function uploaded(
  { line, email, changes, newGroups, newSkills }: ImportRow,
  groups: ReadonlyMap<string, string>,
  skills: ReadonlyMap<string, string>,
) {
  const withMade = (field: 'groups' | 'skills', names: string[], made: ReadonlyMap<string, string>) => {
    const known = changes[field];
    const ids = names.flatMap((name) => made.get(fold(name)) ?? []);
    return ids.length > 0 ? { [field]: [...(Array.isArray(known) ? known : []), ...ids] } : {};
  };
  return {
    line,
    email,
    changes: {
      ...changes,
      ...withMade('groups', newGroups, groups),
      ...withMade('skills', newSkills, skills),
    },
  };
}
