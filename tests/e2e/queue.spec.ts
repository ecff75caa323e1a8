import { randomUUID } from 'node:crypto';
import type { Installation } from '@/tests/support/installation';
import type { Organization, Site } from '@/tests/support/organizations';
import { Visitor } from '@/tests/support/visitors';
import { expect, test } from './fixtures';
import type { WidgetPage } from './pages/widget-page';

/** As many as an agent takes at once unless the account says otherwise. */
const AGENT_LIMIT = 4;

async function begin(installation: Installation, site: Site, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await (await Visitor.arrive(installation, site)).start(`Question ${index + 1}`));
  }
  return ids;
}

async function addRule(organization: Organization, site: Site, rule: Record<string, unknown>): Promise<void> {
  await organization.founder.api.rpc('save_targeting_rule', {
    p_site: site.id,
    p_id: randomUUID(),
    p_rule: { name: 'Rule', ...rule },
  });
}

const waiting = ({ frame }: WidgetPage, text: string | RegExp) =>
  frame.getByRole('status').filter({ hasText: text });

async function leaveAddress({ frame }: WidgetPage, email: string): Promise<void> {
  await frame.getByRole('textbox', { name: /name/i }).fill('Vi');
  await frame.getByRole('textbox', { name: /e-mail/i }).fill(email);
  await frame.getByRole('button', { name: 'Send the message' }).click();
}

const visitorsOf = (organization: Organization) =>
  organization.founder.api.select<{ email: string | null }>(
    'visitors',
    `organization_id=eq.${organization.id}&select=email`,
  );
const channelsOf = async (organization: Organization, text: string) =>
  (
    await organization.founder.api.select<{ channel: string }>(
      'conversations',
      `organization_id=eq.${organization.id}&last_message_preview=eq.${encodeURIComponent(text)}&select=channel`,
    )
  ).map(({ channel }) => channel);

test('a visitor who waits sees their place move as agents close chats, until somebody joins', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  await openInbox(organization.founder, organization);
  const taken = await begin(installation, site, AGENT_LIMIT);
  await begin(installation, site, 2);
  const widget = await visit(site);
  await widget.open();
  await widget.write('My lamp is broken');
  await expect(waiting(widget, /^You are number 3\./)).toBeVisible();

  const closeNext = async () => {
    await organization.founder.api.rpc('close_conversation', { p_conversation: taken.shift() });
  };
  await closeNext();
  await expect(waiting(widget, /^You are number 2\./)).toBeVisible();
  await closeNext();
  await expect(waiting(widget, /^You are next\./)).toBeVisible();
  await closeNext();
  await expect(widget.thread.getByText('Robin joined the conversation')).toBeVisible();
  await expect(waiting(widget, /^You are /)).toHaveCount(0);
});

test('where the queue is full, what was typed becomes a message, and nothing of it is lost', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  record,
  visit,
}) => {
  record.allow(/status of 409.*start_conversation/, 'the chat is refused');
  const organization = await newOrganization();
  const site = await newSite(organization);
  await openInbox(organization.founder, organization);
  await organization.updateSite(site, { queue_max: 0 });
  await begin(installation, site, AGENT_LIMIT);
  const widget = await visit(site);
  await widget.open();
  await widget.composer.fill('My lamp is broken');
  await widget.composer.press('Enter');
  await expect(widget.frame.getByText('Everybody is busy.')).toBeVisible();
  await expect(widget.frame.getByRole('textbox', { name: /Your message/ })).toHaveValue('My lamp is broken');
  await leaveAddress(widget, 'vi@example.org');
  await expect(widget.message('My lamp is broken')).toBeVisible();
  await expect(waiting(widget, 'We answer by e-mail.')).toBeVisible();
  expect(await channelsOf(organization, 'My lamp is broken')).toEqual(['nrt']);
  expect((await visitorsOf(organization)).filter(({ email }) => email === 'vi@example.org')).toHaveLength(1);
});

test('when a wait has lasted as long as it may, the visitor is told so and asked where to answer', async ({
  installation,
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const { api, memberId } = organization.founder;
  // Nobody takes what is answered when there is time, so that nobody's name is at the head of the chat.
  await api.rpc('update_member', { p_member: memberId, p_changes: { channels: ['live'] } });
  await openInbox(organization.founder, organization);
  await organization.updateSite(site, { wait_max: 10 });
  await begin(installation, site, AGENT_LIMIT);
  const widget = await visit(site);
  await widget.open();
  await widget.write('My lamp is broken');
  await expect(waiting(widget, /^You are next\./)).toBeVisible();
  await expect(widget.frame.getByText('We are online')).toBeVisible();
  await expect(waiting(widget, 'We answer by e-mail.')).toBeVisible({ timeout: 40_000 });
  await expect(widget.frame.locator('header')).toContainText('We answer by e-mail');
  await leaveAddress(widget, 'later@example.org');
  await expect(widget.frame.getByRole('textbox', { name: /e-mail/i })).toHaveCount(0);
  await expect(widget.message('My lamp is broken')).toHaveCount(1);
  expect((await visitorsOf(organization)).filter(({ email }) => email === 'later@example.org')).toHaveLength(
    1,
  );
});

test('a page without a chat never shows one, the next does, and nobody becomes a visitor by reading', async ({
  newOrganization,
  newSite,
  openBrowser,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  await addRule(organization, site, {
    conditions: [{ on: 'page', is: 'contains', value: '/jobs' }],
    hides_chat: true,
  });
  const context = await openBrowser('visitor');
  await context.addInitScript(() => {
    const look = () => {
      const launcher = document.querySelector('#foyer-chat')?.shadowRoot?.querySelector('#launcher');
      if (launcher?.checkVisibility({ visibilityProperty: true })) Object.assign(window, { wasSeen: true });
      requestAnimationFrame(look);
    };
    look();
  });
  const widget = await visit(site, { context, name: 'jobs' });
  const wasSeen = () => widget.page.evaluate(() => 'wasSeen' in window);
  const isHidden = () =>
    widget.page.evaluate(() => {
      const launcher = document.querySelector('#foyer-chat')?.shadowRoot?.querySelector('#launcher');
      return launcher instanceof HTMLElement && launcher.style.display === 'none';
    });
  await expect.poll(isHidden).toBe(true);
  await expect(widget.launcher).toBeHidden();
  expect(await wasSeen()).toBe(false);
  await widget.page.evaluate(() => history.pushState(null, '', 'lamps'));
  await expect(widget.launcher).toBeVisible();
  await expect.poll(wasSeen).toBe(true);
  await widget.page.evaluate(() => history.back());
  await expect(widget.launcher).toBeHidden();
  expect(await visitorsOf(organization)).toEqual([]);
});

test('the chat speaks first after the seconds the rule names, once in a visit, and opens from there', async ({
  newOrganization,
  newSite,
  openBrowser,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  await addRule(organization, site, {
    conditions: [{ on: 'seconds', is: 'at_least', value: 120 }],
    invitation_en: 'May I help you choose?',
    invitation_fr: 'Puis-je vous aider à choisir\u00a0?',
  });
  const context = await openBrowser('visitor');
  await context.clock.install();
  const answered = context.waitForEvent('response', (response) =>
    response.url().endsWith('/widget/v1/status'),
  );
  const widget = await visit(site, { context });
  const invitation = widget.page.getByRole('group', { name: 'May I help you choose?' });
  await (await answered).finished();
  await expect(widget.launcher).toBeVisible();
  await widget.page.clock.fastForward(60_000);
  await expect(invitation).toHaveCount(0);
  await widget.page.clock.fastForward(60_000);
  await expect(invitation).toBeVisible();
  await expect(invitation.getByRole('status')).toHaveText('May I help you choose?');
  const box = await invitation.boundingBox();
  expect(box?.x).toBeGreaterThan(0);
  expect(box?.width).toBeLessThanOrEqual(320);

  // Loaded anew, the visit goes on: it has been said.
  const again = context.waitForEvent('response', (response) => response.url().endsWith('/widget/v1/status'));
  await widget.page.reload();
  await (await again).finished();
  await widget.page.clock.fastForward(200_000);
  await expect(widget.launcher).toBeVisible();
  await expect(invitation).toHaveCount(0);

  const other = await openBrowser('another visitor');
  await other.clock.install();
  const first = other.waitForEvent('response', (response) => response.url().endsWith('/widget/v1/status'));
  const newcomer = await visit(site, { context: other });
  await (await first).finished();
  await newcomer.page.clock.fastForward(120_000);
  const opener = newcomer.page.getByRole('button', { name: 'Answer' });
  await opener.press('Enter');
  await expect(newcomer.panel).toBeVisible();
  await expect(newcomer.frame.getByRole('heading', { name: 'May I help you choose?' })).toBeVisible();
  await expect(opener).toHaveCount(0);
  expect(await visitorsOf(organization)).toEqual([]);
});
