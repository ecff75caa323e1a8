import { invalid } from '@/embedded/stripe/api-error';
import type { FormTree, FormValue } from '@/embedded/stripe/form-body';

/**
 * The parameters of one request. A handler reads the ones it knows; the router then refuses a request that
 * carries any other, as Stripe does, so that a misspelt parameter is never silently without effect.
 */
export class Params {
  private readonly unread: Set<string>;
  private readonly inner: Params[] = [];

  constructor(
    private readonly values: FormTree,
    private readonly path = '',
  ) {
    this.unread = new Set(Object.keys(values));
  }

  nameOf(name: string): string {
    return this.path ? `${this.path}[${name}]` : name;
  }

  has(name: string): boolean {
    return name in this.values;
  }

  private read(name: string): FormValue | undefined {
    this.unread.delete(name);
    return this.values[name];
  }

  string(name: string): string | undefined {
    const value = this.read(name);
    if (value === undefined || typeof value === 'string') return value;
    throw invalid(`Invalid string: ${JSON.stringify(value)}`, this.nameOf(name));
  }

  required(name: string): string {
    const value = this.string(name);
    if (value) return value;
    throw invalid(`Missing required param: ${this.nameOf(name)}.`, this.nameOf(name), 'parameter_missing');
  }

  /** Undefined: not sent. Null: sent empty, which clears the field. */
  clearable(name: string): string | null | undefined {
    const value = this.string(name);
    return value === '' ? null : value;
  }

  integer(name: string): number | undefined {
    const text = this.string(name);
    if (text === undefined) return undefined;
    if (/^-?\d{1,15}$/.test(text)) return Number(text);
    throw invalid(`Invalid integer: ${text}`, this.nameOf(name), 'parameter_invalid_integer');
  }

  boolean(name: string): boolean | undefined {
    const text = this.string(name);
    if (text === undefined) return undefined;
    if (text === 'true' || text === 'false') return text === 'true';
    throw invalid(`Invalid boolean: ${text}`, this.nameOf(name));
  }

  choice<const T extends string>(name: string, options: readonly T[]): T | undefined {
    const text = this.string(name);
    if (text === undefined) return undefined;
    const found = options.find((option) => option === text);
    if (found) return found;
    throw invalid(`Invalid ${this.nameOf(name)}: must be one of ${options.join(', ')}`, this.nameOf(name));
  }

  child(name: string): Params | undefined {
    const value = this.read(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' || Array.isArray(value)) {
      throw invalid(`Invalid object: ${JSON.stringify(value)}`, this.nameOf(name));
    }
    const child = new Params(value, this.nameOf(name));
    this.inner.push(child);
    return child;
  }

  children(name: string): Params[] | undefined {
    const value = this.read(name);
    if (value === undefined || value === '') return undefined;
    if (!Array.isArray(value)) throw invalid('Invalid array', this.nameOf(name));
    return value.map((item, index) => {
      if (typeof item === 'string' || Array.isArray(item)) throw invalid('Invalid object', this.nameOf(name));
      const child = new Params(item, this.nameOf(`${name}][${index}`));
      this.inner.push(child);
      return child;
    });
  }

  strings(name: string): string[] | undefined {
    const value = this.read(name);
    if (value === undefined || value === '') return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw invalid('Invalid array', this.nameOf(name));
  }

  /** Metadata after this request: an empty value removes its key, an empty hash removes all. */
  metadata(before: Record<string, string> = {}, name = 'metadata'): Record<string, string> {
    if (this.values[name] === '') return this.ignored(name, {});
    const sent = this.child(name);
    if (!sent) return before;
    const after = { ...before };
    for (const key of Object.keys(sent.values)) {
      const value = sent.string(key);
      if (value) after[key] = value;
      else delete after[key];
    }
    if (Object.keys(after).length > 50) throw invalid('Metadata holds at most 50 keys', name);
    return after;
  }

  private ignored<T>(name: string, result: T): T {
    this.unread.delete(name);
    return result;
  }

  /** Parameters Stripe knows and which change nothing here. */
  ignore(...names: string[]): void {
    for (const name of names) this.unread.delete(name);
  }

  assertAllRead(): void {
    const [first] = this.unread;
    if (first !== undefined) {
      throw invalid(
        `Received unknown parameter: ${this.nameOf(first)}`,
        this.nameOf(first),
        'parameter_unknown',
      );
    }
    for (const child of this.inner) child.assertAllRead();
  }
}
