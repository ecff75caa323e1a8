import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { WidgetPage } from '@/tests/e2e/pages/widget-page';
import { chromiumPath } from '@/tests/support/chromium';
import { snippetFor } from '@/tests/support/customer-website';
import { expect, test } from './fixtures';

/** What Safari and strict settings do to a frame of another site: touching its storage throws. */
const forbidStorage = (appOrigin: string) => {
  if (location.origin !== appOrigin) return;
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  }
};

test('where the browser gives the frame no storage, the conversation survives navigation and reload', async ({
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
  await context.addInitScript(forbidStorage, installation.appUrl);
  const widget = await visit(site, { context });
  await widget.open();
  await widget.write('Kept by the page');
  await inbox.openConversation('My chats', 'Kept by the page');

  await widget.page.getByRole('link', { name: 'Next page' }).click();
  await widget.open();
  await expect(widget.message('Kept by the page')).toBeVisible();
  await inbox.write('And still here');
  await expect(widget.message('And still here')).toBeVisible();
  await widget.page.reload();
  await widget.open();
  await widget.write('After the reload');
  await expect(inbox.messages).toHaveText(['Kept by the page', 'And still here', 'After the reload']);
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
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  });
  const widget = await visit(site, { context });
  await widget.open();
  await widget.write('Nothing is kept');
  await inbox.openConversation('My chats', 'Nothing is kept');
  await inbox.write('That is fine');
  await expect(widget.message('That is fine')).toBeVisible();
});

test('with third-party cookies and storage blocked in the browser, the conversation survives navigation and reload', async ({
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
  const profile = await mkdtemp(join(tmpdir(), 'foyer-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumPath,
    locale: 'en-GB',
    args: ['--test-third-party-cookie-phaseout'],
  });
  try {
    record.watch(context, 'visitor');
    const page = await context.newPage();
    await page.goto(website.pageUrl({ snippet: snippetFor(installation.appUrl, site.key) }));
    const widget = new WidgetPage(page);
    await widget.open();
    await widget.write('Strict settings');
    await inbox.openConversation('My chats', 'Strict settings');
    await page.getByRole('link', { name: 'Next page' }).click();
    await widget.open();
    await expect(widget.message('Strict settings')).toBeVisible();
    await inbox.write('No problem');
    await page.reload();
    await widget.open();
    await widget.expectSaid(['Strict settings', 'No problem']);
    expect(await context.cookies()).toEqual([]);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});
