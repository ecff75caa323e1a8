import { AccountForms } from '@/tests/e2e/pages/account-forms';
import { ImportPage } from '@/tests/e2e/pages/import-page';
import { linkInMail } from '@/tests/support/mailbox';
import { expect, test } from './fixtures';

test('a file of people becomes users who sign in with the password they were given, or are invited where it is not ours to give; wrong cells are told by row and field [A7, I13]', async ({
  newOrganization,
  signIn,
  openBrowser,
}) => {
  const organization = await newOrganization();
  const page = await (await signIn(organization.founder)).newPage();
  const files = new ImportPage(page, organization);
  const { founder: elsewhere } = await newOrganization();
  const email = `lea.${organization.slug}@import.example`;
  await files.open();
  await files.choose('équipe.csv', [
    'Courriel;Prénom;Droits;Groupes;Chats simultanés',
    `${email};Léa;agent;Lyon;illimité`,
    'nobody;Max;pilot;;0',
    `${email};Encore;;;`,
    `${elsewhere.email};;;;`,
  ]);
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems.getByRole('row')).toHaveCount(5);
  await expect(problems.getByRole('row', { name: '3 Rights pilot' })).toBeVisible();
  await expect(problems.getByRole('row', { name: '3 Chats at once 0' })).toBeVisible();
  await expect(problems.getByRole('row', { name: `4 E-mail ${email}` })).toBeVisible();
  await expect(page.getByText('Made on the way: group Lyon')).toBeVisible();

  await page.getByRole('radio', { name: /generated password/ }).check();
  await files.start(2);
  await expect(page.getByText('2 users were added')).toBeVisible();
  const [, made = '', ...others] = await files.result();
  expect(others).toHaveLength(3);
  expect(others[2]).toMatch(new RegExp(`${elsewhere.email}.*Added and invited.$`));
  await linkInMail(organization.installation.inboxUrl, elsewhere.email);
  const password = made.split(',').at(-1) ?? '';
  expect(made).toContain(email);

  const newcomer = await (await openBrowser('newcomer')).newPage();
  await newcomer.goto(`${organization.installation.appUrl}/sign-in`);
  await newcomer.getByLabel('E-mail').fill(email);
  await newcomer.getByLabel('Password', { exact: true }).fill(password);
  await newcomer.getByRole('button', { name: 'Sign in' }).click();
  const forms = new AccountForms(newcomer, organization.installation.appUrl);
  await forms.choosePassword(password, 'a quiet lamp in spring');
  await expect(newcomer).toHaveURL(new RegExp(`/${organization.slug}/`));

  // The same file again adds nobody.
  await files.open();
  await files.choose('team.csv', ['email', email]);
  await page.getByRole('radio', { name: /^Later/ }).check();
  await files.start(1);
  await expect(page.getByText('Nobody was added')).toBeVisible();
  expect((await files.result())[1]).toContain('exists already');
});

test('a workbook is answered with what to do; 5,000 rows are read, checked and corrected on the spot [A7]', async ({
  newOrganization,
  signIn,
}) => {
  const organization = await newOrganization();
  const page = await (await signIn(organization.founder)).newPage();
  const files = new ImportPage(page, organization);
  await files.open();
  await files.chooseFile('tests/unit/people/files/libreoffice.xlsx');
  await expect(page.getByText('This is a workbook, not a CSV file.')).toContainText('“CSV UTF-8”');

  const rows = Array.from({ length: 5_000 }, (_, n) =>
    // Every tenth has no address.
    n % 10 === 0 ? `nobody ${n};Ida;agent` : `ida.${n}@import.example;Ida;agent`,
  );
  await files.choose('team.csv', ['Courriel;Prénom;Droits', ...rows]);
  await expect(page.getByText('4,500 users can be brought in')).toBeVisible();
  await expect(page.getByText('500 rows are left out')).toBeVisible();
  // What is shown stays a page's worth, whatever the file holds.
  await expect(page.getByRole('region', { name: 'Problems' }).getByRole('row')).toHaveCount(201);
  await expect(page.getByText('300 more problems in the result file.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 4,500 users' })).toBeEnabled();
});

test('passwords that nobody took are offered again after a reload, and made anew [A7]', async ({
  newOrganization,
  signIn,
}) => {
  const organization = await newOrganization();
  const page = await (await signIn(organization.founder)).newPage();
  const files = new ImportPage(page, organization);
  const email = `zoe.${organization.slug}@import.example`;
  await files.open();
  await files.choose('team.csv', ['email', email]);
  await page.getByRole('radio', { name: /generated password/ }).check();
  await files.start(1);
  await expect(page.getByText('1 user was added')).toBeVisible();

  await page.reload();
  await expect(
    page.getByRole('heading', { name: /The import of team\.csv.* is not finished/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  const [, made = ''] = await files.result();
  expect(made).toMatch(new RegExp(`${email}.*(\\w{4}-){3}\\w{4}$`));
  await expect(page.getByText('Download the result now')).toBeHidden();
  await page.reload();
  await expect(page.getByText('Drop a CSV file here')).toBeVisible();
  await expect(page.getByRole('heading', { name: /is not finished/ })).toBeHidden();
});

test('groups are made, filled by the plus and by dragging, undone, and told of in the audit log [I41, U2, U24]', async ({
  newOrganization,
  signIn,
}) => {
  const organization = await newOrganization();
  const agent = await organization.addAgent({ nickname: 'Théo' });
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${organization.installation.appUrl}/${organization.slug}/people/groups`);
  await page.getByRole('textbox', { name: 'New group' }).fill('Lyon');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Add ${agent.nickname} to Lyon` }).click();
  const members = page.getByRole('list', { name: 'Members of Lyon' });
  await expect(members.getByText(agent.nickname, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: `Remove ${agent.nickname} from Lyon` }).click();
  await expect(members).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(members.getByText(agent.nickname, { exact: true })).toBeVisible();

  await page.getByRole('textbox', { name: 'New skill' }).fill('After-sales');
  await page.keyboard.press('Enter');
  const skill = page.getByRole('button', { name: /^After-sales/ });
  await page.getByRole('list', { name: 'Users' }).getByText(agent.nickname, { exact: true }).dragTo(skill);
  await expect(skill).toContainText('1 user');

  await page.getByRole('link', { name: 'Audit log' }).click();
  const log = page.getByRole('list', { name: 'Audit log' });
  await expect(log.getByText(`gave ${agent.nickname} the skill After-sales`)).toBeVisible();
  await expect(log.getByText(`took ${agent.nickname} out of the group Lyon`)).toBeVisible();
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Skills');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(log.getByText('made the skill After-sales')).toBeVisible();
  await expect(log.getByText('Lyon')).toHaveCount(0);
  const file = await page.request.get(
    `${organization.installation.appUrl}/${organization.slug}/people/audit/export?kind=skill`,
  );
  expect(await file.text()).toContain('made the skill After-sales');
});
