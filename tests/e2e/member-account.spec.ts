import sharp from 'sharp';
import { AccountForms } from '@/tests/e2e/pages/account-forms';
import { MemberPage } from '@/tests/e2e/pages/member-page';
import { expect, test } from './fixtures';

test('an administrator changes an agent section by section, and the agent’s open console has it at once [A9, A10, A12, A13, U23, U27, I28, N3, N12, N14, N15, N16]', async ({
  installation,
  newOrganization,
  openInbox,
  signIn,
}) => {
  const organization = await newOrganization();
  const agent = await organization.addAgent({ nickname: 'Mira' });
  const theirs = await openInbox(agent, organization);
  const context = await signIn(organization.founder);
  const account = new MemberPage(await context.newPage());
  await account.open(`${installation.appUrl}/${organization.slug}/people/${agent.memberId}`);

  const personal = account.section('Personal');
  const limits = account.section('Channels and limits');
  const live = limits.getByRole('group', { name: /^Live chats/ });
  await personal.getByRole('textbox', { name: 'Nickname' }).fill('');
  await expect(account.save('Personal')).toBeDisabled();
  await personal.getByRole('textbox', { name: 'Nickname' }).fill('Mira B.');
  await live.getByRole('spinbutton').fill('');
  await expect(account.save('Channels and limits')).toBeDisabled();
  await live.getByRole('spinbutton').fill('8');
  await expect(live.getByText('More than 6 at once are hard to answer well.')).toBeVisible();
  await account.saved('Personal');
  await expect(account.page.getByRole('heading', { level: 1, name: 'Mira B.' })).toBeVisible();
  // The other section still waits for its own Save.
  await expect(account.save('Channels and limits')).toBeEnabled();
  await live.getByRole('checkbox', { name: 'Unlimited' }).check();
  await account.saved('Channels and limits');

  const rights = account.section('Rights and modules');
  await expect(rights.getByRole('checkbox', { name: 'Users' })).not.toBeChecked();
  await rights.getByRole('switch', { name: 'Administrator' }).check();
  for (const module of await rights.getByRole('checkbox').all()) {
    await expect(module).toBeChecked();
    await expect(module).toBeDisabled();
  }
  await rights.getByRole('switch', { name: 'Administrator' }).uncheck();
  await rights.getByRole('switch', { name: 'Supervisor' }).check();
  await expect(rights.getByRole('checkbox', { name: 'Users' })).toBeChecked();
  const users = theirs.page.locator(`a[href="/${organization.slug}/people"]`).filter({ visible: true });
  await expect(users).toHaveCount(0);
  await account.saved('Rights and modules');
  await expect(users).toBeVisible({ timeout: 5_000 });

  await account.page.reload();
  await expect(live.getByRole('checkbox', { name: 'Unlimited' })).toBeChecked();
  await expect(rights.getByRole('switch', { name: 'Supervisor' })).toBeChecked();
});

test('a supervisor reads an administrator’s account with the reason why nothing can be changed', async ({
  installation,
  newOrganization,
  signIn,
}) => {
  const organization = await newOrganization();
  const supervisor = await organization.addAgent();
  await organization.founder.api.rpc('update_member', {
    p_member: supervisor.memberId,
    p_changes: { rights: ['supervisor'] },
  });
  const context = await signIn(supervisor);
  const account = new MemberPage(await context.newPage());
  await account.open(`${installation.appUrl}/${organization.slug}/people/${organization.founder.memberId}`);
  await expect(
    account.page.getByText('Only an administrator may change an administrator’s account.'),
  ).toBeVisible();
  await expect(account.page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(account.page.getByRole('button', { name: 'Delete' })).toHaveCount(0);
  await expect(account.section('Personal').getByRole('textbox', { name: 'Nickname' })).toBeDisabled();
});

test('a picture is chosen, cropped with the keyboard, drawn anew, and removed again [U7, U15, I22, I23, I24]', async ({
  installation,
  newOrganization,
  signIn,
}) => {
  const organization = await newOrganization();
  const context = await signIn(organization.founder);
  const account = new MemberPage(await context.newPage());
  await account.open(`${installation.appUrl}/${organization.slug}/account`);
  const personal = account.section('Personal');
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    personal.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });

  await choose('notes.pdf', 'application/pdf', Buffer.from('not a picture'));
  await expect(personal.getByText(/^This is no picture Foyer can read/)).toBeVisible();
  await choose('huge.png', 'image/png', Buffer.alloc(5 * 1024 * 1024 + 1));
  await expect(personal.getByText(/^The file is too large/)).toBeVisible();

  const photo = sharp({ create: { width: 900, height: 600, channels: 3, background: '#2f6f5e' } });
  await choose('me.jpg', 'image/jpeg', await photo.jpeg().toBuffer());
  const dialog = account.page.getByRole('dialog', { name: 'Crop the picture' });
  await expect(dialog.getByRole('button', { name: 'Use this picture' })).toBeEnabled();
  await dialog.getByRole('application').press('+');
  await expect(dialog.getByRole('slider', { name: 'Zoom' })).toHaveValue('1.1');
  await dialog.getByRole('application').press('ArrowLeft');
  await dialog.getByRole('button', { name: 'Use this picture' }).click();
  await expect(dialog).toHaveCount(0);

  const picture = personal.locator('img');
  const [row] = await organization.founder.api.select<{ avatar_path: string }>(
    'members',
    `id=eq.${organization.founder.memberId}&select=avatar_path`,
  );
  await expect(picture).toHaveAttribute('src', new RegExp(`${row?.avatar_path}$`));
  const stored = await context.request.get((await picture.getAttribute('src')) ?? '');
  expect(await sharp(await stored.body()).metadata()).toMatchObject({
    format: 'webp',
    width: 256,
    height: 256,
  });

  await personal.getByRole('button', { name: 'Remove' }).click();
  await expect(picture).toHaveCount(0);
  expect((await context.request.get(stored.url())).ok()).toBe(false);
});

test('a chosen date format, hour and zone are everywhere at once, in other open windows too [I44, I47, I48, I49, I50]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization({ timeZone: 'UTC' });
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  await widget.open();
  await widget.write('What time is it there?');
  await inbox.openConversation('My chats', 'What time is it there?');
  const started = inbox.details
    .getByRole('definition')
    .filter({ hasText: /\d{4}\D.*\d:\d{2}/ })
    .first();
  await expect(started).toHaveText(/\d{1,2}:\d{2}\s[AP]M$/);

  const account = new MemberPage(await inbox.page.context().newPage());
  await account.open(`${installation.appUrl}/${organization.slug}/account`);
  const localization = account.section('Localization');
  await localization.getByRole('combobox', { name: 'Time zone' }).selectOption('Australia/Eucla');
  await localization.getByRole('combobox', { name: 'Dates' }).selectOption('yyyy-mm-dd');
  await localization.getByRole('combobox', { name: 'Times' }).selectOption('24');
  await expect(
    localization.getByRole('status').filter({ hasText: /\d{4}-\d{2}-\d{2} \d{2}:\d{2}/ }),
  ).toBeVisible();
  const before = await started.textContent();
  await account.saved('Localization');
  await expect(started).toHaveText(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, { timeout: 5_000 });
  // Eight hours and three quarters ahead: no minute stays what it was.
  const minute = (text: string | null) => Number(/:(\d{2})/.exec(text ?? '')?.[1]);
  expect((minute(before) + 45) % 60).toBe(minute(await started.textContent()));
});

test('a password an administrator generates is shown once and opens the account; the old one and its sessions are over [U5, U25]', async ({
  installation,
  newOrganization,
  openBrowser,
  signIn,
}) => {
  const organization = await newOrganization();
  const agent = await organization.addAgent();
  const context = await signIn(organization.founder);
  const account = new MemberPage(await context.newPage());
  await account.open(`${installation.appUrl}/${organization.slug}/people/${agent.memberId}`);
  const part = account.section('Password');
  await part.getByRole('button', { name: 'Generate' }).click();
  const password = (await part.getByRole('status', { name: 'New password' }).textContent()) ?? '';
  expect(password).toMatch(/^\S{19}$/);
  await part.getByRole('button', { name: 'Set the password' }).click();
  await expect(part.getByText('The password is set.')).toBeVisible();
  await account.page.reload();
  await expect(part).toBeVisible();
  await expect(account.page.getByText(password)).toHaveCount(0);

  const forms = new AccountForms(await (await openBrowser('agent elsewhere')).newPage(), installation.appUrl);
  await forms.openSignIn();
  await forms.signIn(agent);
  await expect(forms.alert).toHaveText('The e-mail address or the password is not right.');
  await forms.signIn({ email: agent.email, password });
  await forms.choosePassword(password, 'a quiet lamp in spring');
  await expect(forms.page).toHaveURL(/\/inbox$/);
});
