import { expect, test } from 'vitest';
import { manualClock } from '@/tests/widget/support/manual-clock';
import { sharedStorage } from '@/tests/widget/support/tab';
import { createVisit } from '@/widget/core/visit';

const minutes = (count: number) => count * 60_000;

test('a visit lasts as long as somebody looks at pages; after half an hour away the next begins', async () => {
  const clock = manualClock();
  const storage = sharedStorage();
  const come = () => createVisit(storage.open(), clock);
  const first = come();
  first.seen('https://shop.example/a');
  expect(first.number).toBe(1);
  await clock.advance(minutes(29));
  const again = come();
  expect(again.number).toBe(1);
  again.seen('https://shop.example/b');
  await clock.advance(minutes(29));
  expect(come().number).toBe(1);
  await clock.advance(minutes(2));
  expect(come().number).toBe(2);
});

test('what is kept is two numbers, and nothing that tells who it is', () => {
  const clock = manualClock();
  const storage = sharedStorage();
  createVisit(storage.open(), clock).seen('https://shop.example/a?token=secret');
  expect([...storage.entries]).toEqual([['visits', `1 ${clock.now()}`]]);
});

test('a storage somebody has spoilt begins at one', () => {
  const clock = manualClock();
  for (const spoilt of ['', 'x y', '1e999 0', '-5 0']) {
    const store = sharedStorage().open();
    store.set('visits', spoilt);
    expect(createVisit(store, clock).number, spoilt).toBe(1);
  }
});

test('the seconds are those on this page, also where pages change without being loaded', async () => {
  const clock = manualClock();
  const visit = createVisit(sharedStorage().open(), clock);
  visit.seen('https://shop.example/a');
  await clock.advance(12_000);
  visit.seen('https://shop.example/a');
  expect(visit.seconds()).toBe(12);
  visit.seen('https://shop.example/b');
  await clock.advance(3000);
  expect(visit.seconds()).toBe(3);
});
