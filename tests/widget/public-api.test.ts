/// <reference types="vite/client" />
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const readme = readFileSync('widget/README.md', 'utf8');
/** The names in the first column of the README's table under a heading. */
function documented(heading: string): string[] {
  const section = readme.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? '');
}

/** Stands in for the whole browser: every property is there, and everything can be called. */
const anything: unknown = new Proxy(
  function anything() {
    // Called and constructed by whatever is made of the page.
  },
  {
    get: (_, name) =>
      name === Symbol.toPrimitive ? () => '' : name === Symbol.iterator ? [][Symbol.iterator] : anything,
    set: () => true,
    apply: () => anything,
    construct: () => anything as object,
  },
);

beforeEach(() => {
  for (const name of [
    'document',
    'matchMedia',
    'MutationObserver',
    'CSSStyleSheet',
    'location',
    'visualViewport',
  ]) {
    vi.stubGlobal(name, anything);
  }
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('window', { addEventListener: () => undefined, navigation: anything });
});
afterEach(() => vi.unstubAllGlobals());

test('window.foyer understands what the README says, and nothing else', async () => {
  const { createWidget } = await import('@/widget/loader/widget');
  const read = new Set<string>();
  const dataset = new Proxy({}, { get: (_, name) => void read.add(String(name)) });
  const script = { src: 'https://foyer.example/widget/loader.js', dataset } as unknown as HTMLScriptElement;
  const widget = createWidget(script, 'site_1');
  expect(Object.keys(widget).sort()).toEqual(documented('Commands').sort());
  expect(Object.keys(widget).sort()).toEqual(['close', 'destroy', 'hide', 'open', 'show']);

  // What the server writes there itself, for a site with a look or early rules of its own.
  const ofServer = new Set(['css', 'Chat', 'early']);
  const attributes = ['site', ...[...read].filter((name) => !ofServer.has(name))].map(
    (name) => `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
  expect(attributes.sort()).toEqual(documented('Attributes').sort());
});
