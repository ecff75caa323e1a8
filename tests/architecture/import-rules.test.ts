import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** A file that breaks the rule, what it imports, and the rule that must notice. */
const VIOLATIONS: [rule: string, from: string, to: string][] = [
  ['platform-knows-no-capability', 'lib/platform/log.ts', 'lib/auth/session.ts'],
  ['capability-order-sites', 'lib/sites/queries.ts', 'lib/conversations/schema.ts'],
  ['lib-does-not-draw', 'lib/sites/schema.ts', 'components/ui/button.tsx'],
  ['components-do-not-know-routes', 'components/shell/sidebar.tsx', 'app/layout.tsx'],
  ['components-do-not-read-or-write', 'components/sites/site-list.tsx', 'lib/sites/queries.ts'],
  ['primitives-know-no-capability', 'components/ui/badge.tsx', 'lib/people/schema.ts'],
  ['shared-knows-no-capability', 'components/shared/card.tsx', 'lib/people/schema.ts'],
  ['commands-only-from-actions-and-routes', 'app/sign-in/page.tsx', 'lib/auth/commands.ts'],
  ['capabilities-do-not-call-actions', 'lib/people/commands.ts', 'lib/auth/actions.ts'],
  ['secret-key-allow-list', 'lib/sites/commands.ts', 'lib/platform/supabase/admin.ts'],
  ['pages-hold-no-client', 'app/sites/page.tsx', 'lib/platform/supabase/server.ts'],
  ['nothing-imports-tests', 'lib/sites/queries.ts', 'tests/support/people.ts'],
  ['widget-stays-apart', 'widget/frame/app.tsx', 'components/ui/button.tsx'],
];

const PERMITTED: [from: string, to: string][] = [
  ['components/people/member-list.tsx', 'lib/people/schema.ts'],
  ['app/people/page.tsx', 'lib/people/queries.ts'],
];

type Violation = { rule: string; from: string; to: string };

let folder: string;
let violations: Violation[];

/** Writes every file of the tables, each importing what its rows say, and runs the rules over them once. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-import-rules-'));
  const pairs = [...VIOLATIONS.map(([, from, to]) => [from, to] as const), ...PERMITTED];
  const imports = new Map<string, string[]>();
  for (const [from, to] of pairs) {
    imports.set(from, [...(imports.get(from) ?? []), to]);
    if (!imports.has(to)) imports.set(to, []);
  }
  for (const [file, targets] of imports) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    const lines = targets.map(
      (target, n) => `export * as planted${n} from '@/${target.replace(/\.tsx?$/, '')}';`,
    );
    await writeFile(join(folder, file), `${lines.join('\n')}\nexport const own = '${file}';\n`);
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { paths: { '@/*': ['./*'] } } }),
  );
  violations = await runRules();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function runRules(): Promise<Violation[]> {
  const tool = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const args = [tool, '--config', config, '--output-type', 'json', 'app', 'components', 'lib', 'widget'];
  // The tool answers its findings on standard output and says by its exit code that there are some.
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (_error, stdout) => done(stdout));
  });
  const result = JSON.parse(output) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

describe('the import rules', () => {
  test.each(VIOLATIONS)('%s fails when %s imports %s', (rule, from, to) => {
    expect(violations).toContainEqual({ rule, from, to });
  });

  test.each(PERMITTED)('%s may import %s', (from, to) => {
    expect(violations.filter((found) => found.from === from && found.to === to)).toEqual([]);
  });
});
