import { AccountForms } from '@/tests/e2e/pages/account-forms';
import { SecurityPage } from '@/tests/e2e/pages/security-page';
import { expectAccessible } from '@/tests/support/accessibility';
import { signIn as signInByApi } from '@/tests/support/accounts';
import { ApiCaller } from '@/tests/support/api-caller';
import { Traffic } from '@/tests/support/traffic';
import { expect, test } from './fixtures';

test('a device signed out from another one is out within five seconds and hears nothing more [U25]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
  signIn,
  visit,
}) => {
  record.allow(/status of 40[134]/, 'what the signed-out device still asks for is refused');
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const traffic = new Traffic(inbox.page.context());
  const widget = await visit(site);
  await widget.open();
  await widget.write('Before the end');
  await inbox.openConversation('My chats', 'Before the end');

  const other = await signIn(organization.founder);
  const security = new SecurityPage(
    await other.newPage(),
    `${installation.appUrl}/${organization.slug}/account`,
  );
  await security.open();
  await expect(security.sessions.first()).toContainText('This device');
  await expectAccessible(security.page, 'my account');
  await security.page.getByRole('button', { name: 'Sign out all others' }).click();
  await security.page.getByRole('alertdialog').getByRole('button', { name: 'Sign out all others' }).click();
  await expect(security.sessions).toHaveCount(1);

  await expect(inbox.page.getByText('Before the end')).toBeHidden({ timeout: 5_000 });
  await widget.write('Not for this device');
  await security.page.goto(inbox.url);
  await expect(security.page.getByText('Not for this device').first()).toBeVisible();
  expect((await traffic.texts()).join('\n')).not.toContain('Not for this device');

  await inbox.page.goto(inbox.url);
  await expect(inbox.page).toHaveURL(/\/sign-in\?/);
  await expect(inbox.page.getByRole('status')).toContainText('You have been signed out on this device.');
});

test('with the second factor on, a password alone opens nothing; a code works once, a recovery code too [U25]', async ({
  installation,
  newOrganization,
  openBrowser,
  signIn,
}) => {
  const organization = await newOrganization();
  const { founder } = organization;
  const inbox = `${installation.appUrl}/${organization.slug}/inbox`;
  const security = new SecurityPage(
    await (await signIn(founder)).newPage(),
    `${installation.appUrl}/${organization.slug}/account`,
  );
  await security.open();
  const { app, codes } = await security.turnOn(founder.password);
  expect(codes).toHaveLength(10);
  await expectAccessible(security.page, 'recovery codes');
  const download = security.page.waitForEvent('download');
  await security.dialog.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('foyer-recovery-codes.txt');
  await security.keepCodes();
  await expect(security.page.getByText('10 recovery codes are left.')).toBeVisible();

  const api = new ApiCaller(installation, { token: await signInByApi(installation, founder) });
  for (const table of ['organizations', 'members', 'sites', 'conversations'])
    expect(await api.select(table, 'select=id')).toEqual([]);
  await expect(api.rpc('heartbeat', { p_organization: organization.id })).rejects.toMatchObject({
    status: 403,
  });

  const second = await (await openBrowser('second device')).newPage();
  const forms = new AccountForms(second, installation.appUrl);
  await forms.openSignIn();
  await forms.signIn(founder);
  await expect(forms.heading('Enter the code')).toBeVisible();
  await expectAccessible(second, 'the code');
  for (const page of [inbox, `${installation.appUrl}/`, `${installation.appUrl}/sign-in`]) {
    await second.goto(page);
    await expect(second).toHaveURL(/\/sign-in\/code/);
  }
  await second.goto(inbox);
  // Used up when it was turned on.
  await second.getByLabel('Code from the app').fill(app.lastCode());
  await expect(forms.alert).toContainText('was used already');
  await second.getByLabel('Code from the app').fill(app.nextCode());
  await expect(second).toHaveURL(inbox);

  const third = await (await openBrowser('lost phone')).newPage();
  const later = new AccountForms(third, installation.appUrl);
  await later.openSignIn();
  await later.signIn(founder);
  await third.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await third.getByLabel('Recovery code').fill(codes[3]?.toUpperCase() ?? '');
  await third.getByRole('button', { name: 'Continue' }).click();
  await expect(third).toHaveURL(inbox);
  await third.goto(security.url);
  await expect(third.getByText('9 recovery codes are left.')).toBeVisible();

  await third.getByRole('button', { name: 'Turn off' }).click();
  await third.getByLabel(/Your password/).fill('not the password');
  await third.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
  await expect(third.getByRole('alert').filter({ hasText: 'not your current password' })).toBeVisible();
  await third.getByLabel(/Your password/).fill(founder.password);
  await third.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
  await expect(third.getByRole('button', { name: 'Turn on' })).toBeVisible();
  expect(await api.select('organizations', 'select=id')).toEqual([{ id: organization.id }]);
});

test('from an address that is not allowed one organization is closed and says so; the person’s other one opens [U26]', async ({
  installation,
  newOrganization,
  signIn,
}) => {
  const [strict, open] = [await newOrganization(), await newOrganization()];
  const member = await strict.addAgent();
  // Everybody here comes from this machine.
  await strict.founder.api.rpc('update_member', {
    p_member: member.memberId,
    p_changes: { allowed_addresses: ['192.0.2.0/24'] },
  });
  const { token } = await open.invite();
  await member.api.rpc('accept_invitation', { p_token: token });

  const page = await (await signIn(member)).newPage();
  await page.goto(`${installation.appUrl}/${strict.slug}/inbox`);
  await expect(page.getByRole('heading', { name: 'You cannot sign in from this address' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/127\.0\.0\.1|::1/);
  await expectAccessible(page, 'a closed door');
  await page.getByRole('link', { name: open.name }).click();
  await expect(page).toHaveURL(new RegExp(`/${open.slug}/`));
});

test('what is written on Test my module is a test, marked as one, and an ordinary visit is not [U9, U28]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const tryOut = await inbox.page.context().newPage();
  await tryOut.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/test`);
  const customerPage = tryOut.frameLocator('iframe[title="A page with the chat"]');
  await customerPage.getByRole('button', { name: /^Open chat/ }).click();
  const chat = customerPage.frameLocator('iframe[title="Chat"]');
  await chat.getByRole('textbox', { name: 'Write a message…' }).fill('Only trying');
  await chat.getByRole('textbox', { name: 'Write a message…' }).press('Enter');
  await expect(chat.getByText(/^(Sent|Delivered|Read)$/)).toBeVisible();

  const widget = await visit(site);
  await widget.open();
  await widget.write('A real question');
  const rows = inbox.page.getByRole('list', { name: 'My chats' }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'Only trying' }).getByText('Test', { exact: true })).toBeVisible();
  await expect(rows.filter({ hasText: 'A real question' })).toBeVisible();
  await expect(rows.filter({ hasText: 'A real question' }).getByText('Test', { exact: true })).toHaveCount(0);
  expect(
    await organization.founder.api.rpc('console_state', { p_organization: organization.id }),
  ).toMatchObject({
    live_load: 1,
  });
});
