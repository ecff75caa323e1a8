import type { Answer, Answers, FormField } from '@/lib/forms/fields';

/**
 * The judge of answers where they are typed. private.read_answers is the same judge where they are kept, and a property
 * test holds the two together: whatever changes here changes there.
 */

export type AnswerProblem =
  | 'required'
  | 'value_is_invalid'
  | 'text_is_too_long'
  | 'email_is_invalid'
  | 'phone_is_invalid'
  | 'number_is_invalid'
  | 'date_is_invalid'
  | 'choice_is_gone';

type Read = { answer: Answer | null } | { problem: AnswerProblem };

/** What the server knows about the visitor already; not asked again. */
export type Known = { name?: string | null | undefined; email?: string | null | undefined };

// Spaces by their numbers: what \s means differs between here and the database.
const blank = '[\\n\\t \\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+';
const edges = new RegExp(`^${blank}|${blank}$`, 'g');

const problem = (code: AnswerProblem): Read => ({ problem: code });
const nothing: Read = { answer: null };

/** The message itself, which is no field of the form's and as long as any other. */
export const MESSAGE = 'message-body';

export function maxLength({ key, type }: Pick<FormField, 'key' | 'type'>): number {
  if (key === MESSAGE) return 5000;
  if (type === 'long_text') return 2000;
  if (key === 'name') return 80;
  return type === 'email' ? 254 : 200;
}

function clean(text: string, keepsLines: boolean): string {
  const straight = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
  const plain = keepsLines
    ? // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      straight.replace(/\r\n?/g, '\n').replace(/[\u0001-\u0008\u000b-\u001f\u007f]/g, '')
    : // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      straight.replace(/[\u0001-\u001f\u007f]+/g, ' ');
  return plain.replace(edges, '');
}

function isDate(text: string): boolean {
  if (!/^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function readText(field: FormField, value: unknown): Read {
  if (typeof value !== 'string') return problem('value_is_invalid');
  const text = clean(value, field.type === 'long_text');
  if (text === '') return nothing;
  // Characters as the database counts them.
  if ([...text].length > maxLength(field)) return problem('text_is_too_long');
  switch (field.type) {
    case 'email':
      return /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(text)
        ? { answer: text.toLowerCase() }
        : problem('email_is_invalid');
    case 'phone': {
      const digits = text.replace(/[^0-9]/g, '').length;
      return /^\+?[0-9(][0-9 ()./-]{3,29}$/.test(text) && digits >= 5 && digits <= 15
        ? { answer: text }
        : problem('phone_is_invalid');
    }
    case 'number': {
      const number = text.replaceAll(',', '.');
      return /^-?[0-9]{1,12}(\.[0-9]{1,6})?$/.test(number)
        ? { answer: number }
        : problem('number_is_invalid');
    }
    case 'date':
      return isDate(text) ? { answer: text } : problem('date_is_invalid');
    default:
      return { answer: text };
  }
}

function readChoice({ type, options = [] }: FormField, value: unknown): Read {
  const isOffered = (one: unknown) => options.some((option) => option.value === one);
  if (type === 'choices') {
    if (!Array.isArray(value) || !value.every(isOffered)) return problem('value_is_invalid');
    const chosen = options.map((option) => option.value).filter((one) => value.includes(one));
    return { answer: chosen.length === 0 ? null : chosen };
  }
  if (typeof value !== 'string') return problem('value_is_invalid');
  if (value === '') return nothing;
  if (isOffered(value)) return { answer: value };
  return problem(type === 'choice' ? 'value_is_invalid' : 'choice_is_gone');
}

/** One answer as it is kept; null when there is none. */
export function readAnswer(field: FormField, value: unknown): Read {
  if (value === undefined || value === null) return nothing;
  switch (field.type) {
    case 'choice':
    case 'choices':
    case 'department':
    case 'operator':
      return readChoice(field, value);
    case 'consent':
      if (typeof value !== 'boolean') return problem('value_is_invalid');
      // Not given is not answered.
      return { answer: value || null };
    case 'rating':
      return typeof value === 'number' && [1, 2, 3, 4, 5].includes(value)
        ? { answer: value }
        : problem('value_is_invalid');
    default:
      return readText(field, value);
  }
}

/** What the conditions of later fields compare with. */
function marksOf({ type }: FormField, answer: Answer | null): string[] {
  if (type === 'consent') return [answer === null ? 'no' : 'yes'];
  if (answer === null) return [];
  return Array.isArray(answer) ? answer : [String(answer)];
}

export function knownAnswer({ key, type }: FormField, { name, email }: Known): string | null {
  if (key === 'name') return name ?? null;
  return type === 'email' ? (email ?? null) : null;
}

export type Reading = {
  /** The fields whose conditions hold, in order. */
  asked: FormField[];
  answers: Answers;
  problems: ReadonlyMap<string, AnswerProblem>;
};

/** Everything typed, judged: which fields are asked, what their answers are, and what is wrong with them. */
export function readForm(
  fields: readonly FormField[],
  given: Readonly<Record<string, unknown>>,
  known: Known = {},
): Reading {
  const marks = new Map<string, string[]>();
  const problems = new Map<string, AnswerProblem>();
  const asked: FormField[] = [];
  const answers: Answers = {};
  for (const field of fields) {
    const { key, type, shown_if, options } = field;
    if (shown_if && !shown_if.is.some((mark) => marks.get(shown_if.key)?.includes(mark))) continue;
    // Nobody is there to be chosen.
    if ((type === 'department' || type === 'operator') && !options?.length) continue;
    const read = readAnswer(field, Object.hasOwn(given, key) ? given[key] : null);
    const answer = 'answer' in read ? (read.answer ?? knownAnswer(field, known)) : null;
    if ('problem' in read) problems.set(key, read.problem);
    else if (answer === null && field.required) problems.set(key, 'required');
    marks.set(key, marksOf(field, answer));
    asked.push(field);
    if (answer !== null) answers[key] = answer;
  }
  return { asked, answers, problems };
}
