import { AccountForms } from '@/tests/e2e/pages/account-forms';
import { centreOf, dragByFinger } from '@/tests/e2e/pages/finger';
import { UsersPage } from '@/tests/e2e/pages/users-page';
import { expectAccessible } from '@/tests/support/accessibility';
import { newCredentials, signIn as tokenFor } from '@/tests/support/accounts';
import { linkInMail, mailsTo } from '@/tests/support/mailbox';
import type { Organization } from '@/tests/support/organizations';
import { test as base, expect } from './fixtures';

const test = base.extend<{ openUsers: (organization: Organization) => Promise<UsersPage> }>({
  openUsers: async ({ installation, signIn }, use) => {
    await use(async (organization) => {
      const page = await (await signIn(organization.founder)).newPage();
      await page.goto(`${installation.appUrl}/${organization.slug}`);
      const company = page.getByRole('navigation').getByRole('region', { name: 'Company' });
      await company.getByRole('link', { name: 'Users' }).click();
      await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
      return new UsersPage(page);
    });
  },
});

test('several addresses are invited at once with the same rights; each gets a mail in the language chosen and sets their own password [A2, A3, A4, I3, I4, I5, N1, N4, N12, N21, N22, N23, N24, U3, U12]', async ({
  installation,
  newOrganization,
  openBrowser,
  openUsers,
}) => {
  const organization = await newOrganization();
  const users = await openUsers(organization);
  const [one, other] = [newCredentials('one'), newCredentials('other')];
  await users.openDialog();
  const { dialog } = users;
  await expect(dialog.getByRole('radio')).toHaveCount(2);
  await expect(dialog.getByRole('link', { name: 'From a CSV file' })).toBeVisible();
  const send = dialog.getByRole('button', { name: /^Send/ });
  await expect(send).toBeDisabled();

  const field = dialog.getByRole('textbox', { name: 'E-mail addresses' });
  await field.fill(`${one.email}, nobody@, ${organization.founder.email}\t${other.email} `);
  await expect(dialog.getByText('nobody@ is not an e-mail address.')).toBeVisible();
  await expect(send).toBeDisabled();
  await dialog.getByRole('button', { name: 'Remove nobody@' }).click();
  await dialog.getByRole('checkbox', { name: 'Supervisor' }).check();
  await expect(dialog.getByRole('checkbox', { name: 'Statistics' })).toBeChecked();
  await expect(dialog.getByText('Statistics', { exact: true }).filter({ visible: true })).toHaveCSS(
    'font-weight',
    '700',
  );
  await dialog.getByRole('combobox', { name: 'Their language, also in mails' }).selectOption('fr');
  await expectAccessible(users.page, 'add user');
  await send.click();

  // Who could not be invited stays in the field, with the reason.
  await expect(dialog.getByText('2 people are invited')).toBeVisible();
  await expect(
    dialog.getByRole('alert').filter({ hasText: 'already belongs to this organization' }),
  ).toContainText(organization.founder.email);
  await expect(dialog.getByRole('button', { name: /^Remove / })).toHaveCount(1);

  const link = await linkInMail(installation.inboxUrl, one.email);
  await linkInMail(installation.inboxUrl, other.email);
  const [mail] = await mailsTo(installation.inboxUrl, one.email);
  expect(mail?.subject).toBe(`${organization.founder.nickname} vous invite dans ${organization.name}`);
  expect(mail?.text).toContain(link);

  // A scanner that follows the link uses nothing up.
  await fetch(link);
  await fetch(link);
  const invited = new AccountForms(await (await openBrowser('invited')).newPage(), installation.appUrl);
  await invited.page.goto(link);
  await expect(invited.email).toHaveValue(one.email);
  await invited.password().fill(one.password);
  await invited.page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(invited.page).toHaveURL(new RegExp(`/${organization.slug}/inbox`));
  await expect(invited.page.locator('html')).toHaveAttribute('lang', 'fr');

  await users.page.reload();
  await users.search.fill(one.email);
  await expect(users.page.getByRole('row').filter({ hasText: one.email })).toContainText('Active');
  await expect(users.edits).toHaveCount(1);
});

test('somebody is added with a generated password, shown once, and is in as soon as they have chosen their own [A5, A6, N5, N6, N20, U4, U5, U6, U11, U12, U13, I12]', async ({
  installation,
  newOrganization,
  openBrowser,
  openUsers,
}) => {
  const organization = await newOrganization();
  const users = await openUsers(organization);
  const { dialog } = users;
  const { email } = newCredentials('added');
  await users.openDialog();
  await dialog.getByRole('radio', { name: 'With a password' }).check();
  const save = dialog.getByRole('button', { name: 'Add the user' });
  await dialog.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await dialog.getByRole('textbox', { name: 'First name' }).fill('Noor');
  await expect(dialog.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Noor');
  await dialog.getByRole('textbox', { name: 'Last name' }).fill('Haddad');
  await expect(save).toBeDisabled();
  await dialog.getByRole('button', { name: 'Generate a password' }).click();
  await expect(save).toBeEnabled();
  await save.click();
  await expect(dialog.getByText(`${email} can sign in now.`)).toBeVisible();
  const password = (await dialog.getByRole('definition').nth(1).textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(users.row('Noor')).toContainText('Active');
  await expect(users.page.getByText(password)).toHaveCount(0);

  const added = new AccountForms(await (await openBrowser('added')).newPage(), installation.appUrl);
  await added.openSignIn();
  await added.signIn({ email, password });
  await expect(added.heading('Choose your own password')).toBeVisible();
  await expectAccessible(added.page, 'a password of one’s own');
  await added.page.goto(`${installation.appUrl}/${organization.slug}/inbox`);
  await added.choosePassword('not the one given', 'a quiet lamp in spring');
  await expect(added.page.getByText('This is not your current password.')).toBeVisible();
  await added.choosePassword(password, password);
  await expect(added.page.getByText('This is already your password.')).toBeVisible();
  await added.choosePassword(password, 'a quiet lamp in spring');
  await expect(added.page).toHaveURL(new RegExp(`/${organization.slug}/inbox`));
  await expect(users.row('Noor')).toContainText('Online');
  await expect(tokenFor(installation, { email, password })).rejects.toMatchObject({
    code: 'invalid_credentials',
  });
  expect(await mailsTo(installation.inboxUrl, email)).toEqual([]);
});

test('a right is switched in its row and holds at once; what is refused goes back, with the reason [A9, A10, A11, U9, U10, U14, A12]', async ({
  newOrganization,
  openUsers,
}) => {
  const organization = await newOrganization();
  const users = await openUsers(organization);
  await expectAccessible(users.page, 'users');
  for (const right of ['Supervisor', 'Expert', 'Agent for testing']) {
    await users.right(right, 'Operator 1').check();
  }
  await expect
    .poll(() =>
      organization.founder.api.select(
        'members',
        `organization_id=eq.${organization.id}&nickname=eq.Operator 1&select=rights,scope`,
      ),
    )
    .toEqual([{ rights: ['supervisor', 'agent', 'expert', 'tester'], scope: 'site' }]);

  const own = users.right('Administrator', organization.founder.nickname);
  await own.click();
  await users.question.getByRole('button', { name: 'Take it from me' }).click();
  await expect(users.page.getByText('An organization needs at least one administrator.')).toBeVisible();
  await expect(own).toBeChecked();

  await users.page.getByRole('button', { name: 'What the rights mean' }).click();
  await expect(users.page.getByRole('term').filter({ hasText: 'Chat' })).toHaveText([
    'AgentChat',
    'SupervisorChat',
  ]);
  await users.page.keyboard.press('Escape');
  await users.page.getByRole('link', { name: 'Edit Operator 1' }).click();
  await expect(users.page.getByRole('heading', { name: 'Operator 1' })).toBeVisible();
});

test('the order visitors see is changed by arrows, by keys and by dragging, and stays [P11, P15, P16]', async ({
  newOrganization,
  openUsers,
}) => {
  const organization = await newOrganization();
  const users = await openUsers(organization);
  const { page } = users;
  const order = async (): Promise<string[]> =>
    (
      await users.edits.evaluateAll((links) => links.map((link) => link.getAttribute('aria-label') ?? ''))
    ).map((label) => label.replace('Edit ', ''));
  const you = organization.founder.nickname;
  await expect.poll(order).toEqual([you, 'Operator 1', 'Operator 2', 'Operator 3']);
  await page.getByRole('button', { name: 'Move Operator 3 up' }).click();
  await expect.poll(order).toEqual([you, 'Operator 1', 'Operator 3', 'Operator 2']);
  const handle = page.getByRole('button', { name: /^Move Operator 1:/ });
  await handle.press('ArrowDown');
  await expect.poll(order).toEqual([you, 'Operator 3', 'Operator 1', 'Operator 2']);
  await expect(handle).toBeFocused();
  await page
    .getByRole('button', { name: /^Move Operator 2:/ })
    .dragTo(users.row(you), { targetPosition: { x: 300, y: 3 } });
  const final = ['Operator 2', you, 'Operator 3', 'Operator 1'];
  await expect.poll(order).toEqual(final);
  await expect
    .poll(async () => {
      const query = `organization_id=eq.${organization.id}&order=position&select=nickname`;
      const rows = await organization.founder.api.select<{ nickname: string }>('members', query);
      return rows.map(({ nickname }) => nickname);
    })
    .toEqual(final);
  const last = page.getByRole('button', { name: /^Move Operator 1:/ });
  const first = await centreOf(users.row('Operator 2'));
  await dragByFinger(page, await centreOf(last), { x: first.x, y: first.y - 20 });
  await expect.poll(order).toEqual(['Operator 1', 'Operator 2', you, 'Operator 3']);
  await page.getByRole('combobox', { name: 'Sort' }).selectOption('name');
  await expect(page.getByRole('button', { name: /^Move / })).toHaveCount(0);
});

test('many are changed at once, each with its own result; deleting says what happens and frees the address [I6, I8, I10, P12, P14]', async ({
  installation,
  newOrganization,
  openUsers,
}) => {
  const organization = await newOrganization();
  const users = await openUsers(organization);
  const { page, question } = users;
  await page.getByRole('checkbox', { name: 'Select Operator 1' }).click();
  await page.getByRole('checkbox', { name: 'Select Operator 3' }).click({ modifiers: ['Shift'] });
  const bar = page.getByRole('region', { name: 'Selected users' });
  await expect(bar.getByRole('status')).toHaveText('3 selected');
  await bar.getByRole('button', { name: 'Rights' }).click();
  await page.getByRole('group', { name: 'Turn on' }).getByRole('menuitem', { name: 'Expert' }).click();
  for (const n of [1, 2, 3]) await expect(users.right('Expert', `Operator ${n}`)).toBeChecked();
  await expect(page.getByText('3 users changed.')).toBeVisible();
  await bar.getByRole('button', { name: 'Suspend' }).click();
  const results = page.getByRole('dialog', { name: '3 users were not changed' });
  await expect(results.getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Escape');

  const { email, password } = newCredentials('gone');
  const add = async (): Promise<void> => {
    await users.openDialog();
    await users.dialog.getByRole('radio', { name: 'With a password' }).check();
    await users.dialog.getByRole('textbox', { name: 'E-mail address' }).fill(email);
    await users.dialog.getByRole('textbox', { name: 'First name' }).fill('Gus');
    await users.dialog.getByRole('textbox', { name: 'Last name' }).fill('Gone');
    await users.dialog.getByLabel('Password', { exact: true }).fill(password);
    await users.dialog.getByRole('button', { name: 'Add the user' }).click();
    await users.dialog.getByRole('button', { name: 'Done' }).click();
  };
  await add();
  await expect(users.row('Gus')).toBeVisible();
  await page.getByRole('button', { name: 'Delete Gus' }).click();
  await expect(question).toContainText('Conversations and statistics stay. Reports call them Deleted User.');
  await expect(question).toContainText('Their open chats return to the queue.');
  await question.getByRole('button', { name: 'Delete the user' }).click();
  await expect(page.getByText('Gus is deleted.')).toBeVisible();
  await expect(question).toBeHidden();
  await expect(users.row('Gus')).toHaveCount(0);
  await expect(tokenFor(installation, { email, password })).rejects.toMatchObject({
    code: 'invalid_credentials',
  });
  await add();
  await expect(users.row('Gus')).toBeVisible();
});
