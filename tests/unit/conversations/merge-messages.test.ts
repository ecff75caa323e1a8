import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastContiguousSeq, mergeMessages } from '@/lib/conversations/merge-messages';
import { aMessage } from './rows';

const seqs = (messages: readonly { seq: number }[]) => messages.map(({ seq }) => seq);

describe('merging messages', () => {
  it('shows each message once and in order, however often and in whatever order it arrives', () => {
    const all = Array.from({ length: 12 }, (_, index) => aMessage(1, index + 1));
    const arrivals = fc.array(fc.shuffledSubarray(all), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(arrivals, (batches) => {
        const merged = batches.reduce(mergeMessages, [] as readonly (typeof all)[number][]);
        const expected = [...new Set(batches.flat().map(({ seq }) => seq))].sort((a, b) => a - b);
        expect(seqs(merged)).toEqual(expected);
      }),
      { verbose: true },
    );
  });

  it('keeps the same list when nothing is new, so that nothing is drawn again', () => {
    const known = [aMessage(1, 1), aMessage(1, 2)];
    expect(mergeMessages(known, [aMessage(1, 2)])).toBe(known);
  });
});

describe('the last message that is certain', () => {
  it('stops before a gap, so that the next fetch fills it', () => {
    expect(lastContiguousSeq([aMessage(1, 4), aMessage(1, 5), aMessage(1, 8)])).toBe(5);
  });

  it('is the newest when nothing is missing, and 0 for an empty thread', () => {
    expect(lastContiguousSeq([aMessage(1, 4), aMessage(1, 5)])).toBe(5);
    expect(lastContiguousSeq([])).toBe(0);
  });
});
