import { AccountForms } from '@/tests/e2e/pages/account-forms';
import { newCredentials } from '@/tests/support/accounts';
import { linkInMail } from '@/tests/support/mailbox';
import { expect, test } from './fixtures';

test('each part of My account saves by itself, only when something changed, and says so [I11, U18, U23, U27]', async ({
  newOrganization,
  openInbox,
}) => {
  const organization = await newOrganization();
  const { page } = await openInbox(organization.founder, organization);
  await page.getByRole('button', { name: organization.founder.nickname }).click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  const names = page.getByRole('region', { name: 'Personal' });
  const zone = page.getByRole('region', { name: 'Localization' });
  const save = names.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();

  const nickname = names.getByRole('textbox', { name: 'Nickname' });
  await nickname.fill('');
  await expect(save).toBeDisabled();
  await zone.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Lisbon');
  await nickname.fill('Bo');
  await save.click();
  await expect(names.getByRole('status')).toHaveText('Saved');
  await expect(save).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Bo', exact: true })).toBeVisible();
  await expect(zone.getByRole('button', { name: 'Save' })).toBeEnabled();

  await page.reload();
  await expect(nickname).toHaveValue('Bo');
  await expect(zone.getByRole('combobox', { name: 'Time zone' })).toHaveValue('UTC');
});

test('the address is changed by who knows the password, once the link sent to the new one is opened [U17, I3]', async ({
  installation,
  newOrganization,
  openInbox,
}) => {
  const organization = await newOrganization();
  const { founder } = organization;
  const { page } = await openInbox(founder, organization);
  const account = `${installation.appUrl}/${organization.slug}/account`;
  await page.goto(account);
  const part = page.getByRole('region', { name: 'E-mail address' });
  const { email } = newCredentials();
  await part.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await part.getByLabel('Current password').fill('a guess of mine');
  await part.getByRole('button', { name: 'Send the link' }).click();
  await expect(part.getByRole('alert').filter({ hasText: /\S/ })).toHaveText(
    'This is not your current password.',
  );
  await part.getByLabel('Current password').fill(founder.password);
  await part.getByRole('button', { name: 'Send the link' }).click();
  await expect(part.getByRole('status')).toHaveText(`Open the link we sent to ${email}.`);
  await page.reload();
  await expect(part.getByRole('textbox', { name: 'E-mail address' })).toHaveValue(founder.email);

  await page.goto(await linkInMail(installation.inboxUrl, email));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/inbox/);
  await page.goto(account);
  await expect(part.getByRole('textbox', { name: 'E-mail address' })).toHaveValue(email);
  expect(await organization.emailOf(founder)).toBe(email);
});

test('the password is changed by who knows the current one; the old one no longer signs in', async ({
  installation,
  newOrganization,
  openBrowser,
  openInbox,
}) => {
  const organization = await newOrganization();
  const { founder } = organization;
  const { page } = await openInbox(founder, organization);
  await page.goto(`${installation.appUrl}/${organization.slug}/account`);
  const part = page.getByRole('region', { name: 'Password' });
  const change = part.getByRole('button', { name: 'Change the password' });
  const { password } = newCredentials();
  await part.getByLabel('Current password').fill('a guess of mine');
  await part.getByLabel('New password').fill(password);
  await change.click();
  await expect(part.getByRole('alert').filter({ hasText: /\S/ })).toHaveText(
    'This is not your current password.',
  );
  await part.getByLabel('Current password').fill(founder.password);
  await change.click();
  await expect(part.getByRole('status').filter({ hasText: 'Your password is changed.' })).toBeVisible();

  const elsewhere = new AccountForms(
    await (await openBrowser('founder elsewhere')).newPage(),
    installation.appUrl,
  );
  await elsewhere.openSignIn();
  await elsewhere.signIn(founder);
  await expect(elsewhere.alert).toHaveText('The e-mail address or the password is not right.');
  await elsewhere.signIn({ email: founder.email, password });
  await expect(elsewhere.page).toHaveURL(/\/inbox$/);
});

test('signing out ends the session on this device and the agent’s availability at once', async ({
  newOrganization,
  openInbox,
}) => {
  const organization = await newOrganization();
  const agent = await organization.addAgent();
  const { page } = await openInbox(agent, organization);
  const address = page.url();
  await page.getByRole('button', { name: agent.nickname }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await organization.isAvailable(agent)).toBe(false);
  await page.goto(address);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});
