import { expect, test } from './fixtures';

test.describe('without a network', () => {
  test('a visitor keeps writing; back online each message arrives once and in order, and what was said meanwhile is there', async ({
    newOrganization,
    newSite,
    openInbox,
    record,
    visit,
  }) => {
    record.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/, 'the network is off on purpose');
    const organization = await newOrganization();
    const site = await newSite(organization);
    const inbox = await openInbox(organization.founder, organization);
    const widget = await visit(site);
    await widget.open();
    await widget.write('with network');
    await inbox.openConversation('My chats', 'with network');

    await widget.page.context().setOffline(true);
    await expect(widget.connection).toHaveText(/You are offline/);
    await widget.write('in the tunnel 1');
    await widget.write('in the tunnel 2');
    await expect(widget.delivery('Sending…')).toBeVisible();
    await inbox.write('Are you still there?');
    // Stored, so that what waits in the tunnel can only come after it.
    await expect(inbox.group('Are you still there?').getByText('Sent')).toBeAttached();

    await widget.page.context().setOffline(false);
    await expect(widget.connection).toBeHidden();
    await expect(inbox.messages).toHaveText([
      'with network',
      'Are you still there?',
      'in the tunnel 1',
      'in the tunnel 2',
    ]);
    await widget.expectSaid(await inbox.messages.allInnerTexts());
  });

  test('a visitor who never wrote before starts once the network is back', async ({
    newOrganization,
    newSite,
    openInbox,
    record,
    visit,
  }) => {
    record.allow(/ERR_INTERNET_DISCONNECTED/, 'the network is off on purpose');
    const organization = await newOrganization();
    const site = await newSite(organization);
    const inbox = await openInbox(organization.founder, organization);
    const widget = await visit(site);
    await widget.open();
    await expect(widget.composer).toBeEnabled();
    await widget.page.context().setOffline(true);
    await widget.write('Hello from the tunnel');
    await expect(widget.delivery('Sending…')).toBeVisible();
    await widget.page.context().setOffline(false);
    await inbox.openConversation('My chats', 'Hello from the tunnel');
  });

  test('an agent is told, keeps writing, and misses nothing that was said meanwhile', async ({
    newOrganization,
    newSite,
    openInbox,
    record,
    visit,
  }) => {
    record.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/, 'the network is off on purpose');
    const organization = await newOrganization();
    const site = await newSite(organization);
    const inbox = await openInbox(organization.founder, organization);
    const widget = await visit(site);
    await widget.open();
    await widget.write('Good morning');
    await inbox.openConversation('My chats', 'Good morning');

    await inbox.page.context().setOffline(true);
    await expect(inbox.offlineNotice).toBeVisible();
    await inbox.write('from the train 1');
    await inbox.write('from the train 2');
    await widget.write('Nobody there?');
    await expect(widget.delivery(/^Sent$/)).toBeVisible();

    await inbox.page.context().setOffline(false);
    await expect(inbox.offlineNotice).toBeHidden();
    const said = ['Good morning', 'Nobody there?', 'from the train 1', 'from the train 2'];
    await expect(inbox.messages).toHaveText(said);
    await widget.expectSaid(said);
  });
});

test.describe('two tabs of one visitor', () => {
  test('show the same conversation, each with all of it', async ({
    newOrganization,
    newSite,
    openBrowser,
    openInbox,
    visit,
  }) => {
    const organization = await newOrganization();
    const site = await newSite(organization);
    const inbox = await openInbox(organization.founder, organization);
    const context = await openBrowser('visitor');
    const first = await visit(site, { context });
    await first.open();
    await first.write('from the first tab');
    await inbox.openConversation('My chats', 'from the first tab');

    const second = await visit(site, { context, name: 'second' });
    await second.open();
    await expect(second.message('from the first tab')).toBeVisible();
    await second.write('from the second tab');
    // Stored, so that the answer can only come after it.
    await expect(inbox.message('from the second tab')).toBeVisible();
    await inbox.write('to both');
    const said = ['from the first tab', 'from the second tab', 'to both'];
    for (const tab of [first, second]) await tab.expectSaid(said);
    await expect(inbox.messages).toHaveText(said);
  });

  test('that both start at once end in one conversation', async ({
    newOrganization,
    newSite,
    openBrowser,
    openInbox,
    visit,
  }) => {
    const organization = await newOrganization();
    const site = await newSite(organization);
    const inbox = await openInbox(organization.founder, organization);
    const context = await openBrowser('visitor');
    const tabs = [await visit(site, { context }), await visit(site, { context, name: 'second' })];
    const said = ['started here', 'started there'];
    for (const [index, tab] of tabs.entries()) {
      await tab.open();
      await tab.composer.fill(said[index] ?? '');
    }
    await Promise.all(tabs.map((tab) => tab.composer.press('Enter')));

    await inbox.showList('My chats');
    await inbox.rows('My chats').getByRole('link').first().click();
    await expect(inbox.messages).toHaveCount(2);
    const order = await inbox.messages.allInnerTexts();
    expect([...order].sort()).toEqual([...said].sort());
    await expect(inbox.rows('My chats')).toHaveCount(1);
    for (const tab of tabs) await tab.expectSaid(order);
  });
});
