import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from '@/lib/platform/realtime/frame';

function binary(
  kind: number,
  topic: string,
  event: string,
  meta: string,
  encoding: number,
  payload: string,
): ArrayBuffer {
  const encode = (text: string) => new TextEncoder().encode(text);
  const [t, e, m, p] = [encode(topic), encode(event), encode(meta), encode(payload)];
  const bytes = [kind, t.length, e.length, m.length, encoding, ...t, ...e, ...m, ...p];
  return new Uint8Array(bytes).buffer;
}

describe('frames of the Realtime socket', () => {
  test('a broadcast is the same whether it comes as text or as kind 4', () => {
    const payload = { id: 'm1', body: 'Où ? 🙂' };
    const topic = 'realtime:conversation:c';
    const expected = {
      join_ref: null,
      ref: null,
      topic,
      event: 'broadcast',
      payload: { type: 'broadcast', event: 'message', payload },
    };
    const text = JSON.stringify([null, null, topic, 'broadcast', expected.payload]);
    expect(decodeFrame(text)).toEqual(expected);
    expect(decodeFrame(binary(4, topic, 'message', '{"id":"x"}', 1, JSON.stringify(payload)))).toEqual(
      expected,
    );
    expect(decodeFrame(binary(4, topic, 'message', '', 1, JSON.stringify(payload)))).toEqual(expected);
  });

  test('a reply keeps its references', () => {
    expect(decodeFrame('["1","2","realtime:x","phx_reply",{"status":"ok","response":{}}]')).toEqual({
      join_ref: '1',
      ref: '2',
      topic: 'realtime:x',
      event: 'phx_reply',
      payload: { status: 'ok', response: {} },
    });
  });

  test('what is sent is read back, as version 2 wants it', () => {
    const frame = { join_ref: '1', ref: '1', topic: 'realtime:x', event: 'phx_join', payload: { a: 1 } };
    expect(encodeFrame(frame)).toBe('["1","1","realtime:x","phx_join",{"a":1}]');
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
    expect(encodeFrame({ topic: 'phoenix', event: 'heartbeat', payload: {} })).toBe(
      '[null,null,"phoenix","heartbeat",{}]',
    );
  });

  test.each([
    ['not JSON', 'x'],
    ['an object', '{"topic":"x"}'],
    ['too short', '["1","2"]'],
    ['a numeric reference', '[1,2,"t","e",{}]'],
    ['no payload', '[null,null,"t","e",null]'],
    ['kind 2', binary(2, 't', 'e', '', 1, '{}')],
    ['raw bytes', binary(4, 't', 'e', '', 0, 'abc')],
    ['lengths beyond the end', new Uint8Array([4, 200, 200, 200, 1, 65]).buffer],
    ['nothing', new ArrayBuffer(0)],
  ])('%s is ignored', (_, raw) => {
    expect(decodeFrame(raw)).toBeNull();
  });

  test('nothing a server sends makes the reader fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.uint8Array().map((bytes) => bytes.slice().buffer),
        ),
        (raw) => {
          decodeFrame(raw as string | ArrayBuffer);
        },
      ),
    );
  });
});
