import type { Page } from '@/embedded/stripe/pages/layout';
import { day, fill, money } from '@/embedded/stripe/pages/texts';
import type { Invoice } from '@/embedded/stripe/records';

/** A4 in points. */
const WIDTH = 595;
const HEIGHT = 842;
const LEFT = 56;
const RIGHT = WIDTH - LEFT;
const LINES_MAX = 30;

/** What WinAnsi has beyond Latin-1 among the signs that appear here; narrow spaces become plain ones. */
const WIN_ANSI: Record<string, string> = { '€': '\x80', '–': '\x96', '’': '\x92', '×': '\xd7' };

function pdfText(text: string): string {
  const bytes = text
    .replace(/[\u202f\u2009]/g, '\u00a0')
    .replace(/[€–’×]/g, (sign) => WIN_ANSI[sign] ?? '')
    .replace(/[^\x20-\xff]/g, '?');
  return `(${bytes.replace(/[\\()]/g, '\\$&')})`;
}

/** Helvetica's digits are 0.556 em wide and so is most of the rest: near enough to align amounts. */
const textWidth = (text: string, size: number): number => {
  let em = 0;
  for (const sign of text) em += /[.,\s\u00a0\u202f]/.test(sign) ? 0.278 : 0.556;
  return em * size;
};

/** A real, small PDF: one page, the two standard fonts, no dependency. */
export function invoicePdf({ language, texts }: Page, invoice: Invoice, status: string): Buffer {
  const out: string[] = [];
  let y = HEIGHT - 72;
  const put = (text: string, x: number, size: number, bold = false): void => {
    out.push(`BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x.toFixed(1)} ${y} Td ${pdfText(text)} Tj ET`);
  };
  const amountAtRight = (cents: number, bold = false): void => {
    const text = money(language, cents, invoice.currency);
    put(text, RIGHT - textWidth(text, 10), 10, bold);
  };
  const totalRow = (label: string, cents: number, bold = false): void => {
    put(label, 340, 10, bold);
    amountAtRight(cents, bold);
    y -= 18;
  };

  put(fill(texts.invoiceTitle, { number: invoice.number ?? '' }), LEFT, 18, true);
  y -= 24;
  put(`${day(language, invoice.created)} · ${status}`, LEFT, 10);
  y -= 16;
  put(texts.notice, LEFT, 9);
  y -= 34;
  put(texts.billedTo, LEFT, 10, true);
  const { customer_address: address } = invoice;
  const place = [address?.postal_code, address?.city, address?.country].filter(Boolean).join(' ');
  const taxIds = (invoice.customer_tax_ids ?? []).map(({ value }) => value ?? '');
  for (const line of [invoice.customer_name, invoice.customer_email, address?.line1, place, ...taxIds]) {
    if (!line) continue;
    y -= 14;
    put(line, LEFT, 10);
  }
  y -= 34;
  for (const line of invoice.lines.data.slice(0, LINES_MAX)) {
    put(line.description ?? '', LEFT, 10);
    amountAtRight(line.amount);
    y -= 13;
    put(`${day(language, line.period.start)} – ${day(language, line.period.end)}`, LEFT, 8);
    y -= 17;
  }
  y -= 8;
  totalRow(texts.total, invoice.total);
  if (invoice.amount_due !== invoice.total && invoice.total > 0) {
    totalRow(texts.credit, invoice.amount_due - invoice.total);
  }
  totalRow(invoice.status === 'paid' ? texts.amountPaid : texts.amountDue, invoice.amount_due, true);
  return assemble(out.join('\n'));
}

function assemble(content: string): Buffer {
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
