import { styleText } from 'node:util';

/** What a command says while it works: one line for each step, with its seconds. */
export type Steps = {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  note(line: string): void;
};

/** Colours only for a person at a terminal. */
export const paint: typeof styleText = (format, text) =>
  process.stdout.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export function createSteps(): Steps {
  const live = process.stdout.isTTY;
  let running = 0;
  return {
    async run(name, work) {
      const startedAt = performance.now();
      running += 1;
      const show = (): void => {
        // Two steps at once would overwrite each other's line.
        if (live && running === 1)
          process.stdout.write(`\r  ${name} … ${seconds(performance.now() - startedAt)}`);
      };
      show();
      const ticking = setInterval(show, 500);
      const finish = (mark: string): void => {
        clearInterval(ticking);
        running -= 1;
        const line = `${mark} ${name} ${paint('dim', `(${seconds(performance.now() - startedAt)})`)}`;
        process.stdout.write(live ? `\r\x1b[2K${line}\n` : `${line}\n`);
      };
      try {
        const result = await work();
        finish(paint('green', '✓'));
        return result;
      } catch (error) {
        finish(paint('red', '✗'));
        throw error;
      }
    },
    note: (line) => console.log(`  ${line}`),
  };
}
