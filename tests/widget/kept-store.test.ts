import { beforeEach, describe, expect, test } from 'vitest';
import { createKeptStore, type KeptStore } from '@/widget/frame/kept-store';
import { createReturningSign } from '@/widget/frame/returning-sign';

/** The storage of the customer's page, and the tabs that keep their things there. */
let page = '';
let tabs: KeptStore[] = [];

function openTab(name: string): KeptStore {
  const tab = createKeptStore(name, page, (text) => {
    page = text;
    // The loader of every tab, this one's too, says what is kept now.
    for (const each of tabs) each.receive(text);
  });
  tabs.push(tab);
  return tab;
}

beforeEach(() => {
  page = '';
  tabs = [];
});

describe('what is kept on the customer’s page', () => {
  test('is there for the next page', () => {
    openTab('a').set('secret', 'x');
    tabs = [];
    expect(openTab('b').get('secret')).toBe('x');
  });

  test('is known to the other tabs at once, and they hear of it', () => {
    const [a, b] = [openTab('a'), openTab('b')];
    const heard: [string, string | null][] = [];
    b.onForeignChange((key, value) => heard.push([key, value]));
    a.set('secret', 'x');
    a.remove('secret');
    expect(heard).toEqual([
      ['secret', 'x'],
      ['secret', null],
    ]);
    expect(b.keys()).toEqual([]);
  });

  test('begins with 1 exactly while the next page should load the frame early', () => {
    const tab = openTab('a');
    tab.set('secret', 'x');
    expect(page[0]).toBe('0');
    tab.setReturning(true);
    expect(page[0]).toBe('1');
    tabs = [];
    const next = openTab('b');
    next.set('draft:new', 'y');
    expect(page[0]).toBe('1');
    next.setReturning(false);
    expect(page[0]).toBe('0');
  });

  test('an unsent message survives what another tab wrote at the same moment', () => {
    const [a, b] = [openTab('a'), openTab('b')];
    // Both write before either has heard of the other.
    const receivers = tabs;
    tabs = [];
    a.set('pending:1', 'from a');
    b.set('pending:2', 'from b');
    tabs = receivers;
    a.receive(page);
    expect(a.get('pending:1')).toBe('from a');
    expect(JSON.parse(page.slice(1))).toMatchObject({
      entries: { 'pending:1': 'from a', 'pending:2': 'from b' },
    });
  });

  test('what another tab has delivered stays removed', () => {
    const [a, b] = [openTab('a'), openTab('b')];
    a.set('pending:1', 'from a');
    a.remove('pending:1');
    b.set('muted', '1');
    expect(a.keys()).toEqual(['muted']);
    expect(page).not.toContain('pending');
  });

  test.each([[''], ['1'], ['0{'], ['1{"tab":1}'], ['1null'], ['1{"tab":"x","entries":null}'], ['\0']])(
    'the text %j, whoever left it, is taken for nothing',
    (text) => {
      page = text;
      const tab = openTab('a');
      expect(tab.keys()).toEqual([]);
      tab.receive(text);
      expect(tab.keys()).toEqual([]);
    },
  );

  test('with a storage of its own the frame leaves only the sign there', () => {
    const kept: string[] = [];
    const setReturning = createReturningSign('', (text) => kept.push(text));
    for (const isReturning of [false, true, true, false]) setReturning(isReturning);
    expect(kept).toEqual(['1', '']);
  });
});
