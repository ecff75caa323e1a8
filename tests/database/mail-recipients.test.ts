import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { sendMail } from '@/lib/platform/mail';
import { openDatabase, outcomeOf } from '@/tests/support/database';
import { runServerAgainst } from '@/tests/support/server-environment';

const sql = openDatabase();
beforeAll(() => runServerAgainst(inject('backend')));

const fresh = () => `${randomUUID()}@example.org`;
const check = (email: string) => outcomeOf(sql`select private.check_email(${email}) as email`);

describe('an address of a member', () => {
  test.each(['ada@example.org', 'o\u2019hara+x@sub.example.museum', 'ada@bücher.example'])(
    '%s is one',
    async (email) => {
      expect(await check(email)).toMatchObject({ ok: true, value: [{ email }] });
    },
  );

  test.each([
    'ada@example.org,eve@evil.example',
    'ada@example.org;eve.example',
    'ada@example.<eve.example>',
    'ada@exam"ple.org',
    'ada@[192.0.2.1].example',
    'ada@eve.example:x.example',
    'ada@example.org,eve',
    'ada@(eve).example',
  ])('%s is none', async (email) => {
    expect(await check(email)).toMatchObject({ code: 'PT422', message: 'email_is_invalid' });
  });
});

describe('a mail', () => {
  const send = (to: string) => sendMail({ to, subject: to, text: 'Hello', html: '<p>Hello</p>' });
  const arrivedAt = async (address: string) => {
    const response = await fetch(`${inject('backend').inboxUrl}/api/email`);
    const mails = (await response.json()) as { to: { address: string }[] }[];
    return mails.filter(({ to }) => to.some((recipient) => recipient.address === address)).length;
  };

  test('goes to one address, whatever the text of it says', async () => {
    const [alone, first, second, named] = [fresh(), fresh(), fresh(), fresh()];
    await send(alone);
    await send(`${first}, ${second}`).catch(() => undefined);
    await send(`"${first}" <${named}>`).catch(() => undefined);
    expect(await arrivedAt(alone)).toBe(1);
    for (const other of [first, second, named]) expect(await arrivedAt(other)).toBe(0);
  });
});
