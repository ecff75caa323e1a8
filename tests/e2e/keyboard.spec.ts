import type { Locator, Page } from '@playwright/test';
import { Visitor } from '@/tests/support/visitors';
import { expect, test } from './fixtures';

/** Presses Tab until the element has the focus; a page on which it never gets it fails. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('a visitor opens, writes, reads and ends a conversation without a mouse', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  const { keyboard } = widget.page;
  await tabTo(widget.page, widget.launcher);
  await keyboard.press('Enter');
  await expect(widget.composer).toBeFocused();
  await keyboard.type('No mouse here');
  await keyboard.press('Enter');
  await inbox.openConversation('My chats', 'No mouse here');
  await inbox.write('No problem');
  await expect(widget.message('No problem')).toBeVisible();

  await keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(widget.launcher).toBeFocused();
  await keyboard.press('Enter');
  await expect(widget.composer).toBeFocused();
  await tabTo(widget.page, widget.frame.getByRole('button', { name: 'End conversation' }));
  await keyboard.press('Enter');
  await tabTo(widget.page, widget.frame.getByRole('button', { name: 'End it' }));
  await keyboard.press('Enter');
  await expect(widget.frame.getByText('This conversation has ended.')).toBeVisible();
  await expect(inbox.thread.getByText(/left the conversation/)).toBeVisible();
});

test('an agent goes from the queue to the answer to the end without a mouse', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization, { assignment: 'manual' });
  const visitor = await Visitor.arrive(installation, site);
  await visitor.start('How do I clean it?');
  const other = await Visitor.arrive(installation, site);
  await other.start('Second in line');
  const inbox = await openInbox(organization.founder, organization);
  const { keyboard } = inbox.page;
  await expect(inbox.row('Queue', 'How do I clean it?')).toBeVisible();

  await keyboard.press('j');
  await expect(inbox.row('Queue', 'How do I clean it?').getByRole('link')).toBeFocused();
  await keyboard.press('j');
  await keyboard.press('k');
  await keyboard.press('Enter');
  await expect(inbox.messages).toHaveText(['How do I clean it?']);
  await keyboard.press('a');
  await expect(inbox.composer).toBeVisible();
  await keyboard.press('r');
  await expect(inbox.composer).toBeFocused();
  await keyboard.type('With a dry cloth.');
  await keyboard.press('Enter');
  await expect(inbox.messages).toHaveText(['How do I clean it?', 'With a dry cloth.']);
  await expect
    .poll(async () => (await visitor.messages()).map(({ body }) => body))
    .toContain('With a dry cloth.');
  await keyboard.press('Escape');
  await keyboard.press('e');
  await expect(inbox.thread.getByText('You closed the conversation')).toBeVisible();
  await keyboard.press('?');
  await expect(inbox.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});
