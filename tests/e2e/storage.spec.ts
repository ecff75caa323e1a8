import { chromium, type Page } from '@playwright/test';
import { WidgetPage } from '@/tests/e2e/pages/widget-page';
import { withoutFrameStorage } from '@/tests/support/chromium';
import { snippetFor } from '@/tests/support/customer-website';
import { expect, test } from './fixtures';

/** What the frame of the chat is given to keep things in: tried, not assumed. */
const storageOfFrame = (page: Page, appUrl: string) =>
  page
    .frames()
    .find((frame) => frame.url().startsWith(appUrl))
    ?.evaluate(() => {
      try {
        return localStorage.length >= 0 ? 'given' : '';
      } catch (error) {
        return (error as Error).name;
      }
    });

test('with storage of its own for each website, the conversation survives navigation and reload there and is unknown elsewhere', async ({
  installation,
  newOrganization,
  newSite,
  openBrowser,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const context = await openBrowser('visitor');
  const widget = await visit(site, { context });
  await widget.open();
  await widget.write('Only said here');
  expect(await storageOfFrame(widget.page, installation.appUrl)).toBe('given');
  await inbox.openConversation('My chats', 'Only said here');
  await widget.page.getByRole('link', { name: 'Next page' }).click();
  await widget.open();
  await expect(widget.message('Only said here')).toBeVisible();
  await widget.page.reload();
  await widget.open();
  await expect(widget.message('Only said here')).toBeVisible();

  // The same browser on another website with the same chat: somebody else, as far as anybody can tell.
  const elsewhere = await visit(site, { context, host: 'localhost' });
  await elsewhere.open();
  await expect(elsewhere.frame.getByRole('heading', { name: 'Hello! How can we help?' })).toBeVisible();
});

test('where the browser gives the frame no storage, the page keeps the conversation over navigation and reload', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
  website,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const browser = await chromium.launch(withoutFrameStorage);
  try {
    const context = await browser.newContext({ locale: 'en-GB' });
    record.watch(context, 'visitor');
    const page = await context.newPage();
    await page.goto(website.pageUrl({ snippet: snippetFor(installation.appUrl, site.key) }));
    const widget = new WidgetPage(page);
    await widget.open();
    await widget.write('Kept by the page');
    expect(await storageOfFrame(page, installation.appUrl)).toBe('SecurityError');
    await inbox.openConversation('My chats', 'Kept by the page');
    await page.getByRole('link', { name: 'Next page' }).click();
    await widget.open();
    await expect(widget.message('Kept by the page')).toBeVisible();
    await inbox.write('And still here');
    await expect(widget.message('And still here')).toBeVisible();
    await widget.composer.fill('not sent yet');
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('not sent yet');
    await page.reload();
    await widget.open();
    await expect(widget.composer).toHaveValue('not sent yet');
    await widget.write('After the reload');
    await expect(inbox.messages).toHaveText(['Kept by the page', 'And still here', 'After the reload']);

    const second = await context.newPage();
    await second.goto(page.url());
    const secondTab = new WidgetPage(second);
    await secondTab.open();
    await secondTab.expectSaid(['Kept by the page', 'And still here', 'After the reload']);
    await secondTab.write('From the second tab');
    await expect(widget.message('From the second tab')).toBeVisible();
    expect(await context.cookies()).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('where storage is forbidden everywhere, the chat works for as long as the page is open', async ({
  newOrganization,
  newSite,
  openBrowser,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const context = await openBrowser('visitor');
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  });
  const widget = await visit(site, { context });
  await widget.open();
  await widget.write('Nothing is kept');
  await inbox.openConversation('My chats', 'Nothing is kept');
  await inbox.write('That is fine');
  await expect(widget.message('That is fine')).toBeVisible();
});
