import { isUuid } from '@/lib/platform/ids';
import { instantOf } from '@/lib/platform/zoned-time';
import { DEVICES } from '@/lib/sites/targeting/schema';

/** A visit as one describes it in the form; everything may be left empty, as in the address of the page. */
export type Visit = {
  page: string;
  referrer: string;
  language: string;
  device: string;
  visits: string;
  seconds: string;
  /** yyyy-mm-ddThh:mm by the site's clock; empty is now. */
  at: string;
  department: string;
  form: string;
};

export const EMPTY_VISIT: Visit = {
  page: '',
  referrer: '',
  language: '',
  device: '',
  visits: '',
  seconds: '',
  at: '',
  department: '',
  form: '',
};
const FIELDS = Object.keys(EMPTY_VISIT) as (keyof Visit)[];
const FIELD_MAX = 2000;

type SearchParams = Record<string, string | string[] | undefined>;

export function visitOfAddress(params: SearchParams): Visit {
  const visit = { ...EMPTY_VISIT };
  for (const field of FIELDS) {
    const value = params[field];
    if (typeof value === 'string') visit[field] = value.slice(0, FIELD_MAX);
  }
  return visit;
}

/** What stands after the question mark; only what was filled in. */
export function addressOfVisit(visit: Visit): string {
  const filled = FIELDS.filter((field) => visit[field] !== '').map((field) => [field, visit[field]]);
  return new URLSearchParams(filled).toString();
}

export type VisitProblems = Partial<Record<keyof Visit, string>>;

export type PreviewQuestion = {
  p_facts: {
    page_url: string | null;
    referrer: string | null;
    language: string | null;
    device: string | null;
    visits: number;
    seconds: number;
  };
  p_at?: string;
  p_department?: string;
  p_form?: string;
};

/**
 * The question to ask of the database, and what is wrong, by field. What is wrong is left out of the question. Where no
 * questionnaire is named, visitors meet the site's own.
 */
export function questionOf(
  visit: Visit,
  { timeZone, siteForm }: { timeZone: string; siteForm: string },
): { question: PreviewQuestion; problems: VisitProblems } {
  const problems: VisitProblems = {};
  const form = visit.form || siteForm;
  const address = (field: 'page' | 'referrer'): string | null => {
    const url = webAddress(visit[field]);
    if (url === null && visit[field].trim() !== '') problems[field] = 'page_is_invalid';
    return url;
  };
  const count = (field: 'visits' | 'seconds', otherwise: number, max: number, code: string): number => {
    const typed = visit[field].trim();
    if (typed === '') return otherwise;
    if (/^\d{1,6}$/.test(typed) && Number(typed) <= max) return Number(typed);
    problems[field] = code;
    return otherwise;
  };
  const at = visit.at === '' ? null : instantOf(visit.at, timeZone);
  if (visit.at !== '' && at === null) problems.at = 'date_is_invalid';
  return {
    question: {
      p_facts: {
        page_url: address('page'),
        referrer: address('referrer'),
        language: /^[a-z]{2,3}$/.test(visit.language) ? visit.language : null,
        device: DEVICES.find((device) => device === visit.device) ?? null,
        visits: count('visits', 1, 10_000, 'visits_are_invalid'),
        seconds: count('seconds', 0, 3600, 'seconds_are_invalid'),
      },
      ...(at === null ? {} : { p_at: at.toISOString() }),
      ...(isUuid(visit.department) ? { p_department: visit.department } : {}),
      ...(isUuid(form) ? { p_form: form } : {}),
    },
    problems,
  };
}

/** As people type it, with or without the scheme. */
function webAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
