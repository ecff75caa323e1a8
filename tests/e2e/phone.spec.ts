import type { BrowserContextOptions } from '@playwright/test';
import { expect, test } from './fixtures';

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

test('on a phone the chat fills the screen, and gives the page back when it is closed', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site, { browser: phone });
  await widget.page.getByRole('button', { name: /^Open chat/ }).tap();
  await expect(widget.panel).toHaveAttribute('aria-modal', 'true');
  await expect.poll(() => widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 });
  await widget.write('From the bus');
  await inbox.openConversation('My chats', 'From the bus');
  await inbox.write('Good trip!');
  await expect(widget.message('Good trip!')).toBeInViewport();

  await widget.frame.getByRole('button', { name: 'Close chat' }).tap();
  await expect(widget.panel).toBeHidden();
  await expect(widget.page.getByRole('button', { name: /^Open chat/ })).toBeVisible();
  await widget.page.getByRole('link', { name: 'Next page' }).tap();
  await expect(widget.page.getByRole('heading', { name: 'next' })).toBeVisible();
});

test('on a phone an agent goes from the list to the thread to the details, and back', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization, phone);
  const widget = await visit(site);
  await widget.open();
  await widget.write('Is it in stock?');

  await inbox.showList('My chats');
  const row = inbox.rows('My chats').getByRole('link');
  await expect(row).toContainText('Is it in stock?');
  await row.tap();
  await expect(inbox.thread).toBeVisible();
  await expect(row).toBeHidden();
  await inbox.composer.fill('It is.');
  await inbox.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(widget.message('It is.')).toBeVisible();

  await inbox.page.getByRole('button', { name: / Details$/ }).tap();
  await expect(inbox.details).toBeVisible();
  await expect(inbox.thread).toBeHidden();
  await inbox.page.getByRole('button', { name: 'Back to the conversation' }).tap();
  await expect(inbox.thread).toBeVisible();
  await inbox.page.getByRole('button', { name: 'Back to the list' }).tap();
  await expect(row).toBeVisible();
  await inbox.page.goBack();
  await expect(inbox.thread).toBeVisible();
});
