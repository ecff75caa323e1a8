import { snippetFor } from '@/tests/support/customer-website';
import { recordScriptTasks } from '@/tests/support/script-tasks';
import { expect, test } from './fixtures';

test('the customer’s page loads one small script, is not shifted and not held up; nothing else before somebody acts', async ({
  browser,
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
    Object.assign(window, { layoutShift: 0 });
    new PerformanceObserver((list) => {
      const shown = window as unknown as { layoutShift: number };
      for (const entry of list.getEntries())
        shown.layoutShift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const stopRecording = await recordScriptTasks(browser, page, /\/widget\/loader\.js/);
  await page.goto(website.pageUrl({ snippet: snippetFor(installation.appUrl, site.key) }));
  const launcher = page.getByRole('button', { name: /^Open chat/ });
  await expect(launcher).toBeVisible();
  await page.mouse.wheel(0, 600);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual(['/widget/loader.js']);
  expect(await page.evaluate(() => window.frames.length)).toBe(0);

  await launcher.click();
  await expect(page.frameLocator('iframe[title="Chat"]').getByRole('textbox').first()).toBeVisible();
  const tasksMs = await stopRecording();
  expect(tasksMs.length).toBeGreaterThan(0);
  expect(Math.max(...tasksMs)).toBeLessThan(50);
  expect(await page.evaluate(() => (window as unknown as { layoutShift: number }).layoutShift)).toBe(0);
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
  await expect(widget.frame.getByRole('textbox').first()).toBeVisible();
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
