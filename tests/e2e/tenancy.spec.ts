import { Visitor } from '@/tests/support/visitors';
import { expect, test } from './fixtures';

test('another organization’s addresses lead nowhere, and nothing of it is in the answers', async ({
  installation,
  newOrganization,
  newSite,
  record,
  signIn,
}) => {
  record.allow(/status of 404|status of 403.*thread_page/, 'what is not theirs does not exist');
  const [ours, theirs] = [await newOrganization(), await newOrganization({ nickname: 'Ottoline' })];
  const site = await newSite(theirs, { name: 'Secret lighthouse' });
  const visitor = await Visitor.arrive(installation, site);
  const conversationId = await visitor.start('A secret between us');
  const agent = await ours.addAgent();
  const { appUrl } = installation;
  const secrets = [
    theirs.name,
    'Secret lighthouse',
    'A secret between us',
    theirs.founder.email,
    theirs.founder.nickname,
  ];

  for (const person of [agent, ours.founder]) {
    const page = await (await signIn(person)).newPage();
    const paths = [
      'inbox',
      `inbox/${conversationId}`,
      'sites',
      `sites/${site.id}`,
      'people',
      'account',
      'start',
    ];
    const addresses = paths.map((path) => `${theirs.slug}/${path}`);
    addresses.push(`${ours.slug}/inbox/${conversationId}`, `${ours.slug}/sites/${site.id}`);
    for (const address of addresses) {
      const response = await page.goto(`${appUrl}/${address}`);
      // The slug stands in the address asked for, and so in the answer.
      const html = ((await response?.text()) ?? '').replaceAll(theirs.slug, '');
      const leaked = secrets.filter((secret) => html.includes(secret));
      expect({ address, leaked }).toEqual({ address, leaked: [] });
      await expect(page.getByText(/^(Nothing here|This conversation is not here)$/)).toBeVisible();
      await expect(page).not.toHaveTitle(/lighthouse|secret/i);
    }
  }
});

test('with another organization’s token every table is empty and every door is closed', async ({
  installation,
  newOrganization,
  newSite,
}) => {
  const [ours, theirs] = [await newOrganization(), await newOrganization()];
  const site = await newSite(theirs);
  const visitor = await Visitor.arrive(installation, site);
  const conversationId = await visitor.start('A secret between us');
  const { api } = ours.founder;
  const tables = ['conversations', 'messages', 'visitors', 'sites', 'members', 'departments', 'invitations'];
  for (const table of tables) {
    const columns = table === 'invitations' || table === 'visitors' ? '&select=id' : '';
    expect(await api.select(table, `organization_id=eq.${theirs.id}${columns}`)).toEqual([]);
    const rows = await theirs.founder.api.select(table, `organization_id=eq.${theirs.id}${columns}`);
    expect({ table, isEmpty: rows.length === 0 }).toEqual({ table, isEmpty: table === 'invitations' });
  }
  const doors: [string, Record<string, unknown>][] = [
    ['send_message', { p_conversation: conversationId, p_id: crypto.randomUUID(), p_body: 'Hello' }],
    ['accept_conversation', { p_conversation: conversationId }],
    ['close_conversation', { p_conversation: conversationId }],
    ['watch_conversation', { p_conversation: conversationId }],
    ['console_state', { p_organization: theirs.id }],
    ['set_availability', { p_organization: theirs.id, p_status: 'online' }],
    ['site_readiness', { p_site: site.id }],
    ['create_invitation', { p_member: theirs.founder.memberId }],
    ['update_member', { p_member: theirs.founder.memberId, p_changes: { status: 'suspended' } }],
  ];
  for (const [name, args] of doors) {
    await expect(api.rpc(name, args), name).rejects.toMatchObject({ status: 403, code: 'not_allowed' });
  }
});
