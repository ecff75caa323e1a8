import type { Browser, Page } from '@playwright/test';

type TraceEvent = {
  name: string;
  ph: string;
  dur?: number;
  /** Processor time of the thread, in microseconds: what the machine's other work does not lengthen. */
  tdur?: number;
  args?: { data?: { url?: string } };
};

const SCRIPT_WORK = new Set(['EvaluateScript', 'FunctionCall', 'v8.compile']);

/** How long the page was held up by each piece of work of the scripts whose address matches, in milliseconds. */
export async function recordScriptTasks(
  browser: Browser,
  page: Page,
  address: RegExp,
): Promise<() => Promise<number[]>> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'v8'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
      traceEvents: TraceEvent[];
    };
    return traceEvents
      .filter(
        ({ name, ph, args }) => ph === 'X' && SCRIPT_WORK.has(name) && address.test(args?.data?.url ?? ''),
      )
      .map(({ dur = 0, tdur = dur }) => tdur / 1000);
  };
}
