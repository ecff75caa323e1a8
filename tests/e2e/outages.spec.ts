import type { Backend } from '@/embedded/backend';
import type { OwnInstallation } from '@/tests/support/installation';
import { expect, test } from './fixtures';

// The parts that are taken down here belong to an installation of this file's own.
test.use({ isolated: true });
test.describe.configure({ mode: 'default' });

function backendOf(own: OwnInstallation | null): Backend {
  if (!own) throw new Error('This journey needs an installation of its own.');
  return own.backend;
}

test('with the gateway gone both sides say so and keep what is typed; back, all of it is there once and in order', async ({
  newOrganization,
  newSite,
  openInbox,
  own,
  record,
  visit,
}) => {
  const { gateway } = backendOf(own).parts;
  record.allow(
    /ERR_CONNECTION_(REFUSED|RESET|CLOSED)|WebSocket connection to/,
    'the gateway is down on purpose',
  );
  record.allow(/answered 50[023]|status of 50[023]/, 'the app cannot ask a gateway that is down');
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  await widget.open();
  await widget.write('before 1');
  await inbox.openConversation('My chats', 'before 1');
  await inbox.write('before 2');
  await expect(widget.message('before 2')).toBeVisible();

  await gateway.halt();
  await expect(inbox.offlineNotice).toBeVisible();
  await expect(widget.connection).toBeVisible();
  await widget.write('visitor 1');
  await widget.write('visitor 2');
  await inbox.write('agent 1');
  await inbox.write('agent 2');
  await inbox.composer.fill('not sent yet');
  await widget.composer.fill('nor this');
  await expect(widget.delivery('Sending…')).toBeVisible();
  await expect(inbox.group('agent 2').getByText('Sending')).toBeAttached();

  await gateway.resume();
  await expect(inbox.offlineNotice).toBeHidden({ timeout: 20_000 });
  await expect(widget.connection).toBeHidden({ timeout: 20_000 });
  await expect(inbox.messages).toHaveCount(6);
  const order = await inbox.messages.allInnerTexts();
  expect(order.filter((text) => text.startsWith('visitor'))).toEqual(['visitor 1', 'visitor 2']);
  expect(order.filter((text) => text.startsWith('agent'))).toEqual(['agent 1', 'agent 2']);
  await widget.expectSaid(order);
  await expect(inbox.composer).toHaveValue('not sent yet');
  await expect(widget.composer).toHaveValue('nor this');
});

test('a database killed in the middle of a chat loses nothing and repeats nothing; both sides recover by themselves', async ({
  newOrganization,
  newSite,
  openInbox,
  own,
  record,
  visit,
}) => {
  const backend = backendOf(own);
  record.allow(
    /answered 50[03]|status of 50[03]|WebSocket connection to/,
    'the database is killed on purpose',
  );
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  await widget.open();
  await widget.write('visitor 0');
  await inbox.openConversation('My chats', 'visitor 0');

  const restarted = backend.restartDatabase();
  for (const number of [1, 2, 3, 4, 5]) {
    await widget.write(`visitor ${number}`);
    await inbox.write(`agent ${number}`);
  }
  await restarted;
  await widget.write('visitor 6');
  await inbox.write('agent 6');

  await expect(inbox.messages).toHaveCount(13, { timeout: 30_000 });
  const order = await inbox.messages.allInnerTexts();
  const numbers = (author: string) => order.filter((text) => text.startsWith(author));
  expect(numbers('visitor')).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `visitor ${number}`));
  expect(numbers('agent')).toEqual([1, 2, 3, 4, 5, 6].map((number) => `agent ${number}`));
  await widget.expectSaid(order, { timeout: 30_000 });
  await inbox.page.reload();
  await expect(inbox.messages).toHaveText(order);
});
