import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';

export type ScriptWeight = {
  /** Scripts from this origin since the page was opened: address and size when compressed. */
  scripts(): Promise<{ path: string; bytes: number }[]>;
};

/** Weighs the scripts a page loads from one origin, frames included, compressed here and alike for every server. */
export function weighScripts(page: Page, origin: string): ScriptWeight {
  const responses: Response[] = [];
  page.on('response', (response) => {
    const url = new URL(response.url());
    if (url.origin === origin && response.request().resourceType() === 'script') responses.push(response);
  });
  return {
    async scripts() {
      const seen = new Map<string, number>();
      for (const response of responses) {
        const { pathname } = new URL(response.url());
        if (!seen.has(pathname)) seen.set(pathname, gzipSync(await response.body()).length);
      }
      return [...seen].map(([path, bytes]) => ({ path, bytes }));
    },
  };
}

export const sumOf = (scripts: { bytes: number }[]): number =>
  scripts.reduce((sum, { bytes }) => sum + bytes, 0);
