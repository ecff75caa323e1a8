import type { Known } from '@/lib/forms/answers';
import type { Answers, FormField } from '@/lib/forms/fields';

/** The drafts of the composer, under names of the form's own. */
export type FormDrafts = { get(name: string | null): string; set(name: string | null, text: string): void };

export type KeptForm = {
  values: Record<string, unknown>;
  /** When a rating was sent. */
  sentAt?: number;
  /** The visitor does not want to be asked. */
  isClosed?: boolean;
};

const KNOWN = 'form-known';

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function readKept(drafts: FormDrafts, name: string): KeptForm {
  const { values, sentAt, isClosed } = parse(drafts.get(name));
  return {
    values: typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {},
    ...(typeof sentAt === 'number' ? { sentAt } : {}),
    ...(isClosed === true ? { isClosed } : {}),
  };
}

export function writeKept(drafts: FormDrafts, name: string, kept: KeptForm): void {
  const isNothing = Object.keys(kept.values).length === 0 && !kept.sentAt && !kept.isClosed;
  drafts.set(name, isNothing ? '' : JSON.stringify(kept));
}

/** Name and address, once the server has them: it does not need them again. */
export function keepKnown(drafts: FormDrafts, fields: readonly FormField[], answers: Answers): void {
  const known: Record<string, unknown> = { ...readKnown(drafts) };
  for (const { key, type } of fields) {
    if (key === 'name' && answers[key]) known.name = answers[key];
    if (type === 'email' && answers[key]) known.email = answers[key];
  }
  drafts.set(KNOWN, JSON.stringify(known));
}

export function readKnown(drafts: FormDrafts): Known {
  const { name, email } = parse(drafts.get(KNOWN));
  return {
    name: typeof name === 'string' ? name : null,
    email: typeof email === 'string' ? email : null,
  };
}
