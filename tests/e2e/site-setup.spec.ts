import { InboxPage } from '@/tests/e2e/pages/inbox-page';
import { expectAccessible } from '@/tests/support/accessibility';
import { expect, test } from './fixtures';

test('Test my module says what is missing and, once somebody is online, shows the chat at work [A21, A27]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/test`);
  const availability = page.getByRole('switch', { name: 'Availability' });
  await availability.click();
  await expect(availability).not.toBeChecked();
  await expect(page.getByText('Nobody can answer yet. This is missing:')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'Nobody is online' })).toBeVisible();
  await page.getByRole('button', { name: 'Go online' }).click();
  await expect(page.getByText('Visitors who write now are answered.')).toBeVisible();
  await expectAccessible(page, 'test page');

  const customerPage = page.frameLocator('iframe[title="A page with the chat"]');
  await customerPage.getByRole('button', { name: /^Open chat/ }).click();
  const chat = customerPage.frameLocator('iframe[title="Chat"]');
  const composer = chat.getByRole('textbox', { name: 'Write a message…' });
  await composer.fill('Testing, testing');
  await composer.press('Enter');
  await expect(chat.getByText(/^(Sent|Delivered)$/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the inbox' }).click();
  await new InboxPage(page, page.url()).openConversation('My chats', 'Testing, testing');
});

test('a site’s parts are changed one by one, and disabling asks first [A22, U27]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization, { name: 'Lamps' });
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites`);
  await page.getByRole('link', { name: /^Lamps/ }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  const name = page.getByRole('region', { name: 'Name' });
  await name.getByRole('textbox', { name: 'Name' }).fill('Lamps by hand');
  await name.getByRole('button', { name: 'Save' }).click();
  await expect(name.getByRole('status')).toHaveText('Saved');
  const addresses = page.getByRole('region', { name: 'Addresses' });
  await addresses.getByRole('textbox', { name: 'Addresses' }).fill('not an address!');
  await addresses.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(addresses.getByRole('alert').filter({ hasText: /\S/ })).toHaveText(
    'This is not a website address. Use for example www.example.com.',
  );

  await page.getByRole('button', { name: 'Disable' }).click();
  const question = page.getByRole('alertdialog', { name: 'Disable the chat on Lamps by hand?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The chat is shown on the site’s pages.')).toBeVisible();
  await page.getByRole('button', { name: 'Disable' }).click();
  await question.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('The chat is not shown on the site’s pages.')).toBeVisible();
  await page.getByRole('button', { name: 'Enable' }).click();
  await expect(page.getByText('The chat is shown on the site’s pages.')).toBeVisible();
  const widget = await visit(site);
  await widget.open();
  await expect(widget.composer).toBeEnabled();
});

test('an agent who is no administrator sees and reaches only what is theirs [A1]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
}) => {
  record.allow(/status of 404/, 'administrators’ pages do not exist for them');
  const organization = await newOrganization();
  const site = await newSite(organization, { name: 'Only for administrators' });
  const { page } = await openInbox(await organization.addAgent(), organization);
  const links = page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link');
  await expect(links).toHaveText([/^Inbox/, /^Offline messages/]);
  for (const path of [
    'people',
    'sites',
    'sites/new',
    `sites/${site.id}`,
    `sites/${site.id}/installation`,
    'start',
  ]) {
    await page.goto(`${installation.appUrl}/${organization.slug}/${path}`);
    await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
    await expect(page.getByText('Only for administrators')).toHaveCount(0);
  }
});
