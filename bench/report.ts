import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import type { Figure, Finding } from '@/bench/figures';

const shown = ({ value, unit }: Figure): string => {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit ? ` ${unit}` : ''}`;
};

function verdictOf({ budget }: Figure): string {
  if (!budget) return '';
  return budget.met ? 'met' : 'NOT MET';
}

/** A Markdown table, so that a run can be pasted into docs/performance.md as it is. */
export function tableOf(findings: Finding[]): string {
  const rows = [
    ['figure', 'measured', 'detail', 'budget', ''],
    ...findings
      .flatMap(({ figures }) => figures)
      .map((figure) => [
        figure.what,
        shown(figure),
        figure.detail ?? '',
        figure.budget?.text ?? '',
        verdictOf(figure),
      ]),
  ];
  const widths =
    rows[0]?.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(line)].join(
    '\n',
  );
}

/** Everything again as one line for a program. */
export function jsonLineOf(findings: Finding[], seconds: number): string {
  const figures = findings.flatMap((finding) => finding.figures);
  return JSON.stringify({
    machine: {
      cores: availableParallelism(),
      memory_gb: Math.round(totalmem() / 1024 ** 3),
      system: `${platform()} ${release()} ${arch()}`,
      node: process.version,
    },
    seconds: Math.round(seconds),
    figures: Object.fromEntries(figures.map(({ id, value }) => [id, Number(value.toFixed(3))])),
    not_met: figures.filter(({ budget }) => budget && !budget.met).map(({ id }) => id),
    broken: findings.flatMap((finding) => finding.broken),
  });
}
