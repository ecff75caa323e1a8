import { describe, expect, test } from 'vitest';
import { siteSnippet } from '@/lib/sites/snippet';
import { renderTestPage, testPagePolicy } from '@/lib/sites/test-page';

const page = {
  locale: 'en',
  title: 'A page of Shop',
  text: 'Text',
  appUrl: 'https://chat.example',
  siteKey: 'site_1',
};

describe('the test page', () => {
  test('carries exactly the line people paste before </body> [A19, A21]', () => {
    const html = renderTestPage(page);
    expect(html).toContain(siteSnippet('https://chat.example', 'site_1'));
    expect(html.split('<script').length - 1).toBe(1);
    expect(html.indexOf('<script')).toBeGreaterThan(html.indexOf('<p>'));
  });

  test('shows a site’s name as text, whatever it is', () => {
    const html = renderTestPage({ ...page, title: '<img src=x onerror=alert(1)>"' });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;');
  });

  test('is framed by Foyer only, and runs no inline script', () => {
    const policy = testPagePolicy('https://backend.example');
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain("script-src 'self';");
  });
});
