import { expect, test } from './fixtures';

test('a visitor whose browser speaks French meets a French chat [I46]', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  await openInbox(organization.founder, organization);
  const { page } = await visit(site, { browser: { locale: 'fr-CA' } });
  await page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
  const frame = page.frameLocator('iframe[title="Discussion"]');
  await expect(
    frame.getByRole('heading', { name: 'Bonjour ! Que pouvons-nous faire pour vous ?' }),
  ).toBeVisible();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'fr');
  await frame.getByRole('textbox', { name: 'Écrivez un message…' }).fill('Bonjour');
  await frame.getByRole('button', { name: 'Envoyer' }).click();
  await expect(frame.getByRole('log', { name: 'Messages' }).getByText('Bonjour')).toBeVisible();
});

test('a member’s console speaks their language and shows their time zone, not the browser’s [I44, I47, U20]', async ({
  newOrganization,
  newSite,
  openBrowser,
  openInbox,
  signIn,
  installation,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const { founder } = organization;
  // Nobody's clock in this test: neither the browsers' (Paris) nor the server's.
  await organization.setPreferences(founder, { locale: 'fr', time_zone: 'Asia/Kathmandu' });
  const english = await organization.addAgent({ nickname: 'Mira' });
  const inbox = await openInbox(english, organization);
  const widget = await visit(site, { context: await openBrowser('visitor') });
  await widget.open();
  await widget.write('Quelle heure est-il ?');
  await inbox.openConversation('My chats', 'Quelle heure est-il ?');

  const page = await (await signIn(founder)).newPage();
  await page.goto(inbox.page.url().replace('list=mine', 'list=all'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('heading', { name: 'Réception' })).toBeVisible();
  const group = page.getByRole('log').getByRole('group').filter({ hasText: 'Quelle heure est-il ?' });
  const sentAt = await group.getByRole('time').getAttribute('datetime');
  const clock = (timeZone: string) =>
    new Intl.DateTimeFormat('fr', { hour: '2-digit', minute: '2-digit', timeZone }).format(
      new Date(sentAt ?? ''),
    );
  await expect(group.getByRole('time')).toHaveText(clock('Asia/Kathmandu'));
  expect(clock('Asia/Kathmandu')).not.toBe(clock('Europe/Paris'));
  await page.goto(`${installation.appUrl}/${organization.slug}/people`);
  await expect(page.getByRole('heading', { name: 'Utilisateurs' })).toBeVisible();
});

test('the language switch of the console changes it at once and stays after a reload [U20]', async ({
  newOrganization,
  openInbox,
}) => {
  const organization = await newOrganization();
  const inbox = await openInbox(organization.founder, organization);
  await inbox.page.getByRole('button', { name: organization.founder.nickname }).click();
  await inbox.page.getByRole('menuitemradio', { name: 'Français' }).click();
  await expect(inbox.page.getByRole('heading', { name: 'Réception' })).toBeVisible();
  await inbox.page.reload();
  await expect(inbox.page.getByRole('heading', { name: 'Réception' })).toBeVisible();
  await expect(inbox.page.locator('html')).toHaveAttribute('lang', 'fr');
});

test('people who are not signed in read the language of their browser, and may choose the other', async ({
  installation,
  openBrowser,
}) => {
  const page = await (await openBrowser('stranger', { locale: 'fr-FR' })).newPage();
  await page.goto(`${installation.appUrl}/sign-in`);
  await expect(page.getByRole('heading', { name: 'Connexion' })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
