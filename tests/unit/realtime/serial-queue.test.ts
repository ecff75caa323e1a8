import { describe, expect, test } from 'vitest';
import { SerialQueue } from '@/embedded/realtime/serial-queue';

/** A task that ends when told to. */
function deferred() {
  let finish: (error?: Error) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    finish = (error) => (error ? reject(error) : resolve());
  });
  return { task: () => done, finish, done };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the serial queue', () => {
  test('runs a task at once when nothing is ahead of it', () => {
    const log: number[] = [];
    const queue = new SerialQueue(10, () => undefined);
    queue.run(() => void log.push(1));
    expect(log).toEqual([1]);
  });

  test('keeps the order of tasks that wait', async () => {
    const log: number[] = [];
    const queue = new SerialQueue(10, () => undefined);
    const first = deferred();
    queue.run(() => first.task().then(() => void log.push(1)));
    queue.run(() => void log.push(2));
    queue.run(async () => void log.push(3));
    queue.run(() => void log.push(4));
    expect(log).toEqual([]);
    first.finish();
    await settle();
    expect(log).toEqual([1, 2, 3, 4]);
  });

  test('reports a task that fails, at once or later, and goes on', async () => {
    const errors: unknown[] = [];
    const log: number[] = [];
    const queue = new SerialQueue(10, (error) => errors.push(error));
    const late = new Error('late');
    const early = new Error('early');
    queue.run(() => Promise.reject(late));
    queue.run(() => {
      throw early;
    });
    queue.run(() => void log.push(1));
    await settle();
    expect(errors).toEqual([late, early]);
    expect(log).toEqual([1]);
  });

  test('refuses more than may wait', async () => {
    const queue = new SerialQueue(1, () => undefined);
    const first = deferred();
    expect(queue.run(first.task)).toBe(true);
    expect(queue.run(() => undefined)).toBe(true);
    expect(queue.run(() => undefined)).toBe(false);
    first.finish();
    await settle();
    expect(queue.run(() => undefined)).toBe(true);
  });

  test('forgets waiting tasks when cleared', async () => {
    const log: number[] = [];
    const queue = new SerialQueue(10, () => undefined);
    const first = deferred();
    queue.run(first.task);
    queue.run(() => void log.push(1));
    queue.clear();
    first.finish();
    await settle();
    expect(log).toEqual([]);
  });
});
