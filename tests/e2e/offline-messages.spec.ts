import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { expectAccessible } from '@/tests/support/accessibility';
import type { Installation } from '@/tests/support/installation';
import { mailsTo } from '@/tests/support/mailbox';
import { runCron } from '@/tests/support/scheduler';
import { Visitor } from '@/tests/support/visitors';
import { expect, test } from './fixtures';

/** As if a conversation's mails were due: a minute is long, and nothing is learnt by waiting for it. */
async function letTimePass(installation: Installation, conversationId: string): Promise<void> {
  const sql = postgres(installation.databaseUrl, { max: 1 });
  await sql`update private.mails set due_at = now() where conversation_id = ${conversationId} and due_at is not null`;
  await sql.end();
}

test('a message left while nobody is there is answered in its own list, and the answer comes by mail [A30, N25]', async ({
  installation,
  website,
  newOrganization,
  newSite,
  openInbox,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization, { assignment: 'manual' });
  const agent = await organization.addAgent({ nickname: 'Mira' });
  const visitor = await Visitor.arrive(installation, site);
  const email = `${randomUUID()}@example.org`;
  const pageUrl = website.pageUrl({ snippet: '' });
  const inbox = await openInbox(agent, organization);
  await inbox.showList('Offline messages');
  await expect(inbox.page.getByText('No offline messages')).toBeVisible();
  await visitor.leave('Do you repair lamps?', { name: 'Vi Ta', email, pageUrl });

  // It arrives by itself, says who wrote, and is no chat that waits.
  const row = inbox.row('Offline messages', 'Do you repair lamps?');
  await expect(row).toContainText('Vi Ta');
  await expect(row).toContainText(email);
  await expect(inbox.page.getByRole('link', { name: /^Offline messages 1 conversation/ })).toBeVisible();
  await inbox.showList('Queue');
  await expect(inbox.page.getByText('Nobody is waiting.')).toBeVisible();
  await inbox.page.getByRole('link', { name: /^Offline messages/ }).click();
  await expectAccessible(inbox.page, 'offline messages');

  await inbox.acceptButton('Do you repair lamps?', 'Offline messages').click();
  await expect(inbox.page.getByText(`Also sent to ${email}`)).toBeVisible();
  await inbox.write('We do.');
  await inbox.write('Bring it to the shop.');
  await expect.poll(async () => (await visitor.messages()).length).toBeGreaterThan(2);
  await runCron(installation, 'mail');
  expect(await mailsTo(installation.inboxUrl, email)).toEqual([]);
  await letTimePass(installation, visitor.conversationId);
  await runCron(installation, 'mail');
  await expect.poll(async () => (await mailsTo(installation.inboxUrl, email)).length).toBe(1);
  const [mail] = await mailsTo(installation.inboxUrl, email);
  expect(mail?.subject).toMatch(/^An answer from /);
  for (const part of ['We do.', 'Bring it to the shop.', 'Do you repair lamps?', pageUrl])
    expect(mail?.text).toContain(part);
  for (const secret of ['Mira', agent.firstName, agent.lastName]) expect(mail?.text).not.toContain(secret);

  // They come back: the answer is there, and the agent may go on in a chat.
  await visitor.visitPage(`${pageUrl}?again`, 'Lamps');
  const texts = (await visitor.messages()).map(({ body }) => body);
  expect(texts).toEqual(expect.arrayContaining(['We do.', 'Bring it to the shop.']));
  await inbox.page.getByRole('button', { name: 'Turn into a chat' }).click();
  await expect(inbox.row('My chats', 'Bring it to the shop.')).toBeVisible();
  await expect(inbox.page.getByText('You turned the message into a chat')).toBeVisible();
});

test('a chat is handed over with a note, and whoever gets it is told by whom and why they have it [N10]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
}) => {
  record.allow(/status of 403/, 'whoever handed it over asks once whether it is still theirs to see');
  const organization = await newOrganization();
  const site = await newSite(organization, { assignment: 'manual' });
  const people = [
    await organization.addAgent({ nickname: 'Mira' }),
    await organization.addAgent({ nickname: 'Tomas' }),
  ];
  const visitor = await Visitor.arrive(installation, site);
  await visitor.start('My invoice is wrong');
  const [mira, tomas] = await Promise.all(people.map((person) => openInbox(person, organization)));
  if (!mira || !tomas) throw new Error('There are two agents.');
  await mira.showList('Queue');
  await mira.acceptButton('My invoice is wrong').click();
  await expect(mira.composer).toBeVisible();
  await tomas.showList('My chats');

  // By keyboard: T, a name, Enter, a note.
  await mira.page.getByRole('log').focus();
  await mira.page.keyboard.press('t');
  const dialog = mira.page.getByRole('dialog', { name: 'Hand over' });
  await expect(dialog.getByRole('option', { name: /Tomas/ })).toContainText('Online');
  await expectAccessible(mira.page, 'the dialog to hand over');
  await mira.page.keyboard.type('tomas');
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await mira.page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Hand over to Tomas' })).toBeEnabled();
  await dialog.getByRole('textbox', { name: /^Note for them/ }).fill('They were charged twice.');
  await mira.page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(mira.notice('Handed over to Tomas')).toBeVisible();

  await expect(tomas.notice(/^Mira hands you the conversation with /)).toBeVisible();
  await tomas.openConversation('My chats', 'My invoice is wrong');
  await expect(tomas.message('They were charged twice.')).toBeVisible();
  await expect(tomas.details.getByText('Handed over by Mira.')).toBeVisible();
  await expect(tomas.details.getByText('Took it from the queue.')).toBeVisible();
  await expectAccessible(tomas.page, 'a chat that was handed over');
  await tomas.write('I look into it.');
  await expect
    .poll(async () => (await visitor.messages()).map(({ body }) => body))
    .toContain('I look into it.');
});
