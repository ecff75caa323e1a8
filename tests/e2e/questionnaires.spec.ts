import { randomUUID } from 'node:crypto';
import { expectAccessible } from '@/tests/support/accessibility';
import type { Organization, Person } from '@/tests/support/organizations';
import { Visitor } from '@/tests/support/visitors';
import { expect, type Page, test } from './fixtures';
import { QuestionnairePage } from './pages/questionnaire-page';

async function addDepartment(organization: Organization, name: string, people: Person[]): Promise<string> {
  const { api } = organization.founder;
  const id = randomUUID();
  await api.rpc('save_department', { p_organization: organization.id, p_id: id, p_name: name });
  for (const { memberId } of people) {
    const query = `member_id=eq.${memberId}&select=department_id`;
    const current = await api.select<{ department_id: string }>('department_members', query);
    const departments = [...current.map(({ department_id }) => department_id), id];
    await api.rpc('update_member', { p_member: memberId, p_changes: { departments } });
  }
  return id;
}

const optionsOf = (page: Page, question: string) =>
  page
    .frameLocator('iframe[title="Chat"]')
    .getByRole('group', { name: question })
    .getByRole('radio')
    .evaluateAll((radios) => radios.map((radio) => radio.closest('label')?.textContent));

test('a questionnaire is made and given to a site; its visitor chooses a department, its adviser alone is asked, and what is known is not asked again [N18, P8, P9, P10]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  signIn,
  visit,
}) => {
  // Three people at work, one after the other.
  test.slow();
  const organization = await newOrganization();
  const site = await newSite(organization, { name: 'Lamps', assignment: 'manual' });
  const plain = await newSite(organization, { name: 'Plain', assignment: 'manual' });
  const nora = await organization.addAgent({ nickname: 'Nora' });
  const milo = await organization.addAgent({ nickname: 'Milo' });
  await addDepartment(organization, 'Repairs', [nora, milo]);
  await addDepartment(organization, 'Warehouse', []);
  const home = `${installation.appUrl}/${organization.slug}`;
  const page = await (await signIn(organization.founder)).newPage();
  await page.goto(`${home}/questionnaires`);
  await expectAccessible(page, 'no questionnaire');
  await page.getByRole('link', { name: 'New: Before a chat' }).click();

  // Save names what is missing, and takes one there.
  const editor = new QuestionnairePage(page);
  await editor.save.click();
  await expect(editor.name).toBeFocused();
  await expect(page.getByText('Fill in this field.')).toHaveCount(1);
  await editor.name.fill('Repairs and orders');
  await editor.add('Choose one', 'What is it about?');
  await editor.choices.first().fill('A repair');
  await editor.choices.first().press('Enter');
  await page.keyboard.type('An order');
  await editor.choices.last().fill('A visit');
  await editor.add('Short text', 'Order number');
  await editor.last
    .getByRole('combobox', { name: 'Asked' })
    .selectOption('after certain answers to: What is it about?');
  await editor.last.getByText('An order').click();
  await editor.last.getByRole('switch', { name: 'Required: Order number' }).check();
  await editor.add('Department', 'Who should answer?');
  await editor.last.getByRole('switch', { name: 'Required: Who should answer?' }).check();
  await editor.add('Agent', 'Somebody in particular?');
  await editor.add('Consent', 'Data protection');
  await editor.save.click();
  await expect(editor.last.getByRole('textbox', { name: 'What is agreed to' })).toBeFocused();
  await page.keyboard.type('I agree that my data is used to answer me.');
  await page.getByRole('button', { name: 'Remove Order number' }).click();
  await expect(editor.questions).toHaveCount(6);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.questions.nth(3)).toContainText('When the answer is one of these');
  await expectAccessible(page, 'a questionnaire');
  await editor.save.click();
  await expect(page.getByText('Everything is saved')).toBeVisible();

  await expect(page.getByText('All agents may take these conversations.')).toBeVisible();
  await page.getByRole('link', { name: 'Lamps' }).click();
  await page.getByRole('combobox', { name: 'Before a chat' }).selectOption('Repairs and orders');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.goto(`${home}/people/${milo.memberId}#expertise`);
  const questionnaires = page.getByRole('group', { name: 'Questionnaires' });
  await questionnaires.getByRole('radio', { name: /^Adviser for some only/ }).check();
  const expertise = page.locator('form').filter({ has: questionnaires });
  await expertise.getByRole('button', { name: 'Save' }).click();
  await expect(expertise.getByText('Saved', { exact: true })).toBeVisible();
  await page.goto(`${home}/questionnaires`);
  await expect(page.getByText('7 questions · used by Lamps')).toBeVisible();
  await page.getByRole('link', { name: 'Repairs and orders', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Nora', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Milo', exact: true })).toHaveCount(0);
  await page.context().close();

  const [noras, milos] = [await openInbox(nora, organization), await openInbox(milo, organization)];
  const widget = await visit(site);
  await widget.open();
  const { frame } = widget;
  const begin = frame.getByRole('button', { name: 'Start the chat' });
  const order = frame.getByRole('textbox', { name: 'Order number' });
  await expect(begin).toBeVisible();
  // Not the department without people, nor the operator who has not joined.
  const departments = await optionsOf(widget.page, 'Who should answer?');
  expect(departments).toContain('Repairs');
  expect(departments).not.toContain('Warehouse');
  const operators = await optionsOf(widget.page, 'Somebody in particular?');
  expect(operators).toEqual(expect.arrayContaining(['Milo', 'Nora']));
  expect(operators).not.toContain('Operator 3');
  await begin.click();
  const name = frame.getByRole('textbox', { name: 'Your name' });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Please fill this in.');
  await name.fill('Vi Ta');
  await frame.getByRole('textbox', { name: 'E-mail address' }).fill('vi@example');
  await begin.click();
  await expect(frame.getByRole('textbox', { name: 'E-mail address' })).toHaveAccessibleDescription(
    'This is no e-mail address.',
  );
  await frame.getByRole('textbox', { name: 'E-mail address' }).fill('vi@example.org');
  await expect(order).toHaveCount(0);
  await frame.getByRole('radio', { name: 'An order' }).check();
  await order.fill('L-1407');
  await frame.getByRole('radio', { name: 'Repairs' }).check();
  await frame.getByRole('checkbox', { name: /^Data protection/ }).check();
  await frame.getByRole('textbox', { name: 'Your message' }).fill('My lamp flickers');
  await expectAccessible(widget.page, 'a questionnaire before a chat');
  await begin.click();
  await expect(widget.message('My lamp flickers')).toBeVisible();

  // What has no questionnaire is everybody's: Milo is there, and sees what is his to take.
  await (await Visitor.arrive(installation, plain)).start('Do you deliver?');
  await milos.showList('Queue');
  await expect(milos.row('Queue', 'Do you deliver?')).toBeVisible();
  await expect(milos.row('Queue', 'My lamp flickers')).toHaveCount(0);
  const [asked] = await nora.api.select<{ id: string }>(
    'conversations',
    'last_message_preview=eq.My%20lamp%20flickers&select=id',
  );
  await expect(milo.api.rpc('accept_conversation', { p_conversation: asked?.id })).rejects.toThrow(/403/);
  await noras.showList('Queue');
  await noras.acceptButton('My lamp flickers').click();
  const answers = noras.page.getByRole('region', { name: 'Before the chat' });
  for (const text of ['An order', 'L-1407', 'Repairs', 'Agreed', 'Vi Ta', 'vi@example.org'])
    await expect(answers).toContainText(text);
  await expect(answers).toContainText(/Somebody in particular\?\s*not answered/);
  await expectAccessible(noras.page, 'answers');

  await noras.close();
  await frame.getByRole('radio', { name: '4 stars' }).check();
  await frame.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(frame.getByText('Thank you for your answer.')).toBeVisible();
  await frame.getByRole('button', { name: 'Start a new conversation' }).click();
  await expect(frame.getByRole('group', { name: 'Who should answer?' })).toBeVisible();
  await expect(name).toHaveCount(0);
  await expect(frame.getByRole('textbox', { name: 'E-mail address' })).toHaveCount(0);
});

test('two who edit a questionnaire hear of each other, nobody leaves what they typed unasked, and deleting says what its sites ask instead', async ({
  installation,
  newOrganization,
  newSite,
  signIn,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization, { name: 'Lamps' });
  const { founder } = organization;
  const lea = await organization.addAgent({ nickname: 'Lea' });
  await founder.api.rpc('update_member', {
    p_member: lea.memberId,
    p_changes: { rights: ['administrator', 'agent'] },
  });
  const form = randomUUID();
  const label = { en: 'Your question', fr: 'Votre question' };
  await founder.api.rpc('save_form', {
    p_organization: organization.id,
    p_id: form,
    p_kind: 'start',
    p_name: 'First words',
    p_fields: [{ key: 'text_1', type: 'text', label }],
  });
  await founder.api.update('sites', `id=eq.${site.id}`, { start_form_id: form });
  const address = `${installation.appUrl}/${organization.slug}/questionnaires`;
  const open = async (person: Person) => {
    const page = await (await signIn(person)).newPage();
    await page.goto(`${address}/${form}`);
    const editor = new QuestionnairePage(page);
    await expect(editor.save).toBeDisabled();
    return editor;
  };
  const [one, other] = [await open(founder), await open(lea)];
  await one.name.fill('Words of Robin');
  await one.save.click();
  await expect(one.page.getByText('Everything is saved')).toBeVisible();

  await other.name.fill('Words of Lea');
  await other.save.click();
  const changed = other.page.getByRole('alertdialog', { name: /has saved this questionnaire meanwhile/ });
  await expect(changed.getByRole('link', { name: 'See theirs in a new tab' })).toBeVisible();
  await expectAccessible(other.page, 'somebody else has saved');
  await changed.getByRole('button', { name: 'Cancel' }).click();
  await expect(other.name).toHaveValue('Words of Lea');
  await other.page.getByRole('link', { name: 'All questionnaires' }).click();
  const leaving = other.page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await leaving.getByRole('button', { name: 'Cancel' }).click();
  await other.save.click();
  await changed.getByRole('button', { name: 'Save mine' }).click();
  await expect(other.page.getByText('Everything is saved')).toBeVisible();

  await one.page.getByRole('link', { name: 'All questionnaires' }).click();
  await one.page.getByRole('button', { name: 'Delete Words of Lea' }).click();
  const deleting = one.page.getByRole('alertdialog', { name: 'Delete Words of Lea?' });
  await expect(deleting).toContainText('Used by Lamps: visitors write at once there');
  await expect(deleting).toContainText('What was answered stays readable');
  await deleting.getByRole('button', { name: 'Delete' }).click();
  await expect(one.page.getByText('None yet: visitors write at once.')).toBeVisible();
  await other.name.fill('Words of nobody');
  await other.save.click();
  await expect(
    other.page.getByRole('alertdialog', { name: /has deleted this questionnaire meanwhile/ }),
  ).toBeVisible();
  await one.page.goto(`${installation.appUrl}/${organization.slug}/sites/${site.id}/forms`);
  await expect(one.page.getByRole('combobox', { name: 'Before a chat' })).toHaveValue('');
});
