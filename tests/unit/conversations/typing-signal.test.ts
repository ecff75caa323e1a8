import { beforeEach, describe, expect, it } from 'vitest';
import { createTypingSignal, type TypingSignal } from '@/lib/conversations/typing-signal';
import { type ManualTimers, manualTimers } from '@/tests/support/manual-timers';

describe('telling that somebody types', () => {
  let timers: ManualTimers;
  let told: boolean[];
  let signal: TypingSignal;

  beforeEach(() => {
    timers = manualTimers();
    told = [];
    signal = createTypingSignal((isTyping) => told.push(isTyping), timers);
  });

  it('is done at most every three seconds, however fast they type', async () => {
    for (let keys = 0; keys < 60; keys += 1) {
      signal.typed(false);
      await timers.advance(100);
    }
    expect(told).toEqual([true, true]);
  });

  it('ends once when they stop, or empty the field', async () => {
    signal.typed(false);
    await timers.advance(6000);
    expect(told).toEqual([true, false]);
    await timers.advance(60_000);
    signal.typed(false);
    signal.typed(true);
    expect(told).toEqual([true, false, true, false]);
  });

  it('ends silently with the message itself, and starts at once for the next', async () => {
    signal.typed(false);
    signal.reset();
    await timers.advance(60_000);
    signal.typed(false);
    expect(told).toEqual([true, true]);
  });

  it('says nothing about a field that was empty all along', () => {
    signal.typed(true);
    expect(told).toEqual([]);
  });
});
