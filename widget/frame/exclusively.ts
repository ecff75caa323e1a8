import type { Exclusively } from '@/widget/core/session';

/** One of the visitor's tabs at a time, where the browser has locks and gives them to a frame. */
export const exclusivelyFor =
  (name: string): Exclusively =>
  async (run) => {
    let isStarted = false;
    try {
      return await navigator.locks.request(name, () => {
        isStarted = true;
        return run();
      });
    } catch (error) {
      if (isStarted) throw error;
      return run();
    }
  };
