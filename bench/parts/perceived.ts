import { expect, type Frame, type Page } from '@playwright/test';
import { type Browsers, uniqueText } from '@/bench/browsers';
import { type Finding, ms } from '@/bench/figures';
import type { Stage } from '@/bench/stage';
import { spreadOf } from '@/bench/statistics';

const SAMPLES = 30;
const PAUSE_MS = 120;

/** Enter in one browser, the text in the other: everything a person waits for. */
export async function measurePerceived(stage: Stage, browsers: Browsers): Promise<Finding> {
  const widget = await browsers.visitShop();
  await widget.open();
  const opening = uniqueText();
  await widget.write(opening);
  await expect(widget.delivery(/Sent|Delivered|Read/)).toBeVisible();
  const [conversation] = await stage.sql<{ id: string }[]>`
    select id from public.conversations
    where organization_id = ${stage.organization.id} and last_message_preview = ${opening}`;
  await stage.rest.rpc(stage.agent.token, 'accept_conversation', { p_conversation: conversation?.id });
  const inbox = await browsers.openConsole();
  await inbox.page.goto(`${inbox.url}/${conversation?.id}`);
  await expect(inbox.thread).toContainText(opening);
  const frame = widget.page.frames().find((each) => each.url().startsWith(`${stage.appUrl}/widget/`));
  if (!frame) throw new Error('The chat has no frame.');

  const toAgent: number[] = [];
  const toVisitor: number[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    toAgent.push(await timeOne(frame, widget.composer, inbox.page, widget.page));
    toVisitor.push(await timeOne(inbox.page, inbox.composer, frame, widget.page));
  }
  await widget.page.context().close();
  await inbox.page.context().close();

  return {
    figures: [
      ['perceived_to_agent_ms', 'Enter in the chat → text in the console', toAgent] as const,
      ['perceived_to_visitor_ms', 'Enter in the console → text in the chat', toVisitor] as const,
    ].map(([id, what, samples]) => {
      const { p50, p95, count } = spreadOf(samples);
      return { id, what, unit: 'ms', value: p50, detail: `p95 ${ms(p95)} ms, n=${count}, two browsers` };
    }),
    broken: [],
  };
}

type Field = { fill(text: string): Promise<void>; press(key: string): Promise<void> };

async function timeOne(from: Page | Frame, field: Field, to: Page | Frame, pace: Page): Promise<number> {
  const text = uniqueText();
  await field.fill(text);
  const pressedAt = from.evaluate(
    () =>
      new Promise<number>((done) => {
        const onKey = (event: KeyboardEvent) => {
          if (event.key !== 'Enter') return;
          removeEventListener('keydown', onKey, true);
          done(performance.timeOrigin + performance.now());
        };
        addEventListener('keydown', onKey, true);
      }),
  );
  const seenAt = to.evaluate(
    (expected) =>
      new Promise<number>((done) => {
        const observer = new MutationObserver(() => {
          if (!document.querySelector('[role="log"]')?.textContent?.includes(expected)) return;
          observer.disconnect();
          done(performance.timeOrigin + performance.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    text,
  );
  // Both pages are listening once a later evaluation has been answered.
  await Promise.all([from.evaluate(() => 0), to.evaluate(() => 0)]);
  await field.press('Enter');
  const latency = (await seenAt) - (await pressedAt);
  await pace.waitForTimeout(PAUSE_MS);
  return latency;
}
