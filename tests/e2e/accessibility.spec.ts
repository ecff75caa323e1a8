import { expectAccessible } from '@/tests/support/accessibility';
import { Visitor } from '@/tests/support/visitors';
import { expect, test } from './fixtures';

test('the pages of people who are not signed in', async ({ installation, newOrganization, openBrowser }) => {
  const organization = await newOrganization();
  const { token } = await organization.invite();
  const page = await (await openBrowser('stranger')).newPage();
  for (const path of ['', 'sign-in', 'sign-up', 'forgot-password', `invite/${token}`, 'invite/over']) {
    await page.goto(`${installation.appUrl}/${path}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectAccessible(page, `/${path}`);
  }
});

test('the pages of the console', async ({ installation, newOrganization, newSite, record, signIn }) => {
  record.allow(/status of 404.*nothing-here/, 'it is asked for to see what is said');
  const organization = await newOrganization();
  const site = await newSite(organization);
  const page = await (await signIn(organization.founder)).newPage();
  const sitePath = `sites/${site.id}`;
  for (const path of [
    'start',
    'people',
    'sites',
    'sites/new',
    sitePath,
    `${sitePath}/installation`,
    'account',
  ]) {
    await page.goto(`${installation.appUrl}/${organization.slug}/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page, path);
  }
  await page.goto(`${installation.appUrl}/${organization.slug}/nothing-here`);
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  await expectAccessible(page, 'not found');
});

test('the inbox, empty, with a queue and with a conversation', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization, { assignment: 'manual' });
  const inbox = await openInbox(organization.founder, organization);
  await expectAccessible(inbox.page, 'inbox, empty');
  const visitor = await Visitor.arrive(installation, site);
  await visitor.start('Hello, see https://example.com/lamps');
  await inbox.showList('Queue');
  await inbox.acceptButton('Hello').click();
  await inbox.write('Which one do you mean?');
  await (await Visitor.arrive(installation, site)).start('Me too');
  await inbox.showList('Queue');
  await expect(inbox.rows('Queue')).toHaveCount(1);
  await expectAccessible(inbox.page, 'inbox, conversation');
  await inbox.page.getByRole('button', { name: 'Note', exact: true }).click();
  await expectAccessible(inbox.page, 'inbox, note');
  await inbox.page.keyboard.press('Escape');
  await inbox.close();
  await expectAccessible(inbox.page, 'inbox, closed conversation');
  await inbox.page.setViewportSize({ width: 390, height: 780 });
  await expectAccessible(inbox.page, 'inbox, phone');
});

test('the chat on the customer’s page, before, during and after a conversation', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  await expect(widget.launcher).toBeVisible();
  await expectAccessible(widget.page, 'launcher');
  await widget.open();
  await expect(widget.composer).toBeVisible();
  await expectAccessible(widget.page, 'start');
  await widget.write('Is this one in stock? https://example.com');
  await inbox.openConversation('My chats', 'Is this one in stock?');
  await inbox.write('It is.');
  await expect(widget.message('It is.')).toBeVisible();
  await expectAccessible(widget.page, 'conversation');
  await widget.frame.getByRole('button', { name: 'End conversation' }).click();
  await expect(widget.frame.getByRole('button', { name: 'End it' })).toBeVisible();
  await expectAccessible(widget.page, 'question before the end');
  await widget.frame.getByRole('button', { name: 'End it' }).click();
  await expect(widget.frame.getByText('This conversation has ended.')).toBeVisible();
  await expectAccessible(widget.page, 'after the end');
});
