import { AccountForms } from '@/tests/e2e/pages/account-forms';
import { InboxPage } from '@/tests/e2e/pages/inbox-page';
import { WidgetPage } from '@/tests/e2e/pages/widget-page';
import { newCredentials } from '@/tests/support/accounts';
import { Traffic } from '@/tests/support/traffic';
import { expect, test } from './fixtures';

test('from sign-up to the first answer: a new organization can chat at once [P1, P3, P4, A15, A16, A17, A18, A19]', async ({
  installation,
  openBrowser,
  website,
}) => {
  const context = await openBrowser('founder', { permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const founder = {
    organization: 'Atelier Lumen',
    firstName: 'Solène',
    lastName: 'Vandersmissen',
    ...newCredentials(),
  };
  await new AccountForms(page, installation.appUrl).signUp(founder);
  await expect(page.getByRole('heading', { name: 'Welcome, Solène' })).toBeVisible();

  await page.getByRole('link', { name: 'Users' }).click();
  const members = page.getByRole('row').filter({ hasText: 'Customer Service' });
  await expect(members).toHaveCount(4);
  for (const nickname of ['Operator 1', 'Operator 2', 'Operator 3']) {
    await expect(members.filter({ hasText: nickname }).getByText('Invited', { exact: true })).toBeVisible();
  }

  await page.getByRole('link', { name: 'Sites' }).click();
  await page.getByRole('link', { name: 'Add a site' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Lamps by hand');
  // A page of the site and not its bare address: it need not be identical.
  await page.getByRole('textbox', { name: 'Addresses' }).fill(website.pageUrl({ snippet: '', name: 'any' }));
  await page.getByRole('button', { name: 'Add the site' }).click();
  await expect(page.getByRole('heading', { name: 'Manual installation' })).toBeVisible();
  await expect(page.getByText('</body>').first()).toBeVisible();
  await page.getByRole('button', { name: 'Copy' }).first().click();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  expect(snippet).toMatch(
    /^<script async src="http:\/\/localhost:\d+\/widget\/loader\.js\?site=site_\w+" data-site="site_\w+"><\/script>$/,
  );

  const shop = await (await openBrowser('visitor')).newPage();
  await shop.goto(website.pageUrl({ snippet }));
  const widget = new WidgetPage(shop);
  await widget.open();
  await widget.write('Do you ship to Porto?');
  await expect(widget.message('Do you ship to Porto?')).toBeVisible();

  await page.getByRole('link', { name: /^Inbox/ }).click();
  const inbox = new InboxPage(page, page.url());
  await inbox.openConversation('My chats', 'Do you ship to Porto?');
  await inbox.write('We do, within five days.');
  await expect(widget.message('We do, within five days.')).toBeVisible();
  await widget.write('Wonderful!');
  await expect(inbox.message('Wonderful!')).toBeVisible();

  const said = ['Do you ship to Porto?', 'We do, within five days.', 'Wonderful!'];
  await Promise.all([page.reload(), shop.reload()]);
  await expect(inbox.messages).toHaveText(said);
  await widget.open();
  await widget.expectSaid(said);
});

test('the visitor meets the agent by nickname only, also in what the chat says by itself: no name or address of theirs reaches the browser [I17, I18, I19, I21]', async ({
  newOrganization,
  newSite,
  openBrowser,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  await organization.updateSite(site, {
    automatic_messages: { en: { start: 'Hello, {OP_pseudo} here.', end: 'Goodbye from {OP_pseudo}!' } },
  });
  const agent = await organization.addAgent({ nickname: 'Mira' });
  const inbox = await openInbox(agent, organization);

  const context = await openBrowser('visitor');
  const traffic = new Traffic(context);
  const widget = await visit(site, { context });
  await widget.open();
  await expect(widget.frame.getByText('Mira is here to answer.')).toBeVisible();
  await widget.write('Is it you who made it?');
  await inbox.openConversation('My chats', 'Is it you who made it?');
  await expect(widget.message('Hello, Mira here.')).toBeVisible();
  await expect(inbox.group('Hello, Mira here.')).toHaveAccessibleName(/^You, automatic message/);
  await inbox.write('My colleague did.');
  await expect(widget.message('My colleague did.')).toBeVisible();
  await expect(widget.frame.getByRole('heading', { name: 'Mira' })).toBeVisible();
  await expect(widget.frame.getByText('Mira joined the conversation')).toBeVisible();
  await widget.page.reload();
  await widget.open();
  await expect(widget.message('My colleague did.')).toBeVisible();
  await inbox.close();
  await expect(widget.message('Goodbye from Mira!')).toBeVisible();

  const seen = [...(await traffic.texts()), await widget.frame.locator('html').innerHTML()].join('\n');
  expect(seen).toContain('Mira');
  const { founder } = organization;
  const secrets = [agent, founder].flatMap(({ firstName, lastName, email, userId }) => [
    firstName,
    lastName,
    email,
    userId,
  ]);
  expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
});

test('the agent’s picture stands beside the nickname, and only where they show it [I17, U19]', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const agent = await organization.addAgent({ nickname: 'Mira' });
  await organization.setPicture(agent, { isShown: true });
  await openInbox(agent, organization);
  const widget = await visit(site);
  await widget.open();
  await widget.write('Who is there?');
  // Beside the name the picture says nothing new, so neither it nor what holds them both has a role.
  const head = widget.frame.locator('header').filter({ hasText: 'Mira' });
  await expect(head.locator('img')).toHaveJSProperty('naturalWidth', 60);

  await organization.setPicture(agent, { isShown: false });
  await widget.page.reload();
  await widget.open();
  await expect(head).toBeVisible();
  await expect(head.locator('img')).toHaveCount(0);
});

test('both sides see how far each message has come: sent, delivered, read', async ({
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

  await widget.write('Anybody there?');
  // It is the agent's, but another list is before their eyes.
  await expect(widget.delivery('Delivered')).toBeVisible();
  await inbox.openConversation('My chats', 'Anybody there?');
  await expect(widget.delivery('Read')).toBeVisible();

  await inbox.write('We are.');
  await expect(inbox.group('We are.').getByText('Read')).toBeAttached();
  await widget.launcher.click();
  await expect(widget.panel).toBeHidden();
  await inbox.write('Take your time.');
  await expect(inbox.group('Take your time.').getByText('Delivered')).toBeAttached();
  await expect(widget.page.getByRole('button', { name: 'Open chat (1)' })).toBeVisible();

  await widget.page.close();
  await inbox.write('I will be here.');
  await expect(inbox.group('I will be here.').getByText('Sent')).toBeAttached();
  const later = await visit(site, { context, name: 'later' });
  await expect(later.page.getByRole('button', { name: 'Open chat (2)' })).toBeVisible();
  await expect(inbox.group('I will be here.').getByText('Delivered')).toBeAttached();
  await later.open();
  await expect(inbox.group('I will be here.').getByText('Read')).toBeAttached();
});

test('each side sees when the other is typing, and on which page the visitor is', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const agent = await organization.addAgent({ nickname: 'Mira' });
  const inbox = await openInbox(agent, organization);
  const widget = await visit(site);
  await widget.open();
  await widget.write('Hello');
  await inbox.openConversation('My chats', 'Hello');
  await expect(inbox.details.getByRole('link', { name: 'lamps' })).toBeVisible();

  await widget.composer.pressSequentially('I am looking');
  await expect(inbox.page.getByText(/ is typing$/)).toBeVisible();
  await widget.composer.press('Enter');
  await expect(inbox.page.getByText(/ is typing$/)).toBeHidden();
  await inbox.composer.pressSequentially('For what');
  await expect(widget.frame.getByText('Mira is typing…')).toBeAttached();

  await widget.page.getByRole('link', { name: 'Next page' }).click();
  await expect(inbox.details.getByRole('link', { name: 'next' })).toBeVisible();
});
