import { type CheckedRows, type CheckOptions, checkRows } from '@/lib/people/import/check-rows';
import { decode, detectEncoding } from '@/lib/people/import/decode';
import { detectDelimiter, readTable } from '@/lib/people/import/read-table';
import type { Delimiter, Encoding, ImportRow, RowProblem, Table, TableRow } from '@/lib/people/import/schema';

/** The file and its rows stay in here: the page above never freezes, and never holds 50,000 rows. */
export type ReadTable = {
  encoding: Encoding;
  delimiter: Delimiter;
  headers: string[];
  sample: TableRow[];
  rowCount: number;
};

export type CheckSummary = {
  readyCount: number;
  wrongRowCount: number;
  problemCount: number;
  problems: RowProblem[];
  newGroups: string[];
  newSkills: string[];
};

export type WorkerCalls = {
  read: { ask: { file: File; encoding?: Encoding; delimiter?: Delimiter }; answer: ReadTable };
  check: { ask: CheckOptions; answer: CheckSummary };
  take: { ask: { from: number; count: number }; answer: ImportRow[] };
  problems: { ask: null; answer: RowProblem[] };
};
export type WorkerQuestion = {
  [Name in keyof WorkerCalls]: { id: number; name: Name; ask: WorkerCalls[Name]['ask'] };
}[keyof WorkerCalls];
export type WorkerAnswer = { id: number; answer: unknown } | { id: number; failed: string };

type WorkerScope = {
  postMessage(answer: WorkerAnswer): void;
  onmessage: ((message: MessageEvent<WorkerQuestion>) => void) | null;
};
const scope = self as unknown as WorkerScope;

const SAMPLE_ROWS = 3;
const SHOWN_PROBLEMS = 200;

let table: Table = { headers: [], rows: [] };
let checked: CheckedRows = { ready: [], problems: [], newGroups: [], newSkills: [] };

async function read({ file, ...chosen }: WorkerCalls['read']['ask']): Promise<ReadTable> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = chosen.encoding ?? detectEncoding(bytes);
  const text = decode(bytes, encoding);
  const delimiter = chosen.delimiter ?? detectDelimiter(text);
  table = readTable(text, delimiter);
  return {
    encoding,
    delimiter,
    headers: table.headers,
    sample: table.rows.slice(0, SAMPLE_ROWS),
    rowCount: table.rows.length,
  };
}

function check(options: CheckOptions): CheckSummary {
  checked = checkRows(table, options);
  return {
    readyCount: checked.ready.length,
    wrongRowCount: table.rows.length - checked.ready.length,
    problemCount: checked.problems.length,
    problems: checked.problems.slice(0, SHOWN_PROBLEMS),
    newGroups: checked.newGroups,
    newSkills: checked.newSkills,
  };
}

async function answerOf(question: WorkerQuestion): Promise<unknown> {
  switch (question.name) {
    case 'read':
      return read(question.ask);
    case 'check':
      return check(question.ask);
    case 'take':
      return checked.ready.slice(question.ask.from, question.ask.from + question.ask.count);
    case 'problems':
      return checked.problems;
  }
}

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage({ id: data.id, answer: await answerOf(data) });
  } catch (error) {
    scope.postMessage({ id: data.id, failed: String(error) });
  }
};
