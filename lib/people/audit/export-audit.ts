import 'server-only';
import { type DescribedEntry, describeEntry } from '@/lib/people/audit/describe-entry';
import type { AuditTexts } from '@/lib/people/audit/describe-value';
import { namesIn } from '@/lib/people/audit/find-names';
import { type AuditReader, listAuditEntries } from '@/lib/people/audit/queries';
import type { AuditFilter } from '@/lib/people/audit/schema';
import { memberTimeFormats } from '@/lib/people/time-formats';
import { BYTE_ORDER_MARK, csvLine } from '@/lib/platform/csv';

const ROWS_AT_ONCE = 500;
const COLUMNS = ['when', 'who', 'ip', 'what', 'changes'] as const;

export function exportAudit(
  reader: AuditReader,
  filter: AuditFilter,
  texts: AuditTexts,
): ReadableStream<Uint8Array> {
  const pages = auditPages(reader, filter, texts);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pages.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}

async function* auditPages(
  reader: AuditReader,
  filter: AuditFilter,
  texts: AuditTexts,
): AsyncGenerator<string, void, void> {
  const { member } = reader;
  const formats = memberTimeFormats(member);
  yield BYTE_ORDER_MARK + csvLine(COLUMNS.map((column) => texts(`column.${column}`)));
  let before: number | undefined;
  for (;;) {
    const { entries, hasMore } = await listAuditEntries(
      reader,
      before === undefined ? filter : { ...filter, before },
      ROWS_AT_ONCE,
    );
    const names = await namesIn(reader, entries);
    const reading = { texts, names, formats, locale: member.locale };
    yield entries.map((entry) => lineOf(describeEntry(entry, reading), texts)).join('');
    before = entries.at(-1)?.id;
    if (!hasMore || before === undefined) return;
  }
}

function lineOf({ when, who, ip, what, changes }: DescribedEntry, texts: AuditTexts): string {
  const told = changes.map(({ label, before, after }) => {
    const sides = [before, after].filter((side) => side !== null).map((side) => side || texts('empty'));
    return `${label}: ${sides.join(' → ')}`;
  });
  return csvLine([when, who, ip, what, told.join('; ')]);
}
