import { expect } from '@playwright/test';
import { type Browsers, uniqueText } from '@/bench/browsers';
import { budget, type Finding } from '@/bench/figures';
import { type ScriptWeight, sumOf, weighScripts } from '@/bench/load/script-weight';
import type { Stage } from '@/bench/stage';

const KILOBYTE = 1_024;

/** What the chat costs a customer's page before anybody clicks, and what it costs whoever writes. */
export async function measureWidgetWeight(stage: Stage, browsers: Browsers): Promise<Finding> {
  let weight: ScriptWeight | undefined;
  const requests: string[] = [];
  const widget = await browsers.visitShop((page) => {
    weight = weighScripts(page, stage.appUrl);
    page.on('request', (request) => {
      if (request.url().startsWith(stage.appUrl)) requests.push(new URL(request.url()).pathname);
    });
  });
  if (!weight) throw new Error('The shop opened without being watched.');
  await expect(widget.launcher).toBeVisible();
  await widget.page.waitForLoadState('networkidle');
  const before = await weight.scripts();
  const requestsBefore = [...requests];
  const shift = await layoutShift(widget);

  await widget.open();
  const text = uniqueText();
  await widget.write(text);
  await expect(widget.message(text)).toBeVisible();
  await expect(widget.delivery(/Sent|Delivered|Read/)).toBeVisible();
  await widget.page.waitForLoadState('networkidle');
  const opened = await weight.scripts();
  const shiftOpened = await layoutShift(widget);
  await widget.page.context().close();

  const loader = sumOf(before) / KILOBYTE;
  const all = sumOf(opened) / KILOBYTE;
  const moved = Math.max(shift, shiftOpened);
  const figures: Finding['figures'] = [
    {
      id: 'loader_kb',
      what: 'Loader on the customer’s page, gzip',
      unit: 'KB',
      value: loader,
      detail: before.map(({ path }) => path).join(', '),
      budget: budget(loader, { atMost: 3 }, '≤ 3 KB'),
    },
    {
      id: 'loader_requests',
      what: 'Requests to Foyer before a click',
      unit: '',
      value: requestsBefore.length,
      detail: requestsBefore.join(', '),
      budget: budget(requestsBefore.length, { atMost: 1 }, '1'),
    },
    {
      id: 'layout_shift',
      what: 'Layout shift on the customer’s page',
      unit: '',
      value: moved,
      detail: 'loading, opening and writing',
      budget: budget(moved, { atMost: 0 }, 'none'),
    },
    {
      id: 'widget_kb',
      what: 'Chat opened and written in, all scripts, gzip',
      unit: 'KB',
      value: all,
      detail: `${opened.length} scripts`,
      budget: budget(all, { atMost: 30 }, '≤ 30 KB'),
    },
  ];
  return { figures, broken: [] };
}

function layoutShift(widget: {
  page: { evaluate<T>(run: () => T | Promise<T>): Promise<T> };
}): Promise<number> {
  return widget.page.evaluate(
    () =>
      new Promise<number>((done) => {
        const observer = new PerformanceObserver((list) => {
          let sum = 0;
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            sum += entry.value;
          observer.disconnect();
          done(sum);
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Without any shift the observer is never called.
        setTimeout(() => done(0), 200);
      }),
  );
}
