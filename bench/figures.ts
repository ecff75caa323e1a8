/** One measured number, and what it is held against. */
export type Figure = {
  /** Stable name, for comparing runs. */
  id: string;
  what: string;
  unit: 'ms' | 'msg/s' | 'rows/s' | 'KB' | 'MB' | '';
  value: number;
  /** Beside the value: the other percentiles, the number of samples. */
  detail?: string;
  budget?: { text: string; met: boolean };
};

/** What a part found: figures, and failed promises (a lost message, two owners) that no speed makes good. */
export type Finding = { figures: Figure[]; broken: string[] };

type Limit = { atMost: number } | { atLeast: number };

export function budget(value: number, limit: Limit, text: string): NonNullable<Figure['budget']> {
  return { text, met: 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast };
}

export const ms = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toString());
