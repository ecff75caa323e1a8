import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PresenceGroups, PresenceState } from '@/embedded/realtime/presence-state';

function payloadsOf(groups: PresenceGroups): [string, unknown[]][] {
  return Object.entries(groups).map(([key, { metas }]) => [
    key,
    metas.map(({ phx_ref, phx_ref_prev, ...payload }) => payload),
  ]);
}

describe('presence', () => {
  test('a first track joins with a ref of its own', () => {
    const state = new PresenceState<string>();
    const diff = state.track('socket', 'ana', { status: 'online' });
    expect(diff.leaves).toEqual({});
    expect(diff.joins).toEqual({ ana: { metas: [{ status: 'online', phx_ref: expect.any(String) }] } });
    expect(state.snapshot()).toEqual(diff.joins);
  });

  test('a change leaves with the old ref and joins with a new one that names it', () => {
    const state = new PresenceState<string>();
    const before = state.track('socket', 'ana', { status: 'online' }).joins.ana?.metas[0];
    const change = state.track('socket', 'ana', { status: 'away' });
    expect(change.leaves.ana?.metas).toEqual([before]);
    expect(change.joins.ana?.metas).toEqual([
      { status: 'away', phx_ref: expect.any(String), phx_ref_prev: before?.phx_ref },
    ]);
    expect(change.joins.ana?.metas[0]?.phx_ref).not.toBe(before?.phx_ref);
  });

  test('two sockets of one key are two metas, and one leaves without the other', () => {
    const state = new PresenceState<string>();
    state.track('laptop', 'ana', { on: 'laptop' });
    state.track('phone', 'ana', { on: 'phone' });
    expect(payloadsOf(state.snapshot())).toEqual([['ana', [{ on: 'laptop' }, { on: 'phone' }]]]);
    const diff = state.untrack('laptop');
    expect(diff && payloadsOf(diff.leaves)).toEqual([['ana', [{ on: 'laptop' }]]]);
    expect(payloadsOf(state.snapshot())).toEqual([['ana', [{ on: 'phone' }]]]);
  });

  test('who was not there cannot leave', () => {
    expect(new PresenceState<string>().untrack('nobody')).toBeNull();
  });

  test('a client cannot choose its own ref', () => {
    const state = new PresenceState<string>();
    const { joins } = state.track('socket', 'ana', { phx_ref: 'mine' });
    expect(joins.ana?.metas[0]?.phx_ref).not.toBe('mine');
  });

  test('keys that are names of object members are keys like any other', () => {
    const state = new PresenceState<string>();
    const keys = ['__proto__', 'constructor', 'toString'];
    for (const key of keys) state.track(key, key, { key });
    const text = JSON.stringify(state.snapshot());
    for (const key of keys) expect(text).toContain(`"${key}":{"metas":[{"key":"${key}"`);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test('applying every diff in turn always gives the snapshot', () => {
    const step = fc.record({ owner: fc.nat(4), key: fc.constantFrom('a', 'b'), value: fc.option(fc.nat(3)) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const state = new PresenceState<number>();
        const mirror = new Map<string, string>();
        for (const { owner, key, value } of steps) {
          const diff =
            value === null ? state.untrack(owner) : state.track(owner, `${key}${owner}`, { value });
          for (const [name, { metas }] of Object.entries(diff?.leaves ?? {})) {
            for (const meta of metas) expect(mirror.delete(`${name}/${meta.phx_ref}`)).toBe(true);
          }
          for (const [name, { metas }] of Object.entries(diff?.joins ?? {})) {
            for (const meta of metas) mirror.set(`${name}/${meta.phx_ref}`, name);
          }
        }
        const present = Object.entries(state.snapshot()).flatMap(([name, { metas }]) =>
          metas.map(({ phx_ref }) => `${name}/${phx_ref}`),
        );
        expect(present.sort()).toEqual([...mirror.keys()].sort());
      }),
    );
  });
});
