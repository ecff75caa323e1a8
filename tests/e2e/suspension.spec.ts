import { Traffic } from '@/tests/support/traffic';
import { expect, test } from './fixtures';

test('a suspended member’s open console says so within five seconds and hears nothing more', async ({
  newOrganization,
  newSite,
  openInbox,
  record,
  visit,
}) => {
  record.allow(/status of 40[134]/, 'what the suspended member still asks for is refused');
  const organization = await newOrganization();
  const site = await newSite(organization);
  const agent = await organization.addAgent({ nickname: 'Mira' });
  const inbox = await openInbox(agent, organization);
  const traffic = new Traffic(inbox.page.context());
  const widget = await visit(site);
  await widget.open();
  await widget.write('Before the suspension');
  await inbox.openConversation('My chats', 'Before the suspension');

  await organization.suspend(agent);
  await expect(inbox.page.getByRole('alert').filter({ hasText: 'You no longer have access' })).toBeVisible({
    timeout: 5_000,
  });
  await expect(inbox.page.getByText('Before the suspension')).toBeHidden();

  await widget.write('Not for their ears');
  // The colleague who has it now has heard it, so it was sent to everybody who may.
  const colleague = await openInbox(organization.founder, organization);
  await colleague.openConversation('My chats', 'Not for their ears');
  await colleague.write('Not for theirs either');
  await expect(widget.message('Not for theirs either')).toBeVisible();
  const heard = (await traffic.texts()).join('\n');
  expect(heard).toContain('Before the suspension');
  expect(heard).not.toMatch(/Not for their/);

  await inbox.page.goto(inbox.url);
  await expect(inbox.page.getByRole('heading', { name: 'Inbox' })).toHaveCount(0);
  await expect(
    inbox.page.getByRole('heading', { name: `Your access to ${organization.name} is suspended` }),
  ).toBeVisible();
});
