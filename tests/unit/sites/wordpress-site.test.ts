import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordPressPlugin } from '@/lib/sites/wordpress/plugin-zip';
import { fieldIn, isWordPressHere, WordPress } from '@/tests/support/wordpress';

const SETTINGS = '/wp-admin/options-general.php?page=foyer-chat';
const TAG =
  /<script [^>]*src=.https:\/\/chat\.example\.com\/widget\/loader\.js\?site=site_\w+.[^>]*><\/script>/;

/** Runs where Debian's packages of WordPress, PHP and MariaDB are installed; what needs none of them is in wordpress-plugin.test.ts. */
describe.skipIf(!isWordPressHere)('in a real WordPress', () => {
  let wordPress: WordPress;

  beforeAll(async () => {
    wordPress = await WordPress.start();
    await wordPress.signIn();
    await wordPress.installPlugin(
      await wordPressPlugin({ appUrl: 'https://chat.example.com', siteKey: 'site_of_lamps' }),
    );
  }, 180_000);
  afterAll(async () => {
    await wordPress?.stop();
  });

  /** Sends the form of the settings page with these changes, and answers the page that follows. */
  async function save(changes: Record<string, string>): Promise<string> {
    const page = await wordPress.open(SETTINGS);
    const kept = {
      'foyer_chat[server]': fieldIn(page, 'foyer_chat[server]'),
      'foyer_chat[site_key]': fieldIn(page, 'foyer_chat[site_key]'),
      'foyer_chat[language]': 'page',
      'foyer_chat[excluded_paths]': '',
    };
    return wordPress.send('/wp-admin/options.php', {
      option_page: 'foyer-chat',
      action: 'update',
      _wpnonce: fieldIn(page, '_wpnonce'),
      _wp_http_referer: SETTINGS,
      ...kept,
      ...changes,
    });
  }

  async function tagOn(path: string): Promise<string | undefined> {
    return TAG.exec(await wordPress.open(path))?.[0];
  }

  test('once active it shows the chat of its site, at the end of the page, without inline script [A20]', async () => {
    wordPress.signOut();
    const page = await wordPress.open('/');
    const tag = TAG.exec(page)?.[0] ?? '';
    expect(tag).toContain(' async ');
    expect(tag).toContain(' data-site="site_of_lamps"');
    expect(tag).toContain(' data-locale="en"');
    expect(page.indexOf(tag)).toBeGreaterThan(page.indexOf('<h1>'));
    expect(page.split('widget/loader.js')).toHaveLength(2);
    expect(page.slice(page.indexOf('<h1>'))).not.toMatch(/<script(?![^>]*src=)/);
    await wordPress.signIn();
  });

  test('the settings are prefilled, and reached from the list of plugins [A20]', async () => {
    const page = await wordPress.open(SETTINGS);
    expect(fieldIn(page, 'foyer_chat[server]')).toBe('https://chat.example.com');
    expect(fieldIn(page, 'foyer_chat[site_key]')).toBe('site_of_lamps');
    expect(await wordPress.open('/wp-admin/plugins.php')).toContain('options-general.php?page=foyer-chat');
  });

  test('speaks French where the page or the administrator does [A20]', async () => {
    const page = await wordPress.open(`${SETTINGS}&in=fr_CA`);
    expect(page).toContain('Où elle est affichée');
    expect(page).toContain('Elle se trouve dans l’extrait de la page d’installation');
    expect(await tagOn('/?in=fr_CA')).toContain(' data-locale="fr"');
  });

  test('is kept from administrators and from excluded pages, and nowhere else [A20]', async () => {
    await save({ 'foyer_chat[hide_for_admins]': '1' });
    expect(await tagOn('/')).toBeUndefined();
    wordPress.signOut();
    expect(await tagOn('/')).toBeDefined();
    await wordPress.signIn();
    const paths = 'https://lamps.example/checkout/?a=1\n  members/* \n/members/*\n<script>alert(1)</script>';
    const page = await save({ 'foyer_chat[excluded_paths]': paths, 'foyer_chat[language]': 'browser' });
    expect(page).toContain('>/checkout/\n/members/*</textarea>');
    expect(await tagOn('/checkout')).toBeUndefined();
    expect(await tagOn('/Members/1/2/')).toBeUndefined();
    expect(await tagOn('/members')).toBeDefined();
    expect(await tagOn('/?p=1')).toBeDefined();
    expect(await tagOn('/?p=1')).not.toContain('data-locale');
  });

  test('takes no server and no key that are none, and says so [A20]', async () => {
    for (const server of ['javascript:alert(1)', 'http://elsewhere.example', 'https://a"onload="x', ''])
      expect(await save({ 'foyer_chat[server]': server })).toContain('The server must be an address');
    for (const key of ['"><script>', 'a b', ''])
      expect(await save({ 'foyer_chat[site_key]': key })).toContain('The site key consists of');
    expect(await tagOn('/')).toContain('data-site="site_of_lamps"');
    await save({ 'foyer_chat[server]': 'https://chat.example.com/ ', 'foyer_chat[site_key]': 'site_other' });
    expect(await tagOn('/')).toContain('data-site="site_other"');
  });

  test('nothing is saved without the form’s own proof, or by whoever may not [A20]', async () => {
    const forged = { option_page: 'foyer-chat', action: 'update', 'foyer_chat[site_key]': 'site_forged' };
    await wordPress.send('/wp-admin/options.php', forged);
    await wordPress.send('/wp-admin/options.php', { ...forged, _wpnonce: '0123456789' });
    wordPress.signOut();
    await wordPress.send('/wp-admin/options.php', forged);
    expect(await tagOn('/')).toContain('data-site="site_other"');
    await wordPress.signIn();
  });

  test('removed, it leaves nothing behind, and never made PHP complain [A20]', async () => {
    const list = await wordPress.open('/wp-admin/plugins.php');
    const link = /href="([^"]*action=deactivate[^"]*foyer-chat[^"]*)"/.exec(list)?.[1] ?? '';
    await wordPress.open(`/wp-admin/${link.replaceAll('&amp;', '&')}`);
    expect(await tagOn('/')).toBeUndefined();
    const nonce = /"ajax_nonce":"([^"]+)"/.exec(await wordPress.open('/wp-admin/plugins.php'))?.[1] ?? '';
    const removed = await wordPress.send('/wp-admin/admin-ajax.php', {
      action: 'delete-plugin',
      slug: 'foyer-chat',
      plugin: 'foyer-chat/foyer-chat.php',
      _ajax_nonce: nonce,
    });
    expect(JSON.parse(removed)).toMatchObject({ success: true });
    expect(await wordPress.open('/wp-admin/options.php')).not.toContain('name="foyer_chat"');
    expect(await wordPress.complaints()).not.toContain('foyer-chat');
  });
});
