import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { framePolicy, renderFramePage } from '@/lib/visitors/frame-page';
import type { WidgetBoot } from '@/lib/visitors/schema';

const assets = {
  script: '/widget/assets/frame-1.js',
  styles: ['/widget/assets/frame-1.css'],
  preload: ['/widget/assets/fr-1.js'],
};
const boot: WidgetBoot = {
  siteKey: 'site_1',
  locale: 'fr',
  organization_name: 'Maison Lumen',
  is_online: true,
  hours: { is_open: true, opens_at: null, closes_at: null },
  agents: [{ nickname: 'Claire', avatar_path: null }],
  has_start_form: false,
  is_targeted: false,
  logo_url: null,
  supabaseUrl: 'https://project.example',
  publishableKey: 'sb_publishable_1',
};
const dataOf = (html: string): unknown =>
  JSON.parse(/id="foyer-boot">(.*?)<\/script>/s.exec(html)?.[1] ?? '');
const directive = (policy: string, name: string) =>
  policy
    .split('; ')
    .find((text) => text.startsWith(`${name} `))
    ?.slice(name.length + 1);

describe('the page inside the frame', () => {
  test('carries what the chat needs to start, in the language it is shown in', () => {
    const html = renderFramePage(boot, assets);
    expect(dataOf(html)).toEqual(boot);
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<script type="module" src="/widget/assets/frame-1.js"></script>');
    expect(html).toContain('<link rel="modulepreload" href="/widget/assets/fr-1.js">');
  });

  test('a site’s own colours are the one style of the page, allowed by what it says', () => {
    const style = ':root{--accent:light-dark(#1d4ed8,#5b7ee6)}';
    expect(renderFramePage(boot, { ...assets, style }).split('<style>')).toHaveLength(2);
    expect(renderFramePage(boot, assets)).not.toContain('<style');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(directive(framePolicy(boot, [], style), 'style-src')).toBe(`'self' 'sha256-${hash}'`);
    expect(directive(framePolicy(boot, []), 'style-src')).toBe("'self'");
  });

  test('a hostile name is text and nothing else', () => {
    const organization_name = `</script><script>alert(1)</script><!--"&'`;
    const html = renderFramePage({ ...boot, organization_name }, assets);
    expect(dataOf(html)).toMatchObject({ organization_name });
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('alert(1)</script>');
    expect(html).not.toContain('<!--');
  });

  test('its policy runs our scripts only, and reaches the backend and nothing else', () => {
    const policy = framePolicy(boot, ['shop.example']);
    expect(directive(policy, 'default-src')).toBe("'none'");
    expect(directive(policy, 'script-src')).toBe("'self'");
    expect(directive(policy, 'connect-src')).toBe("'self' https://project.example wss://project.example");
    expect(directive(policy, 'img-src')).toBe('data: https://project.example');
    expect(directive(policy, 'frame-ancestors')).toContain('https://shop.example');
    expect(directive(policy, 'require-trusted-types-for')).toBe("'script'");
    expect(policy).not.toContain('unsafe');
  });

  test('the page that says there is no chat may be shown anywhere, and reaches no backend', () => {
    const policy = framePolicy({ siteKey: 'x', locale: 'en', error: 'unknown_site' }, []);
    expect(directive(policy, 'frame-ancestors')).toBe('*');
    expect(directive(policy, 'connect-src')).toBe("'self'");
  });
});
