import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  broadcastPushOf,
  decodeBinary,
  decodeText,
  encodeFrame,
  type ProtocolVersion,
} from '@/embedded/realtime/frames';

const versions: ProtocolVersion[] = ['1.0.0', '2.0.0'];
const field = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => Buffer.byteLength(text) <= 255);

/** A push as the client writes it. */
function encodePush(fields: string[], encoding: 0 | 1, body: Uint8Array): Buffer {
  const bytes = fields.map((text) => Buffer.from(text));
  return Buffer.concat([Buffer.from([3, ...bytes.map(({ length }) => length), encoding]), ...bytes, body]);
}

describe('text frames', () => {
  test('both versions of the protocol read back what they write', () => {
    const frame = { joinRef: '1', ref: null, topic: 'realtime:é', event: 'x', payload: { a: [1, null] } };
    for (const version of versions) {
      const { data, binary } = encodeFrame(frame, version);
      expect(binary).toBe(false);
      expect(decodeText(data.toString(), version)).toEqual(frame);
    }
  });

  test('no text whatsoever makes the decoder throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        fc.constantFrom(...versions),
        (text, version) => {
          decodeText(text, version);
        },
      ),
    );
  });

  test.each([
    ['something that is not JSON', '{'],
    ['null', 'null'],
    ['too few members', '[null,null,"t","e"]'],
    ['a topic that is no text', '[null,null,1,"e",{}]'],
    ['an event that is no text', '[null,null,"t",{},{}]'],
    ['a ref that is no text', '[null,{},"t","e",{}]'],
    ['half a character in the topic', '[null,null,"\\ud800","e",{}]'],
    ['a frame of the other version', '{"topic":"t","event":"e","payload":{},"ref":"1"}'],
  ])('%s is not a frame', (_, text) => {
    expect(decodeText(text, '2.0.0')).toBeNull();
  });

  test('a text broadcast without an event name is not a push', () => {
    const frame = { joinRef: null, ref: null, topic: 't', event: 'broadcast', payload: { payload: {} } };
    expect(broadcastPushOf(frame)).toBeNull();
  });
});

describe('binary pushes', () => {
  test('every field and byte survives', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 5, maxLength: 5 }), fc.uint8Array(), (fields, body) => {
        const [joinRef, ref, topic, event] = fields;
        expect(decodeBinary(encodePush(fields, 0, body))).toEqual({
          joinRef: joinRef || null,
          ref: ref || null,
          topic,
          event,
          encoding: 'binary',
          body: Buffer.from(body),
        });
      }),
    );
  });

  test('JSON passes as it is, byte for byte', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const push = decodeBinary(encodePush(['1', '2', 't', 'e', ''], 1, Buffer.from(text)));
        expect(push).toMatchObject({ encoding: 'json', body: Buffer.from(text) });
      }),
    );
  });

  test('no bytes whatsoever make the decoder throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.boolean(), (bytes, isPush) => {
        decodeBinary(Buffer.from(isPush ? [3, ...bytes] : bytes));
      }),
    );
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a header without its fields', Buffer.from([3, 9, 9, 9, 9, 9, 0])],
    ['another kind', Buffer.from([0, 0, 0, 0, 0, 0, 0])],
    [
      'a topic that is not UTF-8',
      Buffer.concat([Buffer.from([3, 0, 0, 2, 0, 0, 0]), Buffer.from([0xff, 0xfe])]),
    ],
    ['JSON that does not parse', encodePush(['', '', 't', 'e', ''], 1, Buffer.from('{'))],
  ])('%s is not a push', (_, bytes) => {
    expect(decodeBinary(bytes)).toBeNull();
  });
});
