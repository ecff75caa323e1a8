import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { GET as getForm } from '@/app/api/widget/v1/form/route';
import { POST } from '@/app/api/widget/v1/session/route';
import { GET as getStatus, POST as postStatus } from '@/app/api/widget/v1/status/route';
import { GET as getLoader } from '@/app/widget/[siteKey]/loader/route';
import { GET as getFrame } from '@/app/widget/[siteKey]/route';
import { limitDoor } from '@/lib/visitors/limit-door';
import { only, openDatabase, rpc } from '@/tests/support/database';
import { addMember, addSite, type Company, createCompany, type Site } from '@/tests/support/people';
import { fillBucket } from '@/tests/support/rate-limits';
import { buildWidget } from '@/widget/build.js';

/** The widget's routes over the real database: who becomes a visitor, with what token, and what is refused. */
const sql = openDatabase();
const app = 'https://foyer.example';
const { url, publishableKey, secretKey, jwtSecret } = inject('backend');

let company: Company;
let site: Site;

beforeAll(async () => {
  Object.assign(process.env, {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
    VISITOR_JWT_KEY: jwtSecret,
    ENCRYPTION_KEY: 'y'.repeat(32),
    APP_URL: app,
    LOG_LEVEL: 'silent',
  });
  company = await createCompany(sql);
  site = await addSite(sql, company);
  // The frame's page names the files of the build.
  if (!existsSync('public/widget/manifest.json')) await buildWidget();
});

type Session = { token: string | null; expires_at: string; secret: string; visitor_id: string };
type Refusal = { error: { code: string; field?: string } };

/** Each caller has an address of its own, so that no test meets the limits of another. */
async function openSession(input: Record<string, unknown>, headers: Record<string, string> = {}) {
  const response = await POST(
    new Request(`${app}/api/widget/v1/session`, {
      method: 'POST',
      headers: { 'x-forwarded-for': randomUUID(), 'user-agent': 'Test/1.0', ...headers },
      body: JSON.stringify({ siteKey: site.key, secret: null, locale: 'fr-CA', create: true, ...input }),
    }),
  );
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Session & Refusal,
  };
}

const exhaust = (name: string, hits: number, windowSeconds: number, subject: string) =>
  fillBucket(sql, `${name}:${createHash('sha256').update(subject).digest('base64url').slice(0, 22)}`, {
    hits,
    windowSeconds,
  });

const asVisitor = (token: string | null, name: string, args: object = {}) =>
  fetch(`${url}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { apikey: publishableKey, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });

const visitorsOf = async (organizationId: string) =>
  sql<{ id: string; locale: string; user_agent: string }[]>`
    select id, locale, user_agent from public.visitors where organization_id = ${organizationId}`;

describe('a session', () => {
  test('makes a visitor only when asked to', async () => {
    const quiet = await createCompany(sql);
    const quietSite = await addSite(sql, quiet);
    const answer = await openSession({ siteKey: quietSite.key, create: false });
    expect(answer).toMatchObject({ status: 200, body: { token: null } });
    expect(await visitorsOf(quiet.id)).toHaveLength(0);
    await openSession({ siteKey: quietSite.key });
    expect(only(await visitorsOf(quiet.id))).toMatchObject({ locale: 'fr', user_agent: 'Test/1.0' });
  });

  test('gives a token that is that visitor, and no more than a visitor', async () => {
    const { body } = await openSession({});
    const conversation = randomUUID();
    const started = await asVisitor(body.token, 'start_conversation', {
      p_conversation: conversation,
      p_message: randomUUID(),
      p_body: 'Hello',
    });
    expect(started.status).toBe(200);
    const row = only(
      await sql<{ visitor_id: string }[]>`
      select visitor_id from public.conversations where id = ${conversation}`,
    );
    expect(row.visitor_id).toBe(body.visitor_id);
    const config = await asVisitor(body.token, 'widget_config', { p_site_key: site.key });
    expect(config.status).toBe(403);
  });

  test('is renewed by the secret, for the same visitor; the secret itself stays', async () => {
    const first = await openSession({});
    const second = await openSession({ secret: first.body.secret, create: false });
    expect(second.body.visitor_id).toBe(first.body.visitor_id);
    expect(second.body.secret).toBe(first.body.secret);
  });

  test('of an unknown secret is nobody, or somebody new', async () => {
    const secret = 'f'.repeat(64);
    expect((await openSession({ secret, create: false })).body).toEqual({ token: null });
    const made = await openSession({ secret });
    expect(made.body.secret).not.toBe(secret);
  });

  test('of another site’s visitor is not recognised', async () => {
    const { body } = await openSession({});
    const other = await addSite(sql, company);
    expect((await openSession({ siteKey: other.key, secret: body.secret, create: false })).body).toEqual({
      token: null,
    });
  });

  test('is refused for an unknown key and for a site that is switched off', async () => {
    const off = await addSite(sql, company);
    await sql`update public.sites set is_enabled = false where id = ${off.id}`;
    expect(await openSession({ siteKey: 'site_of_nobody' })).toMatchObject({
      status: 404,
      body: { error: { code: 'unknown_site', field: 'siteKey' } },
    });
    expect(await openSession({ siteKey: off.key })).toMatchObject({
      status: 403,
      body: { error: { code: 'site_is_disabled', field: 'siteKey' } },
    });
  });

  test.each([['en\0'], ['\ud800'], ['tlh-Klingon'], ['']])(
    'asked for in the language %j is answered',
    async (locale) => {
      expect((await openSession({ locale })).status).toBe(200);
    },
  );

  test('is limited for each address; what the client writes into the header does not help', async () => {
    const address = randomUUID();
    // As the proxy passes it on: what the client claimed, then what the proxy saw.
    const ask = () => openSession({ create: false }, { 'x-forwarded-for': `${randomUUID()}, ${address}` });
    expect((await ask()).status).toBe(200);
    await exhaust('widget-session-address', 600, 300, address);
    const answer = await ask();
    expect(answer).toMatchObject({ status: 429, body: { error: { code: 'too_many_attempts' } } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await openSession({ create: false })).status).toBe(200);
  });

  test('is limited for each site, whatever the addresses', async () => {
    const busy = await addSite(sql, company);
    const known = await openSession({ siteKey: busy.key });
    await exhaust('widget-visitor-site', 6000, 300, busy.key);
    expect((await openSession({ siteKey: busy.key })).status).toBe(429);
    const { secret } = known.body;
    expect((await openSession({ siteKey: busy.key, secret, create: false })).status).toBe(200);
    expect((await openSession({})).status).toBe(200);
  });

  test('fills the bucket of a site with new visitors only, and with none that its address was refused', async () => {
    const quiet = await addSite(sql, company);
    const digest = createHash('sha256').update(quiet.key).digest('base64url').slice(0, 22);
    const filled = async () =>
      (
        await sql<{ hits: number }[]>`
        select sum(hits)::int as hits from private.rate_limits where bucket like ${`widget-%-site:${digest}`} having count(*) > 0`
      ).at(0)?.hits ?? 0;
    const address = { 'x-forwarded-for': randomUUID() };
    const { secret } = (await openSession({ siteKey: quiet.key }, address)).body;
    expect(await filled()).toBe(1);
    await openSession({ siteKey: quiet.key, secret, create: false }, address);
    await exhaust('widget-visitor-address', 300, 3600, address['x-forwarded-for']);
    expect((await openSession({ siteKey: quiet.key }, address)).status).toBe(429);
    await exhaust('widget-session-address', 600, 300, address['x-forwarded-for']);
    expect((await openSession({ siteKey: quiet.key }, address)).status).toBe(429);
    expect(await filled()).toBe(1);
  });

  test('is limited for all of an IPv6 network that is given to one customer', async () => {
    const from = (address: string) => openSession({ create: false }, { 'x-forwarded-for': address });
    const network = `2001:db8:${randomUUID().slice(0, 4)}:1`;
    const canonical = network
      .split(':')
      .map((group) => Number.parseInt(group, 16).toString(16))
      .join(':');
    await exhaust('widget-session-address', 600, 300, `${canonical}::/64`);
    expect((await from(`${network}::1`)).status).toBe(429);
    expect((await from(`${network}:ab:cd:ef:2`)).status).toBe(429);
    expect((await from(`${network}0::1`)).status).toBe(200);
  });

  test('makes a limited number of new visitors for each address; known ones are still served', async () => {
    const address = { 'x-forwarded-for': randomUUID() };
    const { body } = await openSession({}, address);
    await exhaust('widget-visitor-address', 300, 3600, address['x-forwarded-for']);
    expect((await openSession({}, address)).status).toBe(429);
    expect(await openSession({ secret: body.secret, create: false }, address)).toMatchObject({
      status: 200,
      body: { visitor_id: body.visitor_id },
    });
  });
});

describe('a token that is not ours', () => {
  const sign = (key: string, expiresIn: number, subject: string) =>
    new SignJWT({ role: 'authenticated', app_role: 'visitor' })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(subject)
      .setAudience('authenticated')
      .setIssuedAt(Math.floor(Date.now() / 1000) - 3600)
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(new TextEncoder().encode(key));

  test('opens nothing: forged, ended, or naming somebody who is no visitor', async () => {
    const { body } = await openSession({});
    const forged = await sign('another secret, just as long as the real one is', 600, body.visitor_id);
    const ended = await sign(jwtSecret, -60, body.visitor_id);
    const nobody = await sign(jwtSecret, 600, randomUUID());
    expect((await asVisitor(forged, 'visitor_state')).status).toBe(401);
    expect((await asVisitor(ended, 'visitor_state')).status).toBe(401);
    expect((await asVisitor(nobody, 'visitor_state')).status).toBe(403);
    expect((await asVisitor(body.token, 'visitor_state')).status).toBe(200);
  });
});

describe('what a site wants before somebody acts', () => {
  /** What stands in front of the loader: attributes of its script element. */
  const own = async (siteKey: string) => {
    const response = await getLoader(new Request(`${app}/widget/${siteKey}/loader`), {
      params: Promise.resolve({ siteKey }),
    });
    const text = await response.text();
    const json =
      /^\{const d=document\.currentScript\.dataset;Object\.assign\(d,(\{.*\}),\{\.\.\.d\}\)\}\n/.exec(text);
    return {
      status: response.status,
      cached: response.headers.get('cache-control'),
      attributes: JSON.parse(json?.[1] ?? '{}') as { early?: string; css?: string },
    };
  };
  const statusOn = async (siteKey: string, page_url: string) => {
    const facts = { page_url, referrer: '', language: 'fr-FR', device: 'phone', visits: 1, seconds: 0 };
    const body = JSON.stringify({ site: siteKey, facts });
    return (await postStatus(new Request(`${app}/api/widget/v1/status`, { method: 'POST', body }))).json();
  };
  const add = (siteId: string, rule: Record<string, unknown>) =>
    rpc(sql, company.administrator, 'save_targeting_rule', {
      p_site: siteId,
      p_id: randomUUID(),
      p_rule: { name: 'Rule', conditions: [], ...rule },
    });
  const jobs = { on: 'page', is: 'contains', value: '/jobs' };

  test('is nothing, unless a rule acts early or counts what only the browser can', async () => {
    const quiet = await addSite(sql, company);
    const cached = 'public, max-age=60, stale-while-revalidate=600';
    expect(await own(quiet.key)).toEqual({ status: 200, cached, attributes: {} });
    await add(quiet.id, { conditions: [jobs], is_urgent: true });
    await add(quiet.id, { hides_chat: true, is_enabled: false });
    expect((await own(quiet.key)).attributes).toEqual({});
    for (const rule of [
      { invitation_en: 'Hello' },
      { invitation_fr: 'Bonjour' },
      { conditions: [{ on: 'visits', is: 'at_least', value: 2 }] },
      { conditions: [{ on: 'seconds', is: 'at_least', value: 20 }] },
    ]) {
      const another = await addSite(sql, company);
      await add(another.id, rule);
      expect((await own(another.key)).attributes, JSON.stringify(rule)).toEqual({ early: '1' });
    }
    expect((await own('site_of_nobody')).attributes).toEqual({});
    expect((await own("a'b")).status).toBe(404);
  });

  test('keeps the launcher back only where a rule may take it away, and does not say on which pages', async () => {
    const hiding = await addSite(sql, company);
    await add(hiding.id, { invitation_en: 'Hello' });
    await add(hiding.id, { conditions: [jobs], hides_chat: true });
    const { attributes } = await own(hiding.key);
    expect(attributes).toEqual({ early: '1', css: expect.stringContaining('#launcher{animation:wait') });
    expect(JSON.stringify(attributes)).not.toContain('jobs');
  });

  test('depends on the page, and asking makes nobody a visitor', async () => {
    const targeted = await addSite(sql, company);
    await add(targeted.id, { conditions: [jobs], hides_chat: true });
    await add(targeted.id, {
      conditions: [{ on: 'seconds', is: 'at_least', value: 20 }],
      invitation_fr: 'Bonjour\u00a0!',
    });
    expect(await statusOn(targeted.key, 'https://shop.example/jobs')).toMatchObject({
      targeting: { hides_chat: true, invitation: null },
    });
    expect(await statusOn(targeted.key, 'https://shop.example/lamps')).toMatchObject({
      targeting: { hides_chat: false, invitation: { fr: 'Bonjour\u00a0!', after_seconds: 20 } },
    });
    expect(await sql`select 1 from public.visitors where site_id = ${targeted.id}`).toEqual([]);
  });
});

describe('what anybody may ask of a site', () => {
  const from = (address: string) => new Request(app, { headers: { 'x-forwarded-for': address } });
  const knock = async (door: 'status' | 'form' | 'frame', address: string) => {
    const headers = { 'x-forwarded-for': address };
    const params = Promise.resolve({ siteKey: site.key });
    const api = `${app}/api/widget/v1`;
    if (door === 'status') return getStatus(new Request(`${api}/status?site=${site.key}`, { headers }));
    if (door === 'form') return getForm(new Request(`${api}/form?site=${site.key}&kind=start`, { headers }));
    return getFrame(new Request(`${app}/widget/${site.key}`, { headers }), { params });
  };

  test.each(['status', 'form', 'frame'] as const)(
    'is limited for each address at the door of the %s',
    async (door) => {
      // Held still, so that no window ends meanwhile.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
      onTestFinished(() => void vi.useRealTimers());
      const address = `2001:db8:7:${{ status: 1, form: 2, frame: 3 }[door]}`;
      for (let hits = 1; hits < 1200; hits += 1) limitDoor(door, from(`${address}::${hits.toString(16)}`));
      expect((await knock(door, `${address}::1`)).status).toBe(200);
      const refused = await knock(door, `${address}::2`);
      expect(refused.status).toBe(429);
      expect((await knock(door, '2001:db8:8::1')).status).toBe(200);
    },
  );
});

describe('what the widget shows of a site', () => {
  const status = async (key: string) => {
    const response = await getStatus(new Request(`${app}/api/widget/v1/status?site=${key}`));
    return { status: response.status, body: (await response.json()) as unknown };
  };

  test('is who would answer now, by nickname and picture only [I17 I21]', async () => {
    const agent = await addMember(sql, company, { nickname: 'Robin' });
    expect(await status(site.key)).toMatchObject({ status: 200, body: { is_online: false, agents: [] } });
    await rpc(sql, agent, 'set_availability', { p_organization: company.id, p_status: 'online' });
    expect(await status(site.key)).toMatchObject({
      status: 200,
      body: { is_online: true, agents: [{ nickname: 'Robin', avatar_path: null }] },
    });
  });

  test('is nothing for an unknown key and for a site that is switched off', async () => {
    const off = await addSite(sql, company);
    await sql`update public.sites set is_enabled = false where id = ${off.id}`;
    expect(await status('site_of_nobody')).toMatchObject({ status: 404 });
    expect(await status(off.key)).toMatchObject({ status: 403 });
  });
});

describe('the frame’s page', () => {
  const frame = async (key: string, headers: Record<string, string> = {}, query = '') => {
    const response = await getFrame(new Request(`${app}/widget/${key}${query}`, { headers }), {
      params: Promise.resolve({ siteKey: key }),
    });
    const html = await response.text();
    const boot = JSON.parse(/id="foyer-boot">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as Record<
      string,
      unknown
    >;
    return { status: response.status, policy: response.headers.get('content-security-policy') ?? '', boot };
  };

  test('may be framed by the site’s addresses only, and names no secret', async () => {
    await sql`update public.sites set addresses = '{shop.example}' where id = ${site.id}`;
    const { status, policy, boot } = await frame(site.key);
    expect(status).toBe(200);
    expect(policy).toContain("frame-ancestors 'self' https://shop.example http://shop.example");
    expect(boot).toMatchObject({ siteKey: site.key, supabaseUrl: url, publishableKey });
    expect(JSON.stringify(boot)).not.toContain(secretKey);
    expect(Object.keys(boot).sort()).toEqual([
      'agents',
      'has_start_form',
      'hours',
      'is_online',
      'is_targeted',
      'locale',
      'logo_url',
      'organization_name',
      'publishableKey',
      'siteKey',
      'supabaseUrl',
      'texts',
    ]);
  });

  test('speaks the browser’s language, else the organization’s; the snippet may say which [I46]', async () => {
    await sql`update public.organizations set locale = 'fr' where id = ${company.id}`;
    expect((await frame(site.key, { 'accept-language': 'en-GB,en;q=0.9' })).boot.locale).toBe('en');
    expect((await frame(site.key, { 'accept-language': 'de-DE,ja;q=0.5' })).boot.locale).toBe('fr');
    expect((await frame(site.key, { 'accept-language': 'en' }, '?locale=fr-CA')).boot.locale).toBe('fr');
  });

  test('says why there is no chat, on whatever page it stands', async () => {
    const off = await addSite(sql, company);
    await sql`update public.sites set is_enabled = false where id = ${off.id}`;
    const unknown = await frame('site_of_nobody');
    const disabled = await frame(off.key);
    expect(unknown).toMatchObject({ status: 404, boot: { error: 'unknown_site' } });
    expect(disabled).toMatchObject({ status: 403, boot: { error: 'site_is_disabled' } });
    expect(unknown.policy).toContain('frame-ancestors *');
  });
});
