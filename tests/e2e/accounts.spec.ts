import { AccountForms } from '@/tests/e2e/pages/account-forms';
import { createAccount, newCredentials } from '@/tests/support/accounts';
import { withDatabase } from '@/tests/support/database-clock';
import { linkInMail, mailsTo } from '@/tests/support/mailbox';
import { expect, test } from './fixtures';

test.describe('signing in', () => {
  test('the form signs a member in and leads to their inbox; signed out, the page asks to sign in again', async ({
    installation,
    newOrganization,
    openBrowser,
  }) => {
    const organization = await newOrganization();
    const page = await (await openBrowser('founder')).newPage();
    const forms = new AccountForms(page, installation.appUrl);
    await page.goto(`${installation.appUrl}/${organization.slug}/sites`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await forms.signIn(organization.founder);
    await expect(page).toHaveURL(`${installation.appUrl}/${organization.slug}/sites`);
  });

  test('a wrong password and an unknown address are answered alike, and what was typed stays', async ({
    installation,
    newOrganization,
    openBrowser,
  }) => {
    const { founder } = await newOrganization();
    const page = await (await openBrowser('stranger')).newPage();
    const forms = new AccountForms(page, installation.appUrl);
    await forms.openSignIn();
    for (const email of [founder.email, newCredentials().email]) {
      await forms.signIn({ email, password: 'not the password' });
      await expect(forms.alert).toHaveText('The e-mail address or the password is not right.');
      await expect(forms.email).toHaveValue(email);
    }
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test('an address that has an account cannot sign up again [I13]', async ({ installation, openBrowser }) => {
    const { email } = await createAccount(installation);
    const page = await (await openBrowser('twin')).newPage();
    const forms = new AccountForms(page, installation.appUrl);
    const input = {
      organization: 'Twin',
      firstName: 'Ada',
      lastName: 'Twin',
      email,
      password: newCredentials().password,
    };
    await forms.signUp(input);
    await expect(forms.alert).toHaveText(/already has an account/);
    await expect(forms.email).toHaveValue(email);
  });
});

test.describe('a forgotten password', () => {
  test('is replaced through the link in the mail, which works once; the old password no longer does [I13]', async ({
    installation,
    newOrganization,
    openBrowser,
  }) => {
    const { founder, slug } = await newOrganization();
    const page = await (await openBrowser('founder')).newPage();
    const forms = new AccountForms(page, installation.appUrl);
    await forms.askForReset(founder.email);
    await expect(forms.heading('Look into your mailbox')).toBeVisible();

    const link = await linkInMail(installation.inboxUrl, founder.email);
    await page.goto(link);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(forms.heading('Choose a new password')).toBeVisible();
    const { password } = newCredentials();
    await forms.password('New password').fill(password);
    await page.getByRole('button', { name: 'Save the password' }).click();
    await expect(page).toHaveURL(`${installation.appUrl}/${slug}/inbox`);

    const later = await (await openBrowser('founder elsewhere')).newPage();
    const again = new AccountForms(later, installation.appUrl);
    await later.goto(link);
    await later.getByRole('button', { name: 'Continue' }).click();
    await expect(again.heading('This link does not work any more')).toBeVisible();
    await again.openSignIn();
    await again.signIn(founder);
    await expect(again.alert).toHaveText('The e-mail address or the password is not right.');
    await again.signIn({ email: founder.email, password });
    await expect(later).toHaveURL(`${installation.appUrl}/${slug}/inbox`);
    // Only the link lets a new password be set, and only one: not a console somebody left open.
    for (const open of [later, page]) {
      await open.goto(`${installation.appUrl}/reset-password`);
      await expect(open.getByRole('heading', { name: 'This page is no longer valid' })).toBeVisible();
    }
  });

  test('says the same for an address without an account, and sends nothing', async ({
    installation,
    openBrowser,
  }) => {
    const known = await createAccount(installation);
    const unknown = newCredentials().email;
    const forms = new AccountForms(await (await openBrowser('stranger')).newPage(), installation.appUrl);
    for (const email of [unknown, known.email]) {
      await forms.askForReset(email);
      await expect(forms.heading('Look into your mailbox')).toBeVisible();
    }
    // Asked for last, so when it is there the other would be too.
    await linkInMail(installation.inboxUrl, known.email);
    expect(await mailsTo(installation.inboxUrl, unknown)).toEqual([]);
  });
});

test.describe('an invitation of a default operator', () => {
  test('makes a sign-in with a password of their own, once [P2]', async ({
    installation,
    newOrganization,
    openBrowser,
  }) => {
    const organization = await newOrganization();
    const { token } = await organization.invite();
    const page = await (await openBrowser('operator')).newPage();
    const forms = new AccountForms(page, installation.appUrl);
    await page.goto(`${installation.appUrl}/invite/${token}`);
    await expect(forms.heading(`Join ${organization.name}`)).toBeVisible();
    await expect(page.getByText('Operator 1')).toBeVisible();
    await forms.join(newCredentials('operator'));
    await expect(page).toHaveURL(`${installation.appUrl}/${organization.slug}/inbox`);

    const other = await (await openBrowser('somebody else')).newPage();
    await other.goto(`${installation.appUrl}/invite/${token}`);
    await expect(other.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
  });

  test('that has expired, was replaced or never existed joins nobody', async ({
    installation,
    newOrganization,
    openBrowser,
  }) => {
    const organization = await newOrganization();
    const replaced = await organization.invite();
    const expired = await organization.invite();
    await withDatabase(installation, async (sql) => {
      await sql`update public.invitations set expires_at = now() - interval '1 second'
                where member_id = ${expired.memberId} and accepted_at is null`;
    });
    const page = await (await openBrowser('operator')).newPage();
    const forms = new AccountForms(page, installation.appUrl);
    for (const token of [expired.token, replaced.token, 'f'.repeat(64), '%00', '<script>']) {
      await page.goto(`${installation.appUrl}/invite/${encodeURIComponent(token)}`);
      await expect(forms.heading('This invitation is over')).toBeVisible();
    }
  });
});
