import en from '@/lib/i18n/messages/en/billing.json' with { type: 'json' };
import fr from '@/lib/i18n/messages/fr/billing.json' with { type: 'json' };
import { SubscriptionPage } from '@/tests/e2e/pages/subscription-page';
import { expectAccessible } from '@/tests/support/accessibility';
import { newCredentials } from '@/tests/support/accounts';
import { ApiCaller } from '@/tests/support/api-caller';
import { withDatabase } from '@/tests/support/database-clock';
import type { Installation } from '@/tests/support/installation';
import { mailsTo } from '@/tests/support/mailbox';
import type { Organization } from '@/tests/support/organizations';
import { runCron } from '@/tests/support/scheduler';
import { Visitor } from '@/tests/support/visitors';
import { test as base, expect } from './fixtures';

const CARDS = {
  paid: '4242 4242 4242 4242',
  disputed: '4000 0000 0000 0259',
  declined: '4000 0000 0000 0002',
  asksAlways: '4000 0027 6000 3184',
};

const test = base.extend<{ newFullOrganization: (locale: 'en' | 'fr') => Promise<Organization> }>({
  /** On the free plan, whose three seats are taken. */
  newFullOrganization: async ({ installation, newOrganization }, use) => {
    await use(async (locale) => {
      const organization = await newOrganization({ locale });
      for (const nickname of ['Ben', 'Cleo']) await organization.addAgent({ nickname });
      await endTrial(installation, organization);
      return organization;
    });
  },
});

async function endTrial(installation: Installation, organization: Organization): Promise<void> {
  await withDatabase(
    installation,
    (sql) =>
      sql`update public.billing_accounts set trial_ends_at = now() where organization_id = ${organization.id}`,
  );
  await new ApiCaller(installation, { asServer: true }).rpc('settle_billing', {});
}

const JOURNEYS = [
  {
    locale: 'en',
    texts: en,
    interval: 'month',
    card: CARDS.paid,
    banner: 'All 3 seats of the subscription are taken.',
    users: 'Users',
    add: 'Add user',
    used: ['3 of 5 seats used.', '4 of 5 seats used.'],
    due: '€95.00',
    withPassword: 'With a password',
    email: 'E-mail address',
    firstName: 'First name',
    lastName: 'Last name',
    generate: 'Generate a password',
    submit: 'Add the user',
  },
  {
    locale: 'fr',
    texts: fr,
    interval: 'year',
    card: CARDS.disputed,
    banner: 'Les 3 licences de l’abonnement sont toutes attribuées.',
    users: 'Utilisateurs',
    add: 'Ajouter un utilisateur',
    used: ['3 sur 5 licences utilisées.', '4 sur 5 licences utilisées.'],
    due: '950,00 €',
    withPassword: 'Avec un mot de passe',
    email: 'Adresse e-mail',
    firstName: 'Prénom',
    lastName: 'Nom',
    generate: 'Générer un mot de passe',
    submit: 'Ajouter l’utilisateur',
  },
] as const;

for (const journey of JOURNEYS) {
  test(`from the red banner to the new agent, paid per ${journey.interval}, in ${journey.locale} [A38, A39, A40, A41, A42, A43, A44, P14]`, async ({
    installation,
    newFullOrganization,
    signIn,
  }) => {
    const { locale, texts } = journey;
    const organization = await newFullOrganization(locale);
    const page = await (await signIn(organization.founder)).newPage();
    await page.goto(`${installation.appUrl}/${organization.slug}/people`);
    await expect(page.getByText(journey.banner)).toBeVisible();
    await page.getByRole('link', { name: texts.banner.seats.add, exact: true }).click();

    const subscription = new SubscriptionPage(page, texts, locale);
    await expect(page.getByRole('heading', { level: 1, name: texts.title })).toBeVisible();
    // One more than are taken, because that is what the person came for.
    await expect(subscription.seats).toHaveValue('4');
    await page.getByRole('button', { name: texts.edit.more }).click();
    await expect(page.getByText(locale === 'en' ? '16% less' : /16\s%\sde moins/)).toBeVisible();
    await page.getByRole('radio', { name: new RegExp(texts.edit[journey.interval]) }).check();
    await expect(subscription.preview).toContainText(journey.due);
    await expectAccessible(page, 'subscription');

    await subscription.fillOrder('FR 1234');
    await page.getByRole('button', { name: texts.pay.continue }).click();
    const vat = page.getByRole('textbox', { name: texts.order.vatId });
    await expect(vat).toHaveAttribute('aria-invalid', 'true');
    await vat.fill('FR 83 404 833 048');
    await page.getByRole('button', { name: texts.pay.continue }).click();
    await subscription.fillCard(journey.card);

    // Back where they were, with the new limit, adding somebody.
    const dialog = page.getByRole('dialog', { name: journey.add });
    await expect(dialog).toBeVisible();
    await expect(page.getByText(journey.used[0])).toBeVisible();
    await dialog.getByRole('radio', { name: journey.withPassword }).check();
    await dialog.getByRole('textbox', { name: journey.email, exact: true }).fill(newCredentials('new').email);
    await dialog.getByRole('textbox', { name: journey.firstName, exact: true }).fill('Noor');
    await dialog.getByRole('textbox', { name: journey.lastName, exact: true }).fill('Haddad');
    await dialog.getByRole('button', { name: journey.generate }).click();
    await dialog.getByRole('button', { name: journey.submit }).click();
    await expect(page.getByText(journey.used[1])).toBeVisible();

    // A disputed payment takes no seat back; its invoice and a mail say what it means.
    if (journey.card !== CARDS.disputed) return;
    await page.goto(`${installation.appUrl}/${organization.slug}/subscription`);
    await expect(page.getByText(texts.invoices.note.disputed)).toBeVisible();
    const subject = texts.mail.disputed.subject.replace('{organization}', organization.name);
    await runCron(installation, 'mail');
    await expect
      .poll(
        async () =>
          (await mailsTo(installation.inboxUrl, organization.founder.email)).map((mail) => mail.subject),
        { message: 'the mail about the dispute' },
      )
      .toContain(subject);
  });
}

test('a declined card gives no seat, an authenticated one does, and more seats wait for the bank [A43, A44]', async ({
  installation,
  newFullOrganization,
  record,
  signIn,
}) => {
  record.allow(/status of 422/, 'the card is declined');
  test.slow();
  const organization = await newFullOrganization('en');
  const context = await signIn(organization.founder);
  const page = await context.newPage();
  const subscription = new SubscriptionPage(page, en, 'en');
  await page.goto(`${installation.appUrl}/${organization.slug}/subscription`);
  await expect(subscription.preview).toContainText('€57.00');
  await subscription.seats.fill('4');
  await expect(subscription.preview).toContainText('€76.00');
  await subscription.fillOrder('');
  await page.getByRole('button', { name: en.pay.continue }).click();
  await subscription.fillCard(CARDS.declined);
  await expect(page.getByText('Your card was declined.')).toBeVisible();
  await page.goto(`${installation.appUrl}/${organization.slug}/people`);
  await expect(page.getByText('3 of 3 seats used.')).toBeVisible();

  await page.goto(`${installation.appUrl}/${organization.slug}/subscription`);
  // What it costs is there: so the page answers, and what is typed stays.
  await expect(subscription.preview).toContainText('€57.00');
  await subscription.seats.fill('4');
  await expect(subscription.preview).toContainText('€76.00');
  await page.getByRole('button', { name: en.pay.continue }).click();
  await subscription.fillCard(CARDS.asksAlways);
  await page.getByRole('button', { name: 'Complete' }).click();
  await expect(page.getByText('3 of 4 seats used')).toBeVisible();
  await expect(page.getByRole('cell', { name: '€76.00' })).toBeVisible();

  await page.getByRole('button', { name: en.plan.edit, exact: true }).click();
  await subscription.seats.fill('6');
  await page.getByRole('button', { name: /^Pay €38\.\d\d and confirm$/ }).click();
  const confirm = page.getByRole('link', { name: en.pay.authenticate.action });
  await expect(confirm).toBeVisible();
  await expect(page.getByText('3 of 4 seats used')).toBeVisible();
  const [bank] = await Promise.all([context.waitForEvent('page'), confirm.click()]);
  await bank.getByRole('button', { name: /^Pay / }).first().click();
  await bank.getByRole('button', { name: 'Complete' }).click();
  await expect(page.getByText('3 of 6 seats used')).toBeVisible();
  await expect(page.getByText('You have 6 seats.')).toBeVisible();

  await page.getByRole('button', { name: en.cancel.action }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^End it on/ })
    .click();
  await expect(page.getByRole('button', { name: en.alert.resume })).toBeVisible();
  await page.getByRole('button', { name: en.alert.resume }).click();
  await expect(page.getByRole('button', { name: en.cancel.action })).toBeVisible();
});

test('prices and invoices are for administrators: others see the banner without Add, and no page [A1, A38]', async ({
  installation,
  newFullOrganization,
  signIn,
}) => {
  const organization = await newFullOrganization('en');
  const supervisor = await organization.founder.api.select<{ id: string }>(
    'members',
    `organization_id=eq.${organization.id}&nickname=eq.Ben&select=id`,
  );
  const [ben] = supervisor;
  if (!ben) throw new Error('Ben is not there.');
  await organization.founder.api.rpc('update_member', {
    p_member: ben.id,
    p_changes: { rights: ['agent', 'supervisor', 'administrator'] },
  });
  const founder = await (await signIn(organization.founder)).newPage();
  await organization.founder.api.rpc('update_member', {
    p_member: organization.founder.memberId,
    p_changes: { rights: ['agent', 'supervisor'] },
  });
  await founder.goto(`${installation.appUrl}/${organization.slug}/people`);
  await expect(founder.getByText('Ask an administrator to add seats.')).toBeVisible();
  await expect(founder.getByRole('link', { name: en.banner.seats.add, exact: true })).toHaveCount(0);
  await expect(founder.getByRole('link', { name: 'Subscription' })).toHaveCount(0);
  await founder.goto(`${installation.appUrl}/${organization.slug}/subscription`);
  await expect(founder.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  await expect(founder.getByRole('heading', { name: en.title })).toHaveCount(0);
});

test('all sites taken leads to the plans, and what a smaller plan deletes is announced before it is gone', async ({
  installation,
  newFullOrganization,
  newSite,
  openInbox,
}) => {
  const organization = await newFullOrganization('en');
  const site = await newSite(organization);
  const { page } = await openInbox(organization.founder, organization);
  const visitor = await Visitor.arrive(installation, site);
  const conversation = await visitor.start('Do you still have it in blue?');
  const here = `organization_id = '${organization.id}'`;
  await withDatabase(
    installation,
    (sql) => sql`
      update public.conversations set status = 'closed', closed_at = now() - interval '80 days', waiting_since = null
      where id = ${conversation}`,
  );

  await page.goto(`${installation.appUrl}/${organization.slug}/sites/new`);
  await expect(page.getByText('The one site of your plan is taken.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add the site' })).toBeDisabled();
  await page.getByRole('link', { name: en.banner.sites.add }).click();
  // Eighty days old now, more than ninety when the month of grace is over.
  await expect(page.getByText('1 closed conversation will be deleted.')).toBeVisible();
  await expect(
    page.getByText(/closed conversations are kept as long as before, then for 90 days/),
  ).toBeVisible();

  const kept = () =>
    organization.founder.api.select('conversations', `organization_id=eq.${organization.id}&select=id`);
  await runCron(installation, 'billing');
  expect(await kept()).toEqual([{ id: conversation }]);
  await withDatabase(installation, (sql) =>
    sql.unsafe(`
      update public.billing_accounts set longer_retention_until = now() where ${here};
      update public.conversations set closed_at = now() - interval '91 days' where ${here};
      update private.retention_runs set day = day - 1 where ${here}`),
  );
  await runCron(installation, 'billing');
  expect(await kept()).toEqual([]);
});
