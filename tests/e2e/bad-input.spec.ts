import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { WidgetPage } from '@/tests/e2e/pages/widget-page';
import { snippetFor } from '@/tests/support/customer-website';
import { Visitor } from '@/tests/support/visitors';
import { expect, test } from './fixtures';

test.describe('a chat that cannot be offered', () => {
  test('an unknown site key: the chat says so and offers nothing to write in', async ({
    installation,
    openBrowser,
    record,
    website,
  }) => {
    record.allow(/status of 404/, 'there is no such site');
    const page = await (await openBrowser('visitor')).newPage();
    await page.goto(website.pageUrl({ snippet: snippetFor(installation.appUrl, 'site_nobody') }));
    const widget = new WidgetPage(page);
    await widget.open();
    await expect(widget.frame.getByRole('heading', { name: 'This chat is not available' })).toBeVisible();
    await expect(widget.composer).toHaveCount(0);
  });

  test('a disabled site: new visitors read that it is switched off, and an open chat is told when it writes', async ({
    newOrganization,
    newSite,
    openInbox,
    record,
    visit,
  }) => {
    record.allow(/status of 403/, 'the site is disabled');
    const organization = await newOrganization();
    const site = await newSite(organization);
    // Somebody is there: otherwise visitors are asked to leave a message instead.
    await openInbox(organization.founder, organization);
    const early = await visit(site);
    await early.open();
    await expect(early.composer).toBeEnabled();
    await organization.updateSite(site, { is_enabled: false });
    await early.write('Too late?');
    await expect(early.frame.getByText('The chat is switched off at the moment.')).toBeVisible();
    await expect(early.message('Too late?')).toBeVisible();

    const late = await visit(site);
    await late.open();
    await expect(late.frame.getByText(/It is switched off at the moment/)).toBeVisible();
  });

  test('on a page whose address the site does not list, the browser refuses the frame and the page says so politely', async ({
    newOrganization,
    newSite,
    record,
    visit,
  }) => {
    record.allow(/frame-ancestors|ERR_BLOCKED_BY_RESPONSE/, 'this is the browser refusing');
    const organization = await newOrganization();
    const site = await newSite(organization, { addresses: ['lamps.example'] });
    const widget = await visit(site);
    await widget.open();
    await expect(widget.panel.getByText('Sorry, the chat cannot be reached.')).toBeVisible();
    await expect(widget.panel.getByRole('button', { name: 'Try again' })).toBeVisible();
    await widget.launcher.click();
    await expect(widget.panel).toBeHidden();
  });
});

test.describe('a visitor’s token', () => {
  for (const [name, sign] of Object.entries({
    expired: (secret: string, visitorId: string) => visitorToken(secret, visitorId, '-1 minute'),
    forged: (_secret: string, visitorId: string) => visitorToken(randomUUID(), visitorId, '10 minutes'),
    'not a token at all': async () => 'nonsense',
  })) {
    test(`that is ${name} is replaced, and what was typed arrives`, async ({
      installation,
      newOrganization,
      newSite,
      openInbox,
      record,
      visit,
    }) => {
      record.allow(/status of 401/, 'the token is refused on purpose');
      const organization = await newOrganization();
      const site = await newSite(organization);
      const inbox = await openInbox(organization.founder, organization);
      const widget = await visit(site);
      let replaced = 0;
      await widget.page.route('**/api/widget/v1/session', async (route) => {
        const response = await route.fetch();
        const grant = (await response.json()) as { visitor_id: string };
        replaced += 1;
        const token = await sign(installation.jwtSecret, grant.visitor_id);
        await route.fulfill({ response, json: replaced === 1 ? { ...grant, token } : grant });
      });
      await widget.open();
      await widget.write('It was worth typing');
      await inbox.openConversation('My chats', 'It was worth typing');
      await inbox.write('It was');
      await expect(widget.message('It was')).toBeVisible();
      expect(replaced).toBeGreaterThanOrEqual(2);
    });
  }
});

test('markup, scripts and strange links are text on both sides', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  const texts = [
    '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
    '"><svg/onload=alert(1)> {{7*7}} #{7*7} %3Cscript%3E',
    'javascript:alert(1) data:text/html,<b>x</b> vbscript:x',
    `\u202Eright to left, and an emoji \u{1F9E1}, and a very${'y'.repeat(300)} long word`,
  ];
  await widget.open();
  await widget.write(texts[0] ?? '');
  await inbox.openConversation('My chats', '<img');
  for (const text of texts.slice(1)) {
    await widget.write(text);
    await inbox.write(text);
  }
  for (const text of texts.slice(1)) {
    await expect(inbox.messages.getByText(text)).toHaveCount(2);
    await expect(widget.thread.getByText(text)).toHaveCount(2);
  }
  await expect(widget.message(texts[0] ?? '')).toBeVisible();
  for (const thread of [inbox.thread, widget.thread]) {
    await expect(thread.locator('img, script, svg[onload], b')).toHaveCount(0);
    const links = await thread
      .getByRole('link')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
    expect(links.filter((href) => !/^(https?|mailto):/.test(href ?? ''))).toEqual([]);
  }
  await expect(inbox.page).not.toHaveTitle(/owned/);
  await expect(widget.page).not.toHaveTitle(/owned/);
});

test('empty and overlong texts are not sent, and stay to be put right', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  await widget.open();
  const send = widget.frame.getByRole('button', { name: 'Send', exact: true });
  await expect(send).toBeDisabled();
  await widget.composer.fill('  \n ');
  await widget.composer.press('Enter');
  await expect(send).toBeDisabled();
  const long = 'x'.repeat(5_001);
  await widget.composer.fill(long);
  await expect(widget.frame.getByText('1 characters too many')).toBeVisible();
  await widget.composer.press('Enter');
  expect((await widget.composer.inputValue()).length).toBe(5_001);
  await widget.composer.fill(long.slice(1));
  await widget.composer.press('Enter');
  await expect(widget.composer).toHaveValue('');

  await inbox.openConversation('My chats', 'xxxx');
  const agentSend = inbox.page.getByRole('button', { name: 'Send', exact: true });
  await expect(agentSend).toBeDisabled();
  await inbox.composer.fill(long);
  await expect(agentSend).toBeDisabled();
  await inbox.composer.press('Enter');
  expect((await inbox.composer.inputValue()).length).toBe(5_001);
  await inbox.write(long.slice(1));
  const lengths = () =>
    inbox.messages.evaluateAll((all) => all.map(({ textContent }) => textContent?.length));
  await expect.poll(lengths).toEqual([5_000, 5_000]);
});

test('characters no database stores are taken out on the way, and the rest arrives', async ({
  newOrganization,
  newSite,
  openInbox,
  visit,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const inbox = await openInbox(organization.founder, organization);
  const widget = await visit(site);
  await widget.open();
  await paste(widget, 'null\u0000 and half\uD83D a pair');
  await widget.composer.press('Enter');
  await inbox.openConversation('My chats', 'null');
  await expect(inbox.messages).toHaveText([/^null.? and half.? a pair$/u]);
  await expect(widget.delivery('Read')).toBeVisible();
});

test('the doors behind the screens refuse the same, with a reason and never a server error', async ({
  installation,
  newOrganization,
  newSite,
}) => {
  const organization = await newOrganization();
  const site = await newSite(organization);
  const visitor = await Visitor.arrive(installation, site);
  await visitor.start('A beginning');
  const send = (body: unknown) =>
    visitor.api.rpc('send_message', {
      p_conversation: visitor.conversationId,
      p_id: randomUUID(),
      p_body: body,
    });
  await expect(send('')).rejects.toMatchObject({ status: 422, code: 'message_is_empty' });
  await expect(send(null)).rejects.toMatchObject({ status: 422, code: 'message_is_empty' });
  await expect(send('x'.repeat(5_001))).rejects.toMatchObject({ status: 422, code: 'message_is_too_long' });
  for (const body of ['x'.repeat(1_048_576), 'a\u0000b', 'half \uD83D']) {
    const status = await send(body).then(
      () => 200,
      (error: { status: number }) => error.status,
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  expect((await visitor.messages()).filter(({ author }) => author === 'visitor')).toHaveLength(1);

  const session = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${installation.appUrl}/api/widget/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const good = { siteKey: site.key, secret: null, locale: 'en', create: true };
  const answers = {
    unknown: (await session(JSON.stringify({ ...good, siteKey: 'site_nobody' }))).status,
    foreign: (await session(JSON.stringify(good), { origin: 'https://elsewhere.example' })).status,
    malformed: (await session('{')).status,
    injected: (await session(JSON.stringify({ ...good, siteKey: { $ne: '' } }))).status,
    wrong: (await session(JSON.stringify({ ...good, create: 'yes' }))).status,
    huge: (await session(JSON.stringify({ ...good, locale: 'x'.repeat(1_048_576) }))).status,
  };
  expect(answers).toEqual({
    unknown: 404,
    foreign: 403,
    malformed: 400,
    injected: 404,
    wrong: 422,
    huge: 413,
  });
});

function visitorToken(secret: string, visitorId: string, expires: string): Promise<string> {
  return new SignJWT({ role: 'authenticated', app_role: 'visitor' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(visitorId)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}

/** What no keyboard types but a clipboard may hold. */
async function paste(widget: WidgetPage, text: string): Promise<void> {
  await widget.composer.evaluate((field, value) => {
    (field as HTMLTextAreaElement).value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}
