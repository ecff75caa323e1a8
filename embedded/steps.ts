import { styleText } from 'node:util';

/** What a command says while it works: one line for each step, with its seconds. */
export type Steps = {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  note(line: string): void;
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export function createSteps(): Steps {
  return {
    async run(name, work) {
      const startedAt = performance.now();
      const live = process.stdout.isTTY;
      const show = (): void => {
        if (live) process.stdout.write(`\r  ${name} … ${seconds(performance.now() - startedAt)}`);
      };
      show();
      const ticking = setInterval(show, 500);
      const finish = (mark: string): void => {
        clearInterval(ticking);
        const line = `${mark} ${name} ${styleText('dim', `(${seconds(performance.now() - startedAt)})`)}`;
        process.stdout.write(live ? `\r\x1b[2K${line}\n` : `${line}\n`);
      };
      try {
        const result = await work();
        finish(styleText('green', '✓'));
        return result;
      } catch (error) {
        finish(styleText('red', '✗'));
        throw error;
      }
    },
    note: (line) => console.log(`  ${line}`),
  };
}
