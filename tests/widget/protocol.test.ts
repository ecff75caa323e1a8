import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envelope, PROTOCOL_VERSION, readToFrame, readToLoader, type ToFrame } from '@/widget/protocol';

const state: ToFrame = {
  isOpen: true,
  isFullScreen: false,
  page: { url: 'https://shop.example/a', title: 'A' },
  kept: '1{}',
  referrer: 'https://search.example/',
};
const posted = (message: unknown): unknown => structuredClone(message);

describe('messages between the loader and the frame', () => {
  test('arrive as they were sent', () => {
    expect(readToFrame(posted(envelope(state)))).toEqual(state);
    expect(readToLoader(posted(envelope({ type: 'unread', unread: 3 })))).toMatchObject({
      type: 'unread',
      unread: 3,
    });
  });

  test('of another version, or of somebody else’s scripts, are nobody’s', () => {
    for (const data of [
      null,
      undefined,
      'ready',
      7,
      [],
      {},
      { type: 'ready', locale: 'en' },
      { ...state, foyer: PROTOCOL_VERSION + 1 },
      { ...state, foyer: String(PROTOCOL_VERSION) },
    ]) {
      expect(readToFrame(data)).toBeNull();
      expect(readToLoader(data)).toBeNull();
    }
  });

  test('with a field of the wrong kind are refused by the frame', () => {
    for (const broken of [
      { isOpen: 1 },
      { isFullScreen: undefined },
      { kept: null },
      { kept: { toString: 'x' } },
    ]) {
      expect(readToFrame({ ...envelope(state), ...broken })).toBeNull();
    }
    expect(readToFrame({ ...envelope(state), page: { url: 1, title: 'A' } })).toEqual({
      ...state,
      page: null,
    });
  });

  test('of a loader from before an update are read; an address on no server is none, a long one is cut', () => {
    const { referrer: _, ...older } = state;
    expect(readToFrame(envelope(older as ToFrame))).toEqual({ ...state, referrer: '' });
    const page = { url: 'file:///home/me/page.html', title: 'A' };
    expect(readToFrame({ ...envelope(state), page })?.page).toBeNull();
    const long = { url: `https://shop.example/${'x'.repeat(3000)}`, title: 'A'.repeat(400) };
    const read = readToFrame({ ...envelope(state), page: long })?.page;
    expect([read?.url.length, read?.title.length]).toEqual([2000, 300]);
  });

  test('never make the frame fail, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        readToFrame(one);
        readToFrame({ ...state, foyer: PROTOCOL_VERSION, page: other, kept: one });
      }),
    );
  });
});
