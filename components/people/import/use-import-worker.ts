'use client';

import { useEffect, useRef } from 'react';
import type { WorkerAnswer, WorkerCalls, WorkerQuestion } from '@/components/people/import/import-worker';

export type AskWorker = <Name extends keyof WorkerCalls>(
  name: Name,
  ask: WorkerCalls[Name]['ask'],
) => Promise<WorkerCalls[Name]['answer']>;

type Waiting = { done: (answer: never) => void; fail: (error: Error) => void };

/** Reads and checks files beside the page. It is started with the first file. */
export function useImportWorker(): AskWorker {
  const worker = useRef<Worker>(null);
  const waiting = useRef(new Map<number, Waiting>());
  const lastId = useRef(0);

  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );

  function start(): Worker {
    const started = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      const asked = waiting.current.get(data.id);
      waiting.current.delete(data.id);
      if ('failed' in data) asked?.fail(new Error(data.failed));
      else asked?.done(data.answer as never);
    };
    started.onerror = () => {
      for (const { fail } of waiting.current.values()) fail(new Error('The worker stopped.'));
      waiting.current.clear();
    };
    return started;
  }

  return (name, ask) => {
    worker.current ??= start();
    lastId.current += 1;
    const id = lastId.current;
    return new Promise((done, fail) => {
      waiting.current.set(id, { done, fail });
      worker.current?.postMessage({ id, name, ask } as WorkerQuestion);
    });
  };
}
