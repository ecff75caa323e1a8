import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScripts, readScripts, type Script } from '@/embedded/seed/scripts';
import { visitedPage } from '@/embedded/seed/visited-pages';

const files = readdirSync(new URL('../../../embedded/seed/scripts/', import.meta.url)).map((file) =>
  file.replace(/\.txt$/, ''),
);
const speakersOf = (script: Script) => new Set(script.lines.map(([speaker]) => speaker));

describe.each(files)('the conversations of %s', (file) => {
  test('begin with the visitor, on a page that exists', async () => {
    for (const script of await readScripts([file])) {
      expect(script.lines[0]?.[0]).toBe('visitor');
      expect(visitedPage(script.page, script.locale, 'http://localhost:3010').url).toMatch(/^https?:/);
    }
  });

  test('were answered when they are over, and are not when they wait', async () => {
    for (const script of await readScripts([file])) {
      const speakers = speakersOf(script);
      if (script.state === 'waiting') expect([...speakers]).toEqual(['visitor']);
      else expect(speakers.has('agent')).toBe(true);
    }
  });
});

test('a line that nobody says is an error, not silence', () => {
  expect(() => parseScripts('## opale · Ada · ada@example.org\n> Hello\nHow do you do?')).toThrow(
    'Not a line of a conversation: How do you do?',
  );
});

test('several files are told as one story: what is over first, what waits last, each file in its order', async () => {
  const scripts = await readScripts(files);
  const states = scripts.map(({ state }) => state);
  expect(states).toEqual([...states].sort((a, b) => order[a] - order[b]));
  const returning = scripts.filter(({ visitorName }) => visitorName === 'Mathieu Garnier');
  expect(returning.map(({ page }) => page)).toEqual(['cart', 'opale']);
});

const order = { closed: 0, open: 1, waiting: 2 };
