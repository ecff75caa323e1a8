import { randomUUID } from 'node:crypto';
import { expectAccessible } from '@/tests/support/accessibility';
import type { Organization } from '@/tests/support/organizations';
import { Visitor } from '@/tests/support/visitors';
import { expect, type Page, test } from './fixtures';

const rules = (page: Page) => page.getByRole('list', { name: 'Targeting rules' }).getByRole('listitem');
const ruleNames = (page: Page) =>
  rules(page).evaluateAll((rows) => rows.map((row) => row.querySelector('.font-medium')?.textContent));
const outcome = (page: Page) => page.getByRole('status').filter({ hasText: /gets it|no chat|waits/ });
const agent = (page: Page, nickname: string) =>
  page.getByRole('list', { name: 'Agents' }).getByRole('listitem').filter({ hasText: nickname });

async function assigneeOf({ founder }: Organization, conversationId: string): Promise<string | null> {
  const query = `id=eq.${conversationId}&select=assignee_id`;
  const [row] = await founder.api.select<{ assignee_id: string | null }>('conversations', query);
  return row?.assignee_id ?? null;
}

test('a rule sends visitors of a page to who has the skill, as What would happen said; while they are away, to another [I37, I38, I39, P7]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const { founder } = organization;
  const nora = await organization.addAgent({ nickname: 'Nora' });
  const skill = randomUUID();
  await founder.api.rpc('save_skill', { p_organization: organization.id, p_id: skill, p_name: 'Returns' });
  await founder.api.rpc('update_member', { p_member: nora.memberId, p_changes: { skills: [skill] } });
  const inbox = await openInbox(nora, organization);
  const page = await (await signIn(founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/targeting`);
  await expect(page.getByText('No rule yet')).toBeVisible();
  await expectAccessible(page, 'targeting, empty');

  await page.getByRole('button', { name: /^Questions about returns/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByRole('combobox', { name: 'Skill' }).selectOption('Returns');
  await expect(dialog.getByText('When the page contains /returns → skill Returns')).toBeVisible();
  await expectAccessible(page, 'a rule');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(rules(page)).toContainText(['When the page contains /returns → skill Returns']);
  await expectAccessible(page, 'targeting');

  await page.getByRole('link', { name: 'See what would happen' }).click();
  const address = page.getByRole('textbox', { name: 'Page they are on' });
  await address.fill('two words');
  await expect(page.getByText('Enter a whole web address')).toBeVisible();
  await address.fill('shop.example/returns/7');
  await expect(outcome(page)).toContainText('Nora gets it at once');
  await expect(page.getByRole('link', { name: 'Questions about returns' })).toBeVisible();
  await expect(agent(page, 'Nora')).toContainText('Gets it');
  await expect(agent(page, 'Robin')).toContainText('Does not have the skill');
  await page.getByRole('searchbox', { name: 'Search for an agent' }).fill('nobody of this name');
  await expect(page.getByText('No agent is called that.')).toBeVisible();
  await expectAccessible(page, 'what would happen');

  // What was filled in stands in the address, for a colleague to open.
  await page.reload();
  await expect(address).toHaveValue('shop.example/returns/7');
  await expect(outcome(page)).toContainText('Nora gets it at once');

  const facts = { page_url: 'https://shop.example/returns/7', language: 'en' };
  const first = await (await Visitor.arrive(installation, site)).start('Where do I send it?', facts);
  await inbox.showList('My chats');
  await expect(inbox.row('My chats', 'Where do I send it?')).toBeVisible();
  expect(await assigneeOf(organization, first)).toBe(nora.memberId);

  await nora.api.rpc('set_availability', { p_organization: organization.id, p_status: 'away' });
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(outcome(page)).toContainText('Robin gets it at once');
  await expect(outcome(page)).toContainText('Nobody who has all that was asked for is there');
  const second = await (await Visitor.arrive(installation, site)).start('And where do I?', facts);
  expect(await assigneeOf(organization, second)).toBe(founder.memberId);
});

test('rules are put in order, switched off, edited, deleted and brought back; the first that fits decides [I38]', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const page = await (await signIn(organization.founder)).newPage();
  const home = `${installation.appUrl}/${organization.slug}/sites/${site.id}`;
  await page.goto(`${home}/targeting`);
  await page.getByRole('button', { name: /^No chat for applicants/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(rules(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Add a rule' }).click();
  const dialog = page.getByRole('dialog');
  const save = dialog.getByRole('button', { name: 'Save' });
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  await dialog.getByRole('combobox', { name: 'What condition 1 looks at' }).selectOption('Visits so far');
  await dialog.getByRole('textbox', { name: 'Value of condition 1' }).fill('many');
  await save.click();
  await expect(dialog.getByText('Fill in this field.')).toBeVisible();
  await expect(dialog.getByText('Enter a whole number from 0 to 10000.')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Regulars');
  await dialog.getByRole('textbox', { name: 'Value of condition 1' }).fill('3');
  await dialog.getByRole('checkbox', { name: /^Urgent/ }).check();
  await save.click();
  await expect(dialog).toBeHidden();
  await expect(rules(page).last()).toContainText('When they have come at least 3 times → urgent');
  await expect.poll(() => ruleNames(page)).toEqual(['No chat for applicants', 'Regulars']);

  const stored = async () => {
    const query = `site_id=eq.${site.id}&order=position&select=name`;
    const rows = await organization.founder.api.select<{ name: string }>('targeting_rules', query);
    return rows.map(({ name }) => name);
  };
  await page.getByRole('button', { name: /^Move Regulars:/ }).press('ArrowUp');
  await expect.poll(() => ruleNames(page)).toEqual(['Regulars', 'No chat for applicants']);
  await page.getByRole('button', { name: 'Move Regulars down' }).click();
  await expect.poll(() => ruleNames(page)).toEqual(['No chat for applicants', 'Regulars']);
  // What was done by arrow is stored before the next is done, or it would pass for it.
  await expect.poll(stored).toEqual(['No chat for applicants', 'Regulars']);
  await page
    .getByRole('button', { name: /^Move Regulars:/ })
    .dragTo(rules(page).first(), { targetPosition: { x: 60, y: 3 } });
  await expect.poll(stored).toEqual(['Regulars', 'No chat for applicants']);

  const visit = `${home}/preview?page=https%3A%2F%2Fshop.example%2Fcareers`;
  const regular = `${visit}&visits=3`;
  await page.goto(regular);
  await expect(page.getByRole('link', { name: 'Regulars' })).toBeVisible();
  await page.goto(visit);
  await expect(outcome(page)).toContainText('There is no chat on this page');

  await page.goto(`${home}/targeting`);
  const isOn = page.getByRole('switch', { name: 'Regulars is on' });
  await isOn.uncheck();
  await expect(rules(page).first()).toContainText('Off');
  await page.getByRole('button', { name: 'Delete Regulars' }).click();
  await expect.poll(() => ruleNames(page)).toEqual(['No chat for applicants']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => ruleNames(page)).toEqual(['Regulars', 'No chat for applicants']);
  await expect.poll(stored).toEqual(['Regulars', 'No chat for applicants']);
  await expect(isOn).not.toBeChecked();
  await page.goto(regular);
  await expect(outcome(page)).toContainText('There is no chat on this page');
});

test('how a site gives out conversations is saved part by part, and what cannot be is named', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/routing`);
  const part = (name: string) => page.getByRole('region', { name });
  const saveOf = (name: string) => part(name).getByRole('button', { name: 'Save' });
  const stored = async () => {
    const columns =
      'assignment,distribution,prefers_last_agent,fallback_after,accept_within,misses_until_away,queue_max,wait_max';
    const [row] = await organization.founder.api.select('sites', `id=eq.${site.id}&select=${columns}`);
    return row;
  };
  await expectAccessible(page, 'routing');
  await expect(saveOf('Queue')).toBeDisabled();
  const length = page.getByRole('textbox', { name: 'Longest queue' });
  await length.fill('lots');
  await page.getByRole('textbox', { name: 'Longest wait' }).fill('300');
  await expect(part('Queue').getByText('Enter a whole number from 0 to 10000, or nothing.')).toBeVisible();
  await expect(saveOf('Queue')).toBeDisabled();
  await length.fill('5');
  await saveOf('Queue').click();
  await expect(part('Queue').getByText('Saved')).toBeVisible();
  await expect(saveOf('Queue')).toBeDisabled();

  await page.getByRole('textbox', { name: 'Time to open a chat' }).fill('20');
  await page.getByRole('textbox', { name: 'Away after missing' }).fill('3');
  await saveOf('Chats nobody opens').click();
  await expect(part('Chats nobody opens').getByText('Saved')).toBeVisible();

  await page.getByRole('checkbox', { name: /^Returning visitors meet the same agent/ }).uncheck();
  await page.getByRole('textbox', { name: /^Wait for the skill/ }).fill('0');
  await saveOf('The right agent').click();
  await expect(part('The right agent').getByText('Saved')).toBeVisible();

  await page.getByRole('radio', { name: /^Each in turn/ }).check();
  await saveOf('New conversations').click();
  await expect(part('New conversations').getByText('Saved')).toBeVisible();
  const automatic = {
    assignment: 'automatic',
    distribution: 'round_robin',
    prefers_last_agent: false,
    fallback_after: 0,
    accept_within: 20,
    misses_until_away: 3,
    queue_max: 5,
    wait_max: 300,
  };
  expect(await stored()).toEqual(automatic);

  // An empty field is no limit; what only automatic distribution asks goes, and is kept.
  await length.fill('');
  await saveOf('Queue').click();
  await expect(saveOf('Queue')).toBeDisabled();
  await page.getByRole('radio', { name: /^To everyone/ }).check();
  await saveOf('New conversations').click();
  await expect(part('Chats nobody opens')).toBeHidden();
  await expect(page.getByRole('radio', { name: /^Each in turn/ })).toBeHidden();
  expect(await stored()).toEqual({ ...automatic, assignment: 'manual', queue_max: null });
  await page.reload();
  await expect(page.getByRole('radio', { name: /^To everyone/ })).toBeChecked();
  await expect(length).toHaveValue('');
});
