import { expectAccessible } from '@/tests/support/accessibility';
import { expect, type Page, test } from './fixtures';

const dayMs = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
/** A day as people read it, whose calendar date is the same in the zones of these tests. */
const inWords = (day: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(new Date(day));
const dateInWords = (day: string, locale: string): RegExp =>
  new RegExp(
    (['weekday', 'day', 'month'] as const)
      .map((part) => `(?=.*${inWords(day, locale, { [part]: part === 'day' ? 'numeric' : 'long' })})`)
      .join(''),
  );

const state = (page: Page) => page.getByRole('status').filter({ hasText: /now/ });

async function addSlot(page: Page, slot: { starts: string; ends: string; label: string }): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Add a schedule' });
  await dialog.getByLabel('Start').fill(slot.starts);
  await dialog.getByLabel('End').fill(slot.ends);
  await dialog.getByLabel('Label').fill(slot.label);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

test('outside the weekly schedule the chat is offline although an agent is there, and says in the visitor’s zone and language when it opens [A28, A29, A31, A32]', async ({
  installation,
  newOrganization,
  newSite,
  openBrowser,
  openInbox,
  visit,
}) => {
  // Browsers in several zones, and screens looked at in light and dark.
  test.slow();
  const organization = await newOrganization();
  const site = await newSite(organization);
  const { page } = await openInbox(organization.founder, organization);
  const tokyo = await openBrowser('visitor in Tokyo', { timezoneId: 'Asia/Tokyo' });
  await tokyo.clock.install();
  const widget = await visit(site, { context: tokyo });
  await widget.open();
  await expect(widget.frame.getByText('Robin is here to answer.')).toBeVisible();

  const tomorrow = dayIn(1);
  const weekday = inWords(tomorrow, 'en', { weekday: 'long' });
  const consolePage = await page.context().newPage();
  await consolePage.goto(`${installation.appUrl}/${organization.slug}/opening-hours`);
  await expect(state(consolePage)).toContainText('Around the clock');
  await consolePage.getByRole('button', { name: 'Add a schedule' }).click();
  const dialog = consolePage.getByRole('dialog', { name: 'Add a schedule' });
  const days = dialog.getByRole('group', { name: /^Days/ });
  await days.getByRole('checkbox', { name: weekday }).check();
  if (weekday !== 'Monday') await days.getByRole('checkbox', { name: 'Monday' }).uncheck();
  await addSlot(consolePage, { starts: '09:00', ends: '12:00', label: 'Morning' });
  await consolePage.getByRole('button', { name: `Add a slot on ${weekday}` }).click();
  await addSlot(consolePage, { starts: '14:00', ends: '18:30', label: 'Afternoon' });
  const row = consolePage
    .getByRole('listitem')
    .filter({ has: consolePage.getByRole('heading', { name: weekday, exact: true }) });
  await expect(row.getByRole('button', { name: /^Change / })).toHaveText([
    /9:00.*12:00.*Morning/,
    /2:00.*6:30.*Afternoon/,
  ]);
  await consolePage.getByRole('radio', { name: /^By a weekly schedule/ }).check();
  await expect(state(consolePage)).toHaveText(new RegExp(`Closed now.*Opens ${weekday} 9:00`));
  await expectAccessible(consolePage, 'opening hours');

  // The visitor who still looks at the chat learns it within a minute.
  await tokyo.clock.fastForward('01:05');
  const closed = widget.frame.getByText(/^We are closed\./);
  await expect(closed).toHaveText(/We open .*18:00\. Leave a message/);
  await expect(closed).toHaveText(dateInWords(tomorrow, 'en'));
  const phoenix = await openBrowser('visitor in Phoenix', { timezoneId: 'America/Phoenix', locale: 'fr-FR' });
  const french = await visit(site, { context: phoenix });
  await french.page.getByRole('button', { name: /^Ouvrir la discussion/ }).click();
  const ferme = french.page.frameLocator('iframe[title="Discussion"]').getByText(/^Nous sommes fermés\./);
  await expect(ferme).toHaveText(/Nous ouvrons .* à 0?2:00\. Laissez-nous un message/);
  await expect(ferme).toHaveText(dateInWords(tomorrow, 'fr'));

  // Nobody is told of a chat; the agent is online all the while.
  expect(await organization.isAvailable(organization.founder)).toBe(true);
  await consolePage.getByRole('radio', { name: /^Always open/ }).check();
  await expect(state(consolePage)).toHaveText(/Open now.*Around the clock/);
  await tokyo.clock.fastForward('01:05');
  await expect(widget.frame.getByText('Robin is here to answer.')).toBeVisible();
});

/** Turns the weeks ahead to the next day of this month and day. */
async function turnTo(page: Page, monthAndDay: string): Promise<void> {
  const today = dayIn(0);
  const year = Number(today.slice(0, 4)) + (today.slice(5) > monthAndDay ? 1 : 0);
  const monday = Date.parse(today) - ((new Date(today).getUTCDay() + 6) % 7) * dayMs;
  const pages = Math.floor((Date.parse(`${year}-${monthAndDay}`) - monday) / (28 * dayMs));
  for (let n = 0; n < pages; n += 1) await page.getByRole('button', { name: 'Semaines suivantes' }).click();
}

test('a specific day closes the chat while the site with hours of its own stays open, the test page says why, and public holidays are added as such days [A28, A33, A34, A35, A36, A37]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  // Browsers in several zones, and screens looked at in light and dark.
  test.slow();
  const organization = await newOrganization();
  const shop = await newSite(organization, { name: 'Shop' });
  const hotline = await newSite(organization, { name: 'Hotline' });
  const inbox = await openInbox(organization.founder, organization);
  const page = await inbox.page.context().newPage();
  const home = `${installation.appUrl}/${organization.slug}`;

  await page.goto(`${home}/sites/${hotline.id}/hours`);
  await expect(page.getByRole('radio', { name: /^The company’s hours/ })).toBeChecked();
  await page.getByRole('radio', { name: /^Its own hours/ }).click();
  await expect(page.getByText('This site has its own hours now.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Its own hours/ })).toBeChecked();
  await expectAccessible(page, 'opening hours of a site');

  await page.goto(`${home}/opening-hours`);
  await page.getByRole('textbox', { name: 'Name, for example Public holidays' }).fill('Holidays');
  await page.getByRole('button', { name: 'Add a day' }).click();
  await page.getByRole('button', { name: 'Rename Holidays' }).click();
  await page.getByRole('textbox', { name: 'Name of the type' }).fill('Annual closed season');
  await page.keyboard.press('Enter');
  const types = page.getByRole('list', { name: 'Types of specific days' });
  await expect(types.getByRole('heading', { name: 'Annual closed season' })).toBeVisible();
  await types.getByRole('button', { name: 'Add an exception' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an exception' });
  await dialog.getByLabel('Name').fill('Inventory');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Date', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Date', { exact: true }).fill(dayIn(0));
  await dialog.getByLabel('Last day').fill(dayIn(2));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(types.getByRole('button', { name: 'Change Inventory' })).toBeVisible();
  await expect(state(page)).toHaveText(/Closed now.*Opens/);
  await expectAccessible(page, 'opening hours with specific days');

  const closed = await visit(shop);
  await closed.open();
  const opening = closed.frame.getByText(/^We are closed\. We open/);
  await expect(opening).toBeVisible();
  await expect(opening).toHaveText(dateInWords(dayIn(3), 'en'));
  const open = await visit(hotline);
  await open.open();
  await expect(open.frame.getByText('Robin is here to answer.')).toBeVisible();

  await page.goto(`${home}/sites/${shop.id}/test`);
  await expect(page.getByText('Closed by the opening hours: visitors are told that it opens')).toBeVisible();
  await page.getByRole('link', { name: 'Open the opening hours' }).click();
  await expect(page.getByRole('radio', { name: /^The company’s hours/ })).toBeChecked();
  await expect(state(page)).toContainText('Closed now');
  await page.goto(`${home}/sites/${hotline.id}/test`);
  await expect(page.getByText('It is open by the opening hours')).toBeVisible();

  // The day is taken off again: the shop is open, in every place that says so.
  await page.goto(`${home}/opening-hours`);
  await page.getByRole('button', { name: 'Remove Inventory' }).click();
  await expect(state(page)).toHaveText(/Open now/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(state(page)).toHaveText(/Closed now/);

  // Holidays that nobody types: those of Alsace, by an administrator who reads French.
  await organization.setPreferences(organization.founder, { locale: 'fr' });
  await page.goto(`${home}/opening-hours`);
  const add = page.getByRole('button', { name: 'Ajouter les jours fériés' });
  await add.click();
  const holidays = page.getByRole('dialog', { name: 'Ajouter les jours fériés' });
  await holidays.getByLabel('Pays').selectOption('France');
  await holidays.getByLabel('Région').selectOption('Département Haut-Rhin');
  await expect(holidays.getByRole('checkbox', { name: /^Vendredi saint/ }).first()).toBeChecked();
  await holidays.getByRole('checkbox', { name: /^Assomption/ }).uncheck();
  await expectAccessible(page, 'public holidays');
  await holidays.getByRole('button', { name: /^Ajouter \d+ jours$/ }).click();
  await expect(holidays).toBeHidden();
  const added = page.getByRole('list', { name: /^Liste des jours.*Jours fériés$/ });
  await expect(added.getByRole('button', { name: 'Modifier Lundi de Pâques' }).first()).toBeVisible();
  await expect(added.getByRole('button', { name: 'Modifier Assomption' })).toHaveCount(0);
  for (const [monthAndDay, name] of [
    ['07-14', 'Fête Nationale de la France'],
    ['12-25', 'Noël'],
  ] as const) {
    await page.reload();
    await turnTo(page, monthAndDay);
    const date = inWords(`2000-${monthAndDay}`, 'fr', { day: 'numeric', month: 'long' });
    await expect(page.getByRole('listitem').filter({ hasText: date })).toHaveText(
      new RegExp(`${name}.*Fermé`),
    );
  }
  await add.click();
  await expect(holidays.getByRole('checkbox', { name: /^Noël/ })).toBeDisabled();
});
