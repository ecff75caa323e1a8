import { snippetFor } from '@/tests/support/customer-website';
import { expect, test } from './fixtures';

type Seen = { shift: number; loaderTasksMs: number[] };

test('the customer’s page loads one small script, is not shifted and not held up; nothing else before somebody acts', async ({
  installation,
  newOrganization,
  newSite,
  openBrowser,
  website,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const page = await (await openBrowser('visitor')).newPage();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(installation.appUrl)) asked.push(new URL(request.url()).pathname);
  });
  await page.addInitScript(() => {
    const seen: Seen = { shift: 0, loaderTasksMs: [] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    // Frames that took more than 50 ms, with the scripts that ran in them: others' slowness is not the loader's.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { scripts } = entry as unknown as { scripts: { sourceURL: string; duration: number }[] };
        for (const { sourceURL, duration } of scripts) {
          if (sourceURL.includes('/widget/')) seen.loaderTasksMs.push(duration);
        }
      }
    }).observe({ type: 'long-animation-frame', buffered: true });
  });
  await page.goto(website.pageUrl({ snippet: snippetFor(installation.appUrl, site.key) }));
  const launcher = page.getByRole('button', { name: /^Open chat/ });
  await expect(launcher).toBeVisible();
  await page.mouse.wheel(0, 600);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual(['/widget/loader.js']);
  expect(await page.evaluate(() => window.frames.length)).toBe(0);

  await launcher.click();
  await expect(page.frameLocator('iframe[title="Chat"]').getByRole('textbox')).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  expect(seen.shift).toBe(0);
  expect(seen.loaderTasksMs.filter((duration) => duration > 50)).toEqual([]);
});

test('the page’s own script opens, hides and removes the chat, and nothing of it remains', async ({
  newOrganization,
  newSite,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const widget = await visit(site);
  const foyer = (command: string) =>
    widget.page.evaluate((word) => (window as unknown as { foyer(word: string): void }).foyer(word), command);
  await expect(widget.launcher).toBeVisible();
  await foyer('open');
  await expect(widget.composer).toBeVisible();
  await foyer('close');
  await expect(widget.panel).toBeHidden();
  await foyer('hide');
  await expect(widget.launcher).toBeHidden();
  await foyer('show');
  await expect(widget.launcher).toBeVisible();
  await foyer('destroy');
  await expect(widget.launcher).toHaveCount(0);
  const after = await widget.page.evaluate(() => ({
    body: [...document.body.children].map(({ tagName }) => tagName),
    frames: window.frames.length,
    foyer: 'foyer' in window ? typeof window.foyer : 'undefined',
  }));
  expect(after).toEqual({
    body: ['H1', 'P', 'SECTION', 'SECTION', 'SCRIPT'],
    frames: 0,
    foyer: 'undefined',
  });
});
