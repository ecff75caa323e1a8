import { expect, test } from 'vitest';
import { actAs, attempt, openDatabase, rpc, server } from '@/tests/support/database';
import { addSite, createCompany } from '@/tests/support/people';

const sql = openDatabase();

const REFUSED = '23514';
const bell = String.fromCodePoint(7);

test('a site’s look is judged by the database, and what holds is told to its visitors [A22]', async () => {
  const company = await createCompany(sql);
  const site = await addSite(sql, company);
  const caller = company.administrator;
  const change = (column: string, value: unknown) =>
    attempt(sql, caller, (tx) => {
      const kept = typeof value === 'object' && value !== null ? tx.json(value as never) : (value as string);
      return tx`update public.sites set ${tx(column)} = ${kept} where id = ${site.id}`;
    });

  for (const accent of ['red', '#FFF', '#ff00', '#FF0000', '#ff0000;}*{', ''])
    expect(await change('accent', accent), accent).toMatchObject({ ok: false, code: REFUSED });
  for (const offset of [-1, 161])
    expect(await change('launcher_offset', offset)).toMatchObject({ ok: false, code: REFUSED });
  const texts = [
    [],
    'Hello',
    { de: {} },
    { en: 'Hello' },
    { en: { title: 1 } },
    { en: { title: '   ' } },
    { en: { footer: 'Hello' } },
    { en: { title: `Ring${bell}` } },
    { fr: { title: 'x'.repeat(61) } },
    { fr: { launcher: 'x'.repeat(25) } },
    { en: { greeting: 'x'.repeat(121) } },
    { en: { away: 'x'.repeat(301) } },
  ];
  for (const wrong of texts)
    expect(
      await attempt(
        sql,
        caller,
        (tx) => tx`update public.sites set texts = ${tx.json(wrong)} where id = ${site.id}`,
      ),
      JSON.stringify(wrong),
    ).toMatchObject({ ok: false, code: REFUSED });

  const own = { en: { title: 'Lamps', away: 'x'.repeat(300) }, fr: { launcher: 'Une question ?' } };
  await actAs(
    sql,
    caller,
    (tx) => tx`update public.sites set accent = '#1d4ed8', launcher_side = 'left', launcher_offset = 160,
               texts = ${tx.json(own)} where id = ${site.id}`,
  );
  const config = await rpc<{ look: unknown }>(sql, server, 'widget_config', { p_site_key: site.key });
  expect(config.look).toEqual({
    accent: '#1d4ed8',
    launcher_side: 'left',
    launcher_offset: 160,
    texts: own,
    logo_path: null,
  });
});
