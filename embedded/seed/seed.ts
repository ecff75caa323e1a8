import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Backend } from '@/embedded/backend';
import { readInstallConfig } from '@/embedded/config';
import { writeDemoRecord } from '@/embedded/demo-record';
import {
  addDepartments,
  askFirst,
  LUMEN_HOURS,
  LUMEN_PRO_HOURS,
  NORTHWIND_HOURS,
  PRO_RULES,
  SHOP_RULES,
  setAgents,
  setHours,
  target,
} from '@/embedded/seed/arrangements';
import { foundCompany } from '@/embedded/seed/companies';
import { holdConversations } from '@/embedded/seed/conversations';
import { openDoors } from '@/embedded/seed/doors';
import { moveIntoThePast } from '@/embedded/seed/history';
import { LUMEN_ORDER, MAISON_LUMEN, NORTHWIND_CYCLES } from '@/embedded/seed/people';
import { createRandom } from '@/embedded/seed/random';
import { readScripts } from '@/embedded/seed/scripts';
import { addSite } from '@/embedded/seed/sites';
import { openTheTill, subscribe } from '@/embedded/seed/subscription';

const STORY = 20_140_603;

/**
 * Two companies to look around in, made the way people would make them. Does nothing on a database that
 * already has an organization of its own; what an interrupted run left behind is removed first.
 */
export async function seed(backend: Backend, dataDir: string): Promise<void> {
  const sql = postgres(backend.migratorUrl, { max: 1, onnotice: () => undefined });
  const unfinished = join(dataDir, 'demo-unfinished');
  try {
    if (await exists(unfinished)) await removeDemo(backend, sql);
    const [found] = await sql`select 1 from public.organizations limit 1`;
    if (found) return;
    await writeFile(unfinished, '');
    await tellTheStory(backend, dataDir, sql);
    await rm(unfinished);
  } finally {
    await sql.end();
  }
}

async function tellTheStory(backend: Backend, dataDir: string, sql: postgres.Sql): Promise<void> {
  const doors = openDoors(backend);
  const random = createRandom(STORY);
  const shopPort = readInstallConfig().ports.shop;
  const shopUrl = `http://localhost:${shopPort}`;

  await openTheTill(backend, doors);
  const lumen = await foundCompany(MAISON_LUMEN, doors, sql);
  const shop = await addSite(
    {
      name: 'Maison Lumen',
      addresses: [`localhost:${shopPort}`, `127.0.0.1:${shopPort}`],
      assignment: 'automatic',
    },
    lumen,
    doors,
  );
  const pro = await addSite(
    {
      name: 'Lumen Pro',
      addresses: ['pro.maison-lumen.example'],
      assignment: 'manual',
      agents: ['Claire', 'Hugo', 'Inès'],
    },
    lumen,
    doors,
  );
  const atLumen = { company: lumen, doors };
  await setAgents({ isEverybody: false, high: ['Claire', 'Hugo'], low: ['Inès'] }, pro, atLumen);
  const departments = await addDepartments(
    { 'Conseil luminaires': ['Inès', 'Théo', 'Amara'], 'Grands comptes': ['Claire', 'Hugo', 'Inès'] },
    atLumen,
  );
  // Every seat taken: whoever looks at the users finds the way to more of them.
  await subscribe(LUMEN_ORDER, MAISON_LUMEN.name, { ...atLumen, backend, sql });
  const northwind = await foundCompany(NORTHWIND_CYCLES, doors, sql);
  const bikes = await addSite(
    { name: 'Northwind Cycles', addresses: ['northwind-cycles.example'], assignment: 'automatic' },
    northwind,
    doors,
  );

  const stage = { shopUrl, random, doors };
  const chats = await holdConversations(
    await readScripts(['lumen-closed-fr', 'lumen-closed-en', 'lumen-pro-closed', 'lumen-current']),
    { ...stage, orderPrefix: 'ML', siteOf: ({ page }) => (page.startsWith('pro-') ? pro : shop) },
  );
  const bikeChats = await holdConversations(await readScripts(['northwind']), {
    ...stage,
    orderPrefix: 'NW',
    siteOf: () => bikes,
  });
  // What would ask, close or lead elsewhere comes once the story is told.
  await setAgents({ isEverybody: true, high: ['Inès', 'Théo'], low: [] }, shop, atLumen);
  await setHours(LUMEN_HOURS, atLumen);
  await setHours(LUMEN_PRO_HOURS, atLumen, pro);
  await setHours(NORTHWIND_HOURS, { company: northwind, doors });
  await askFirst(pro, atLumen);
  await target(SHOP_RULES, shop, departments, atLumen);
  await target(PRO_RULES, pro, departments, atLumen);
  const now = new Date();
  await moveIntoThePast(chats, now, random, sql);
  await moveIntoThePast(bikeChats, now, random, sql);
  await writeDemoRecord(dataDir, { siteKey: shop.key, signIns: [...lumen.signIns, ...northwind.signIns] });
}

async function removeDemo(backend: Backend, sql: postgres.Sql): Promise<void> {
  const owners = [MAISON_LUMEN, NORTHWIND_CYCLES].map(({ administrator }) => administrator.email);
  await sql`
    delete from public.organizations
    where id in (select organization_id from public.members where email in ${sql(owners)})`;
  const people = [MAISON_LUMEN, NORTHWIND_CYCLES].flatMap((each) => [each.administrator, ...each.colleagues]);
  await openDoors(backend).removeAccounts(people.map(({ email }) => email));
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
