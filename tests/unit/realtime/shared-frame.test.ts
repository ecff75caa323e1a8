import { describe, expect, test } from 'vitest';
import { type Broadcast, broadcastFrame, eventFrame } from '@/embedded/realtime/shared-frame';

const broadcast: Broadcast = {
  topic: 'conversation:é',
  event: 'message',
  encoding: 'json',
  body: Buffer.from('{"text":"ü"}'),
  meta: { id: '7' },
};

/** The client's reading of a frame of kind 4. */
function decode(data: Buffer) {
  const [kind, topicBytes = 0, eventBytes = 0, metaBytes = 0, encoding] = data;
  const ends = [5, 5 + topicBytes, 5 + topicBytes + eventBytes, 5 + topicBytes + eventBytes + metaBytes];
  const [topic, event, meta] = [0, 1, 2].map((n) => data.subarray(ends[n], ends[n + 1]).toString());
  return { kind, topic, event, meta, encoding, body: data.subarray(ends[3]) };
}

describe('a broadcast', () => {
  test('is one binary frame in protocol 2', () => {
    const frame = broadcastFrame(broadcast).for('2.0.0');
    expect(frame?.binary).toBe(true);
    expect(decode(frame?.data ?? Buffer.alloc(0))).toEqual({
      kind: 4,
      topic: 'realtime:conversation:é',
      event: 'message',
      meta: '{"id":"7"}',
      encoding: 1,
      body: broadcast.body,
    });
  });

  test('is encoded once for all receivers of a version', () => {
    const frame = broadcastFrame(broadcast);
    expect(frame.for('2.0.0')).toBe(frame.for('2.0.0'));
    expect(frame.for('1.0.0')).toBe(frame.for('1.0.0'));
  });

  test('is text in protocol 1', () => {
    const frame = broadcastFrame(broadcast).for('1.0.0');
    expect(frame?.binary).toBe(false);
    expect(JSON.parse(frame?.data.toString() ?? '')).toEqual({
      topic: 'realtime:conversation:é',
      event: 'broadcast',
      payload: { type: 'broadcast', event: 'message', payload: { text: 'ü' }, meta: { id: '7' } },
      ref: null,
      join_ref: null,
    });
  });

  test('with a name too long for one length byte is text in protocol 2', () => {
    const event = 'é'.repeat(128);
    const frame = broadcastFrame({ ...broadcast, event, meta: null }).for('2.0.0');
    expect(frame?.binary).toBe(false);
    expect(JSON.parse(frame?.data.toString() ?? '')).toEqual([
      null,
      null,
      'realtime:conversation:é',
      'broadcast',
      { type: 'broadcast', event, payload: { text: 'ü' } },
    ]);
  });

  test('of bytes cannot be said in protocol 1', () => {
    expect(broadcastFrame({ ...broadcast, encoding: 'binary' }).for('1.0.0')).toBeNull();
  });
});

test('an event for all carries no refs', () => {
  const frame = eventFrame('room', 'presence_diff', { joins: {}, leaves: {} }).for('2.0.0');
  expect(JSON.parse(frame?.data.toString() ?? '')).toEqual([
    null,
    null,
    'realtime:room',
    'presence_diff',
    { joins: {}, leaves: {} },
  ]);
});
