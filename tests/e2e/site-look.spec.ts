import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expectAccessible } from '@/tests/support/accessibility';
import { expect, test } from './fixtures';

const BLUE = '#1d4ed8';
const AS_DRAWN = 'rgb(29, 78, 216)';

test('a site’s colour, place and words are what its visitors see, each in their language [A22, I18, I52]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/look`);
  const look = page.getByRole('region', { name: 'Look of the chat' });
  const save = look.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();
  const colour = page.getByRole('textbox', { name: 'Colour', exact: true });
  await colour.fill('blue');
  await expect(page.getByText('Enter a colour such as #1d4ed8.')).toBeVisible();
  await expect(save).toBeDisabled();
  await colour.fill('#ffe600');
  await expect(page.getByText(/^On light pages #[0-9a-f]{6} is used/)).toBeVisible();
  await colour.fill(BLUE);
  await page.getByRole('radio', { name: 'At the bottom left' }).check();
  const english = look.getByRole('group', { name: 'English' });
  const french = look.getByRole('group', { name: 'Français' });
  await english.getByRole('textbox', { name: 'Title' }).fill('Lamp desk');
  await english.getByRole('textbox', { name: 'Greeting', exact: true }).fill('Which lamp is it?');
  await english.getByRole('textbox', { name: 'Text on the launcher' }).fill('Ask about lamps');
  await french.getByRole('textbox', { name: 'Greeting', exact: true }).fill('Écrivez-nous ici');
  await french.getByRole('textbox', { name: 'Greeting while nobody is there' }).fill('Écrivez-nous ici');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('Which lamp is it?')).toBeVisible();
  await expectAccessible(page, 'look');
  await save.click();
  await expect(look.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();

  const automatic = page.getByRole('region', { name: 'Automatic messages' });
  const saveMessages = automatic.getByRole('button', { name: 'Save' });
  const start = automatic
    .getByRole('group', { name: 'English' })
    .getByRole('textbox', { name: 'When an agent joins' });
  await expect(saveMessages).toBeDisabled();
  await start.fill('I am {OP_psuedo}');
  await start.blur();
  await expect(automatic.getByRole('alert')).toContainText('no tag that is known');
  await expect(saveMessages).toBeDisabled();
  await start.fill('Hello, I am ');
  await automatic
    .getByRole('button', { name: 'Insert {OP_pseudo} into “When an agent joins”' })
    .first()
    .click();
  await expect(start).toHaveValue('Hello, I am {OP_pseudo}');
  await expect(automatic.getByText('Hello, I am Robin', { exact: true })).toBeVisible();
  await saveMessages.click();
  await expect(automatic.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await page.reload();
  await expect(start).toHaveValue('Hello, I am {OP_pseudo}');

  const widget = await visit(site);
  const launcher = widget.page.getByRole('button', { name: 'Ask about lamps' });
  await expect(launcher).toBeVisible();
  await expect(launcher).toHaveCSS('background-color', AS_DRAWN);
  const box = await launcher.boundingBox();
  expect(box?.x).toBeLessThan(40);
  expect(box?.width).toBeGreaterThan(100);
  await launcher.click();
  await expect(widget.frame.getByRole('heading', { name: 'Lamp desk' })).toBeVisible();
  await expect(widget.frame.getByRole('heading', { name: 'Which lamp is it?' })).toBeVisible();
  await widget.composer.fill('This one');
  await expect(widget.frame.getByRole('button', { name: 'Send' })).toHaveCSS('background-color', AS_DRAWN);

  const elsewhere = await visit(site, { browser: { locale: 'fr-FR' } });
  await elsewhere.page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
  const discussion = elsewhere.page.frameLocator('iframe[title="Discussion"]');
  await expect(discussion.getByRole('heading', { name: 'Écrivez-nous ici' })).toBeVisible();
});

test('a logo is refused with a reason or shown at once, saved with the look, and stands in the chat until an agent does [A22]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  signIn,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/look`);
  const look = page.getByRole('region', { name: 'Look of the chat' });
  const save = look.getByRole('button', { name: 'Save' });
  const saved = look.getByRole('status').filter({ hasText: 'Saved' });
  const logo = page.getByRole('img', { name: 'The site’s logo' });
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel('Choose a logo').setInputFiles({ name, mimeType, buffer });

  await choose('logo.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await expect(page.getByText('This is no picture Foyer can read.')).toBeVisible();
  await choose('logo.png', 'image/png', Buffer.alloc(5 * 1024 * 1024 + 1));
  await expect(page.getByText('The file is too large.')).toBeVisible();
  await choose('logo.png', 'image/png', Buffer.from('renamed'));
  await expect(page.getByText('This is no picture Foyer can read.')).toBeVisible();
  await expect(save).toBeDisabled();

  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  const drawing = sharp({ create: { width: 900, height: 300, channels: 4, background } });
  const ink = { create: { width: 400, height: 100, channels: 4 as const, background: '#1d4ed8' } };
  await choose(
    'logo.png',
    'image/png',
    await drawing
      .composite([{ input: ink }])
      .png()
      .toBuffer(),
  );
  await expect(logo).toBeVisible();
  await expect(page.getByRole('region', { name: 'Preview' }).locator('img')).toBeVisible();
  await expectAccessible(page, 'look with a logo');
  await save.click();
  await expect(saved).toBeVisible();
  await page.reload();
  await expect(logo).toBeVisible();

  const widget = await visit(site, { browser: { colorScheme: 'dark' } });
  await widget.open();
  const mark = widget.frame.locator('header img');
  await expect(mark).toBeVisible();
  const address = (await mark.getAttribute('src')) ?? '';
  expect(address).toMatch(/\/logos\/[0-9a-f-]{36}\.webp$/);
  for (const id of [organization.id, site.id]) expect(address).not.toContain(id);
  const stored = Buffer.from(await (await fetch(address)).arrayBuffer());
  expect(await sharp(stored).metadata()).toMatchObject({ format: 'webp', hasAlpha: false, height: 108 });
  await expectAccessible(widget.page, 'chat with a logo');
  await widget.write('Is that you?');
  await inbox.openConversation('My chats', 'Is that you?');
  await inbox.write('It is');
  await expect(widget.message('It is')).toBeVisible();
  await expect(widget.frame.getByRole('heading', { name: organization.founder.nickname })).toBeVisible();
  await expect(mark).toHaveCount(0);

  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(logo).toHaveCount(0);
  await save.click();
  await expect(saved).toBeVisible();
  expect((await fetch(address)).ok).toBe(false);
});

test('the installation page offers each kind of website its lines, and WordPress a plugin made for the site [A19, A20]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/installation`);
  await expect(page.getByText('right before </body> at the bottom')).toBeVisible();
  await page.getByRole('tab', { name: 'HTML' }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'WordPress' })).toBeFocused();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the plugin' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('foyer-chat.zip');
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
  await page.getByRole('tab', { name: 'Tag manager' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(`loader.js?site=${site.key}`);
  await expectAccessible(page, 'installation');
});
