import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { Browsers } from '@/bench/browsers';
import { budget, type Finding, ms } from '@/bench/figures';
import { type ScriptWeight, sumOf, weighScripts } from '@/bench/load/script-weight';
import type { Stage } from '@/bench/stage';
import { spreadOf } from '@/bench/statistics';
import { prefetchedMax } from '@/lib/conversations/inbox';

const KILOBYTE = 1_024;
/** Those before the ones the console fetches by itself are fetched by the click. */
const CHATS = prefetchedMax + 15;
const MESSAGES_EACH = 30;

/** The console's first load, and how long a click on another conversation takes to show it. */
export async function measureConsole(stage: Stage, browsers: Browsers): Promise<Finding> {
  const chats = await fillChats(stage);
  let weight: ScriptWeight | undefined;
  const inbox = await browsers.openConsole((page) => {
    weight = weighScripts(page, stage.appUrl);
  });
  if (!weight) throw new Error('The console opened without being watched.');
  const { page } = inbox;
  await page.waitForLoadState('networkidle');
  const scripts = await weight.scripts();
  const firstLoad = sumOf(scripts) / KILOBYTE;

  await inbox.showList('My chats');
  await expect(page.locator(`[data-conversation="${chats[0]?.id}"]`)).toBeVisible();
  const cold: number[] = [];
  for (const chat of chats.slice(0, -prefetchedMax)) cold.push(await switchTo(page, chat));
  const first: number[] = [];
  for (const chat of chats.slice(-prefetchedMax)) first.push(await switchTo(page, chat));
  const again: number[] = [];
  for (const chat of chats.slice(-prefetchedMax)) again.push(await switchTo(page, chat));
  await page.context().close();

  return {
    figures: [
      {
        id: 'console_kb',
        what: 'Console, first load of the inbox, all scripts, gzip',
        unit: 'KB',
        value: firstLoad,
        detail: `${scripts.length} scripts`,
        budget: budget(firstLoad, { atMost: 200 }, '≤ 200 KB'),
      },
      clickFigure('switch_cold_ms', 'Click to thread, not fetched before', cold),
      clickFigure('switch_first_ms', 'Click to thread, opened for the first time', first),
      clickFigure('switch_again_ms', 'Click to thread, opened before', again),
    ],
    broken: [],
  };
}

function clickFigure(id: string, what: string, times: number[]): Finding['figures'][number] {
  const { p50, p95, count } = spreadOf(times);
  return {
    id,
    what,
    unit: 'ms',
    value: p50,
    detail: `p95 ${ms(p95)} ms, n=${count}`,
    budget: budget(p50, { atMost: 100 }, 'p50 ≤ 100 ms'),
  };
}

type FilledChat = { id: string; lastText: string };

async function fillChats(stage: Stage): Promise<FilledChat[]> {
  const chats: FilledChat[] = [];
  for (let index = 0; index < CHATS; index += 1) {
    const chat = await stage.openChat();
    let lastText = '';
    for (let message = 0; message < MESSAGES_EACH; message += 1) {
      lastText = `Message ${message} of chat ${index}, about as long as what people write (${chat.id.slice(0, 8)}).`;
      const token = message % 2 ? stage.agent.token : chat.visitorToken;
      await stage.rest.rpc(token, 'send_message', {
        p_conversation: chat.id,
        p_id: randomUUID(),
        p_body: lastText,
      });
    }
    chats.push({ id: chat.id, lastText });
  }
  return chats;
}

/** From the click's own event to the frame after the last message of that conversation stands in the thread. */
async function switchTo(page: Page, chat: FilledChat): Promise<number> {
  const row = page.locator(`[data-conversation="${chat.id}"]`);
  await row.scrollIntoViewIfNeeded();
  const measured = page.evaluate(
    (lastText) =>
      new Promise<number>((done) => {
        let clickedAt = 0;
        addEventListener('click', (event) => (clickedAt = event.timeStamp), { capture: true, once: true });
        const isShown = () =>
          document.querySelector('[role="log"]')?.textContent?.includes(lastText) ?? false;
        const observer = new MutationObserver(() => {
          if (clickedAt === 0 || !isShown()) return;
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - clickedAt)));
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    chat.lastText,
  );
  await row.click();
  return measured;
}
