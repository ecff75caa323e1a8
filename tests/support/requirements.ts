import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `npm run requirements`: every row of docs/requirements.md with the tests that prove it. */

export type Requirement = { id: string; text: string; area: string; isFinished: boolean };
export type Proof = { id: string; file: string; title: string };

const ROW = /^\| ([A-Z]\d+) \| (.+) \| ([a-z]+) \|$/gm;
const IDS = /\[([A-Z]\d+(?:, ?[A-Z]\d+)*)\]/g;
/** The title of a test, a group of tests or a table of them, on the line or lines it is written on. */
const TITLE =
  /\b(?:test|it|describe)(?:\.\w+(?:\([^()]*\))?)*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1|^\s*\)\(\s*(['"`])((?:\\.|(?!\3)[^\\])*)\3/gm;

export function readRequirements(markdown: string): Requirement[] {
  const listed = (heading: string): Set<string> =>
    new Set(new RegExp(`^${heading}: (.+)$`, 'm').exec(markdown)?.[1]?.split(/,\s*/) ?? []);
  const [areas, rows] = [listed('Finished areas'), listed('Finished rows')];
  return [...markdown.matchAll(ROW)].map(([, id = '', text = '', area = '']) => ({
    id,
    text,
    area,
    isFinished: areas.has(area) || rows.has(id),
  }));
}

export function readProofs(file: string, source: string): Proof[] {
  return [...source.matchAll(TITLE)].flatMap((match) => {
    const title = match[2] ?? match[4] ?? '';
    return [...title.matchAll(IDS)].flatMap(([, ids = '']) =>
      ids.split(/, ?/).map((id) => ({ id, file, title })),
    );
  });
}

/** What is wrong: finished rows nobody proves, and tests that prove a row there is not. */
export function complaintsOf(requirements: Requirement[], proofs: Proof[]): string[] {
  const known = new Set(requirements.map(({ id }) => id));
  const proven = new Set(proofs.map(({ id }) => id));
  return [
    ...requirements
      .filter(({ id, isFinished }) => isFinished && !proven.has(id))
      .map(({ id, text }) => `${id} is finished but no test proves it: ${text}`),
    ...proofs
      .filter(({ id }) => !known.has(id))
      .map(({ id, file, title }) => `${id} is no requirement, though ${file} names it: ${title}`),
  ];
}

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '../..');
  const requirements = readRequirements(await readFile(join(root, 'docs/requirements.md'), 'utf8'));
  const files = (await readdir(join(root, 'tests'), { recursive: true })).filter((name) =>
    /\.(test|spec)\.tsx?$/.test(name),
  );
  const proofs = (
    await Promise.all(
      files
        .toSorted()
        .map(async (name) => readProofs(`tests/${name}`, await readFile(join(root, 'tests', name), 'utf8'))),
    )
  ).flat();

  for (const area of new Set(requirements.map((row) => row.area))) {
    const rows = requirements.filter((row) => row.area === area);
    const provenRows = rows.filter(({ id }) => proofs.some((proof) => proof.id === id));
    console.log(`\n${area}: ${provenRows.length} of ${rows.length} rows have tests`);
    for (const row of rows) {
      console.log(`  ${row.isFinished ? '■' : '□'} ${row.id.padEnd(4)} ${row.text}`);
      for (const proof of proofs.filter(({ id }) => id === row.id))
        console.log(`         ${proof.file}: ${proof.title}`);
    }
  }
  const complaints = complaintsOf(requirements, proofs);
  const finished = requirements.filter((row) => row.isFinished).length;
  console.log(
    `\n${requirements.length} rows, ${finished} finished (■), ${new Set(proofs.map(({ id }) => id)).size} with tests.`,
  );
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
