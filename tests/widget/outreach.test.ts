import { beforeEach, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '@/tests/widget/support/manual-clock';
import { sharedStorage } from '@/tests/widget/support/tab';
import type { KeyStore } from '@/widget/core/key-store';
import { createOutreach, type Invitation } from '@/widget/outreach/outreach';

const lamps = 'https://shop.example/lamps';
const jobs = 'https://shop.example/jobs';
const help: Invitation = {
  id: 'rule-1',
  en: 'May I help?',
  fr: 'Puis-je vous aider\u00a0?',
  after_seconds: 30,
};

let clock: ManualClock;
let store: KeyStore;
let isEngaged: boolean;
/** By address; where nothing stands, nothing is meant. */
let rules: Record<string, { hides_chat?: boolean; invitation?: Invitation }>;
let isReachable: boolean;

beforeEach(() => {
  clock = manualClock();
  store = sharedStorage().open();
  isEngaged = false;
  rules = { [lamps]: { invitation: help } };
  isReachable = true;
});

/** One page load; where the visitor is decides what is answered, a moment later. */
function load(visit = 1) {
  let at = '';
  const asked: string[] = [];
  const outreach = createOutreach({
    store,
    clock,
    visit,
    ask: async () => {
      const address = at;
      asked.push(address);
      await new Promise<void>((done) => void clock.after(50, done));
      if (!isReachable) throw new Error('no answer');
      return { hides_chat: false, invitation: null, ...rules[address] };
    },
    isEngaged: () => isEngaged,
  });
  const enter = (url: string) => {
    at = url;
    outreach.enter(url);
  };
  return { ...outreach, enter, asked, invitation: () => outreach.state.get().invitation };
}

test('an invitation comes when its seconds have passed, and not before', async () => {
  const { enter, invitation } = load();
  enter(lamps);
  await clock.advance(29_900);
  expect(invitation()).toBeNull();
  await clock.advance(200);
  expect(invitation()).toEqual(help);
});

test('it comes once in each visit, whatever is loaded anew, and again in the next', async () => {
  const first = load();
  first.enter(lamps);
  await clock.advance(31_000);
  expect(first.invitation()).toEqual(help);
  const reloaded = load();
  reloaded.enter(lamps);
  await clock.advance(60_000);
  expect(reloaded.invitation()).toBeNull();
  rules[lamps] = { invitation: { ...help, id: 'rule-2' } };
  const other = load();
  other.enter(lamps);
  await clock.advance(60_000);
  expect(other.invitation()?.id).toBe('rule-2');
  rules[lamps] = { invitation: help };
  const next = load(2);
  next.enter(lamps);
  await clock.advance(60_000);
  expect(next.invitation()).toEqual(help);
});

test('nobody is invited who looks at the chat, and nobody a second time after that', async () => {
  const { enter, invitation, accept } = load();
  isEngaged = true;
  enter(lamps);
  await clock.advance(60_000);
  expect(invitation()).toBeNull();
  isEngaged = false;
  const again = load();
  again.enter(lamps);
  await clock.advance(31_000);
  expect(again.invitation()).toEqual(help);
  again.accept();
  expect(again.invitation()).toBeNull();
  await clock.advance(600_000);
  expect(again.invitation()).toBeNull();
  accept();
});

test('whoever goes on to another page is not invited for the one before', async () => {
  const { enter, invitation } = load();
  enter(lamps);
  await clock.advance(20_000);
  enter('https://shop.example/about');
  await clock.advance(600_000);
  expect(invitation()).toBeNull();
});

test('the chat is hidden on the pages the site says, and only there; a late answer counts for its own page', async () => {
  rules[jobs] = { hides_chat: true };
  const { enter, state, asked } = load();
  enter(jobs);
  expect(state.get().isHidden).toBeNull();
  await clock.advance(100);
  expect(state.get().isHidden).toBe(true);
  enter(lamps);
  await clock.advance(100);
  expect(state.get().isHidden).toBe(false);
  enter(jobs);
  enter('https://shop.example/about');
  await clock.advance(100);
  expect(state.get().isHidden).toBe(false);
  const count = asked.length;
  enter('https://shop.example/about');
  await clock.advance(100);
  expect(asked).toHaveLength(count);
});

test('where nobody can be asked the chat stays', async () => {
  rules[jobs] = { hides_chat: true };
  isReachable = false;
  const { enter, state } = load();
  enter(jobs);
  await clock.advance(100);
  expect(state.get()).toEqual({ isHidden: false, invitation: null });
});
