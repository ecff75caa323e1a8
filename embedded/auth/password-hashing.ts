import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type postgres from 'postgres';

type Bcrypt = {
  hash(password: string, cost: number): Promise<string>;
  compare(password: string, hash: string): Promise<boolean>;
};

const COST = 10;

export async function hashPassword(sql: postgres.Sql, password: string): Promise<string> {
  const [row] = await sql<{ hash: string }[]>`
    select extensions.crypt(${password}, extensions.gen_salt('bf', ${COST})) as hash`;
  if (!row) throw new Error('crypt() returned no row.');
  return row.hash;
}

async function passwordMatches(sql: postgres.Sql, password: string, hash: string): Promise<boolean> {
  // $2b$ differs from $2a$ only for passwords far longer than the 72 bytes Auth allows.
  const known = hash.replace(/^\$2[by]\$/, '$2a$');
  const [row] = await sql<{ matches: boolean }[]>`
    select extensions.crypt(${password}, ${known}) = ${known} as matches`;
  return row?.matches ?? false;
}

/**
 * Lite hashes with bcrypt written in JavaScript: 75 ms during which the gateway answers nobody, for every
 * sign-in. Postgres has the same function in C and in a process of its own, so Lite is given that one.
 */
export async function hashPasswordsInPostgres(sql: postgres.Sql): Promise<void> {
  const lite = createRequire(import.meta.resolve('@supabase/lite'));
  // require() finds the package's CommonJS twin in umd/; Lite imports the module beside that folder.
  const module = join(dirname(dirname(lite.resolve('bcryptjs'))), 'index.js');
  const loaded = (await import(pathToFileURL(module).href)) as { default: Bcrypt };
  if (typeof loaded.default.compare !== 'function') throw new Error('bcryptjs no longer exports compare().');
  loaded.default.hash = (password) => hashPassword(sql, password);
  loaded.default.compare = (password, hash) => passwordMatches(sql, password, hash);
}
