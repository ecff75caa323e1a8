import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { only, openDatabase, rpc } from '@/tests/support/database';
import { choices, randomHours, randomInstants, YEARS, ZONES } from '@/tests/support/opening-hours-cases';
import { HoursOracle } from '@/tests/support/opening-hours-oracle';
import { addSite, type Company, createCompany } from '@/tests/support/people';

/** The database against a second implementation, which knows only what the hours are said to mean. */
const seed = Number(process.env.TEST_SEED ?? randomInt(2 ** 31));
const INSTANTS = 10_000;
const CARDS = 300;
const DAY_MS = 24 * 3_600_000;

const sql = openDatabase(2);
let company: Company;
beforeAll(async () => {
  company = await createCompany(sql);
});

const iso = (ms: number): string => new Date(ms).toISOString();

describe(`${ZONES.length * INSTANTS} instants, by chance and where it is hard (TEST_SEED=${seed})`, {
  timeout: 180_000,
}, () => {
  test.each(ZONES.map((zone, n) => ({ ...zone, n })))(
    '$zone: $why [A28, A31, A32, A33, A35]',
    async ({ n, ...zone }) => {
      const choose = choices(seed + n * 7_919);
      const hours = randomHours(choose, zone, n % 5 === 4);
      const site = await addSite(sql, company);
      await rpc(sql, company.administrator, 'save_opening_hours', {
        p_organization: company.id,
        p_site: site.id,
        p_version: 0,
        p_hours: hours,
      });
      const oracle = new HoursOracle(hours, `${zone.from - 1}-12-01`, `${zone.from + YEARS + 1}-03-31`);
      const instants = randomInstants(choose, zone, oracle, INSTANTS);

      const { open } = only(
        await sql<{ open: boolean[] }[]>`
        select array_agg(private.site_is_open(${site.id}, at) order by n) as open
        from unnest(${instants.map(iso)}::timestamptz[]) with ordinality t (at, n)`,
      );
      const wrong = instants.flatMap((at, index) =>
        open[index] === oracle.isOpen(at) ? [] : [{ at: iso(at), database: open[index] }],
      );
      expect(wrong).toEqual([]);
      expect(open).toHaveLength(INSTANTS);
      expect(new Set(open)).toEqual(new Set([true, false]));

      const asked = instants.slice(0, CARDS);
      const cards = await sql<{ opens: Date | null; closes: string | null; next: Date | null }[]>`
      select (card ->> 'opens_at')::timestamptz as opens, (card ->> 'closes_at') as closes,
             private.next_opening(${site.id}, at) as next
      from unnest(${asked.map(iso)}::timestamptz[]) with ordinality t (at, n)
      cross join lateral (select private.site_hours_card(${site.id}, at) as card) c order by n`;
      const expected = asked.map((at) => {
        const span = oracle.nextSpan(at);
        const isOpen = span !== undefined && span.from <= at;
        const isNear = span !== undefined && span.from < at + 400 * DAY_MS;
        return {
          opens: isNear && !isOpen ? new Date(span.from) : null,
          closes: isOpen && span.to < at + 8 * DAY_MS ? iso(span.to) : null,
          next: isOpen ? new Date(at) : isNear ? new Date(span.from) : null,
        };
      });
      expect(
        cards.map((card) => ({ ...card, closes: card.closes && new Date(card.closes).toISOString() })),
      ).toEqual(expected);
    },
  );
});
