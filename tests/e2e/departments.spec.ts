import type { Page } from '@playwright/test';
import { centreOf, dragByFinger } from '@/tests/e2e/pages/finger';
import { expectAccessible } from '@/tests/support/accessibility';
import type { Organization, Site } from '@/tests/support/organizations';
import { expect, test } from './fixtures';

const departments = (page: Page) => page.getByRole('list', { name: 'Departments', exact: true });
const names = (page: Page) =>
  departments(page)
    .getByRole('button', { name: /^Rename / })
    .evaluateAll((buttons) =>
      buttons.map((button) => (button.getAttribute('aria-label') ?? '').replace('Rename ', '')),
    );
const stored = async (organization: Organization): Promise<string[]> => {
  const query = `organization_id=eq.${organization.id}&order=position&select=name`;
  const rows = await organization.founder.api.select<{ name: string }>('departments', query);
  return rows.map(({ name }) => name);
};

async function create(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New department' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(departments(page).getByRole('button', { name: `Rename ${name}` })).toBeVisible();
}

test('without a department the chat is offline, and the warning goes once what it says is done [P3, P11, P12, P13, P17, P18, P19, P20, P21]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  await newSite(organization);
  const page = await (await signIn(organization.founder)).newPage();
  const home = `${installation.appUrl}/${organization.slug}`;
  await page.goto(`${home}/people/departments`);
  await expect.poll(() => names(page)).toEqual(['Customer Service']);
  await page.getByRole('button', { name: 'Delete Customer Service' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete the department Customer Service?' });
  await expect(question).toContainText('Its 4 users stay.');
  await expect(question).toContainText('without a department the chat is offline on every site');
  await question.getByRole('button', { name: 'Delete' }).click();
  const none = 'The chat is offline: there is no department';
  await expect(page.getByText(none)).toBeVisible();
  await expect(page.getByText('No department yet')).toBeVisible();

  // The sites and the first steps say so too, and lead here.
  await page.goto(`${home}/start`);
  await expect(page.getByText(none)).toBeVisible();
  await page.goto(`${home}/sites`);
  await expect(page.getByText(none)).toBeVisible();
  await page.getByRole('link', { name: 'Open departments' }).click();
  await create(page, 'Orders');
  const unstaffed = page.getByText('The chat is offline: no department has an agent');
  await expect(unstaffed).toBeVisible();
  await page.getByRole('textbox', { name: 'New department' }).fill('orders');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is one of this name already.')).toBeVisible();
  await expectAccessible(page, 'departments');
  await page.getByRole('button', { name: `Add ${organization.founder.nickname} to Orders` }).click();
  await expect(unstaffed).toBeHidden();
  await page.goto(`${home}/sites`);
  await expect(page.getByRole('heading', { name: 'Sites' })).toBeVisible();
  await expect(page.getByText('The chat is offline')).toHaveCount(0);
});

test('departments are renamed, put in order by arrows, keys and dragging, staffed by dragging, and hidden on a site [P5, P12, P15, P16]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization, { name: 'Lamps' });
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/people/departments`);
  await create(page, 'Sales');
  await create(page, 'Returns');
  await page.getByRole('button', { name: 'Rename Returns' }).click();
  await page.getByRole('textbox', { name: 'Name of the department' }).fill('Repairs');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['Customer Service', 'Sales', 'Repairs']);
  await page.getByRole('button', { name: 'Move Repairs up' }).click();
  await expect.poll(() => names(page)).toEqual(['Customer Service', 'Repairs', 'Sales']);
  const handle = page.getByRole('button', { name: /^Move Customer Service:/ });
  await handle.press('ArrowDown');
  await expect.poll(() => names(page)).toEqual(['Repairs', 'Customer Service', 'Sales']);
  await expect(handle).toBeFocused();
  const repairs = departments(page).getByRole('button', { name: /^Repairs/ });
  await page
    .getByRole('button', { name: /^Move Sales:/ })
    .dragTo(repairs, { targetPosition: { x: 40, y: 2 } });
  const final = ['Sales', 'Repairs', 'Customer Service'];
  await expect.poll(() => names(page)).toEqual(final);
  await expect.poll(() => stored(organization)).toEqual(final);

  await page
    .getByRole('list', { name: 'Users' })
    .getByText(organization.founder.nickname, { exact: true })
    .dragTo(repairs);
  await expect(repairs).toContainText('1 user');
  // It is open since it was made, because people are what it needed next.
  await expect(repairs).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('checkbox', { name: 'Lamps' }).uncheck();
  await expect(repairs).toContainText('Hidden on 1 site');
  await expect
    .poll(() => organization.founder.api.select('hidden_departments', `site_id=eq.${site.id}&select=site_id`))
    .toEqual([{ site_id: site.id }]);
});

const listed = (page: Page, name: string) =>
  page
    .getByRole('list', { name })
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('.font-medium')?.firstChild?.textContent));

const served = async (organization: Organization, site: Site) => {
  const query = `site_id=eq.${site.id}&order=priority,position&select=member_id,priority`;
  return organization.founder.api.select<{ member_id: string; priority: string }>('site_agents', query);
};

test('the agents of a site are dragged into high and low or moved by keyboard, put in order, and saved as a whole [A14, A23, A24, A25, A26]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const nora = await organization.addAgent({ nickname: 'Nora' });
  const milo = await organization.addAgent({ nickname: 'Milo' });
  const { founder } = organization;
  await founder.api.rpc('update_member', {
    p_member: milo.memberId,
    p_changes: { departments: [] },
  });
  const page = await (await signIn(founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/agents`);
  const all = page.getByRole('switch', { name: /^All agents answer/ });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  const candidates = page.getByRole('list', { name: 'Agents', exact: true });
  const row = (name: string) => page.locator('[data-row]').filter({ hasText: name });
  await expect(candidates.locator('[data-row]')).toHaveCount(4);
  await expect(row('Milo')).toContainText('In no department');
  await expect(save).toBeDisabled();
  await all.uncheck();
  await expect(page.getByText('Nobody answers for this site: the chat is offline.')).toBeVisible();
  await expect(save).toBeEnabled();

  const high = page.getByRole('list', { name: 'High priority' });
  await drag(page, row('Nora'), high);
  await expect.poll(() => listed(page, 'High priority')).toEqual(['Nora']);
  await expect(page.getByText('Nobody answers for this site')).toBeHidden();
  await choose(page, 'Milo', 'High priority');
  await choose(page, founder.nickname, 'Low priority');
  await expect.poll(() => listed(page, 'High priority')).toEqual(['Nora', 'Milo']);
  const handle = page.getByRole('button', { name: /^Move Milo:/ });
  await handle.press('ArrowUp');
  await expect.poll(() => listed(page, 'High priority')).toEqual(['Milo', 'Nora']);
  await expect(handle).toBeFocused();
  await expect(page.getByText('Milo is now at place 1 of high priority.')).toBeAttached();
  await expectAccessible(page, 'agents of a site');
  await save.click();
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(save).toBeDisabled();
  expect(await served(organization, site)).toEqual([
    { member_id: milo.memberId, priority: 'high' },
    { member_id: nora.memberId, priority: 'high' },
    { member_id: founder.memberId, priority: 'low' },
  ]);

  // Meanwhile somebody else takes the right from one of them.
  await founder.api.rpc('update_member', { p_member: nora.memberId, p_changes: { rights: ['expert'] } });
  await choose(page, founder.nickname, 'High priority');
  await save.click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toContainText(
    'Nora no longer holds the agent right.',
  );
  await choose(page, 'Nora', 'Not chosen');
  await save.click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect.poll(() => listed(page, 'High priority')).toEqual(['Milo', founder.nickname]);
  await page.getByRole('searchbox', { name: 'Search for an agent' }).fill('Nora');
  await expect(page.getByText('No other agent is called that')).toBeVisible();
});

test('on a phone the agents of a site are chosen from a menu, and a finger drags a handle where there is room [A24]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  await organization.addAgent({ nickname: 'Nora' });
  const page = await (await signIn(organization.founder)).newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/agents`);
  await choose(page, 'Nora', 'High priority');
  await expect.poll(() => listed(page, 'High priority')).toEqual(['Nora']);
  const isTooWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(await isTooWide()).toBe(false);

  await page.setViewportSize({ width: 1280, height: 800 });
  const handle = page.locator('[data-row]').filter({ hasText: 'Nora' }).locator('[data-move]');
  const low = page.getByRole('list', { name: 'Low priority' });
  await dragByFinger(page, await centreOf(handle), await centreOf(low));
  await expect.poll(() => listed(page, 'Low priority')).toEqual(['Nora']);
});

type Place = ReturnType<Page['locator']>;

async function drag(page: Page, row: Place, list: Place): Promise<void> {
  const from = await centreOf(row);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const to = await centreOf(list);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

async function choose(page: Page, nickname: string, choice: string): Promise<void> {
  const opener = page.getByRole('button', { name: new RegExp(`^Priority of ${nickname}`) });
  await opener.press('Enter');
  await page.getByRole('menuitemradio', { name: choice }).press('Enter');
}
