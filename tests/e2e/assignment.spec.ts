import { Visitor } from '@/tests/support/visitors';
import { expect, test } from './fixtures';

test('of two agents who accept at once, one has the conversation and the other is told who was faster [U1]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
}) => {
  record.allow(/status of 409.*accept_conversation/, 'the slower one is refused');
  const organization = await newOrganization();
  const site = await newSite(organization, { assignment: 'manual' });
  const agents = [
    await organization.addAgent({ nickname: 'Mira' }),
    await organization.addAgent({ nickname: 'Tomas' }),
  ];
  const visitor = await Visitor.arrive(installation, site);
  await visitor.start('Who is first?');
  const inboxes = await Promise.all(agents.map((agent) => openInbox(agent, organization)));

  // Both have reached for it before either is answered.
  let release: () => void = () => undefined;
  const bothReached = new Promise<void>((resolve) => {
    release = resolve;
  });
  let count = 0;
  for (const inbox of inboxes) {
    await inbox.page.route('**/rpc/accept_conversation', async (route) => {
      count += 1;
      if (count === agents.length) release();
      await bothReached;
      await route.continue();
    });
    await inbox.showList('Queue');
  }
  await Promise.all(inboxes.map((inbox) => inbox.acceptButton('Who is first?').click()));

  // Each page says how it ended: with a place to answer, or with a notice, which goes by itself.
  const told = await Promise.all(
    inboxes.map(async (inbox) => {
      const notice = inbox.notice(/^(Mira|Tomas) was faster$/);
      await expect(inbox.composer.or(notice)).toBeVisible();
      return (await inbox.composer.isVisible()) ? null : notice.textContent();
    }),
  );
  const winner = told.indexOf(null);
  const [won, lost] = winner === 0 ? inboxes : [...inboxes].reverse();
  if (!won || !lost) throw new Error('There are two agents.');
  expect(told[1 - winner]).toBe(`${agents[winner]?.nickname} was faster`);
  await expect(lost.composer).toBeHidden();
  await lost.showList('Queue');
  await expect(lost.rows('Queue')).toHaveCount(0);
  await expect(won.composer).toBeVisible();
  await won.write('I am.');
  await expect.poll(async () => (await visitor.messages()).map(({ body }) => body)).toContain('I am.');
});

test('an agent is given conversations up to their limit; the next one comes when one is closed [A13]', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
}) => {
  record.allow(/status of 409.*accept_conversation/, 'one more than the limit is refused');
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  await inbox.showList('My chats');
  for (const text of ['first', 'second', 'third', 'fourth', 'fifth']) {
    await (await Visitor.arrive(installation, site)).start(`the ${text} question`);
  }
  await expect(inbox.rows('My chats')).toHaveCount(4);
  await expect(inbox.row('My chats', 'the fifth question')).toHaveCount(0);
  await inbox.showList('Queue');
  await expect(inbox.rows('Queue')).toHaveCount(1);
  await inbox.acceptButton('the fifth question').click();
  await expect(inbox.notice(/^You have as many chats as you can take at once/)).toBeVisible();

  await inbox.openConversation('My chats', 'the second question');
  await inbox.close();
  await expect(inbox.row('My chats', 'the fifth question')).toBeVisible();
  await expect(inbox.row('My chats', 'the second question')).toHaveCount(0);
  await expect(inbox.rows('My chats')).toHaveCount(4);
});

test('a closed conversation can be reopened, and one can be put back for a colleague', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
}) => {
  record.allow(/status of 403.*watch_conversation/, 'it is the colleague’s before the page has heard of it');
  const organization = await newOrganization();
  const site = await newSite(organization);
  const mira = await organization.addAgent({ nickname: 'Mira' });
  const inbox = await openInbox(mira, organization);
  await (await Visitor.arrive(installation, site)).start('Could you check my order?');
  await inbox.openConversation('My chats', 'Could you check my order?');
  await inbox.close();
  await expect(inbox.thread.getByText('You closed the conversation')).toBeVisible();
  await inbox.page.getByRole('button', { name: 'Reopen' }).first().click();
  await expect(inbox.thread.getByText('You reopened the conversation')).toBeVisible();

  const tomas = await organization.addAgent({ nickname: 'Tomas' });
  const colleague = await openInbox(tomas, organization);
  await inbox.page.getByRole('button', { name: 'Return to the queue' }).click();
  await colleague.openConversation('My chats', 'Could you check my order?');
  await expect(colleague.composer).toBeVisible();
  await expect(inbox.composer).toBeHidden();
});
