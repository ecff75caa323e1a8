import { expect, test } from 'vitest';
import { DatabaseFailure, databaseFailureOf } from '@/embedded/realtime/database-failure';

const errorWith = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each([
  ['a refused connection', errorWith('ECONNREFUSED'), 'unavailable'],
  ['a closed connection', errorWith('CONNECTION_CLOSED'), 'unavailable'],
  ['a server that shuts down', errorWith('57P01'), 'unavailable'],
  ['a connection exception', errorWith('08006'), 'unavailable'],
  ['something without a code', new TypeError('null socket'), 'unavailable'],
  ['a server that is starting', errorWith('57P03'), 'starting'],
  ['a full server', errorWith('53300'), 'too-many-connections'],
  ['a statement past its time', errorWith('57014'), 'canceled'],
  [
    'no partition for today',
    errorWith('23514', 'no partition of relation "messages" found for row'),
    'missing-partition',
  ],
  ['a check that failed in a policy', errorWith('23514', 'violates check constraint'), 'refused'],
  ['a policy that divides by zero', errorWith('22012'), 'refused'],
  ['an unknown role', errorWith('22023'), 'refused'],
])('%s is told apart', (_, error, kind) => {
  expect(databaseFailureOf(error).kind).toBe(kind);
});

test('a failure that was told apart stays what it is', () => {
  const failure = new DatabaseFailure('pool-exhausted', 'x');
  expect(databaseFailureOf(failure)).toBe(failure);
});
