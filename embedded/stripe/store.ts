import type { Change, Journal } from '@/embedded/stripe/journal';
import type { TableName, Tables } from '@/embedded/stripe/records';

type Row = { id: string };

/**
 * All objects, in memory and in the journal. `change` runs one piece of work: what it puts becomes visible
 * and lasting together when it returns, and nothing of it remains when it throws. Rows are copied on the
 * way out, so nobody changes one without putting it.
 */
export function createStore(journal: Journal) {
  const tables = new Map<string, Map<string, Row>>();
  const table = (name: string): Map<string, Row> => {
    const found = tables.get(name) ?? new Map<string, Row>();
    tables.set(name, found);
    return found;
  };
  const apply = (changes: Change[]): void => {
    for (const [name, id, value] of changes) {
      if (value === null) table(name).delete(id);
      else table(name).set(id, value as Row);
    }
  };
  apply(journal.before.splice(0));

  const staged = new Map<string, Change>();
  let depth = 0;
  const stage = (name: string, id: string, value: unknown): void => {
    if (depth === 0) throw new Error('Objects are changed inside store.change only.');
    staged.set(`${name} ${id}`, [name, id, value]);
  };
  const commit = (): void => {
    const changes = [...staged.values()];
    staged.clear();
    if (changes.length === 0) return;
    journal.append(changes);
    apply(changes);
    if (journal.isLong()) journal.compact(snapshot());
  };
  const snapshot = (): Change[] =>
    [...tables].flatMap(([name, rows]) => [...rows.values()].map((row): Change => [name, row.id, row]));

  return {
    change<T>(work: () => T): T {
      depth += 1;
      try {
        const result = work();
        if (depth === 1) commit();
        return result;
      } catch (error) {
        if (depth === 1) staged.clear();
        throw error;
      } finally {
        depth -= 1;
      }
    },
    get<T extends TableName>(name: T, id: string): Tables[T] | undefined {
      const change = staged.get(`${name} ${id}`);
      const row = change ? change[2] : table(name).get(id);
      return row ? (structuredClone(row) as Tables[T]) : undefined;
    },
    put<T extends TableName>(name: T, row: Tables[T]): void {
      stage(name, row.id, structuredClone(row));
    },
    remove(name: TableName, id: string): void {
      stage(name, id, null);
    },
    /** Oldest first. */
    all<T extends TableName>(name: T, where: (row: Tables[T]) => boolean = () => true): Tables[T][] {
      const rows = new Map(table(name));
      for (const [changed, id, value] of staged.values()) {
        if (changed !== name) continue;
        if (value === null) rows.delete(id);
        else rows.set(id, value as Row);
      }
      return [...rows.values()]
        .filter((row) => where(row as Tables[T]))
        .map((row) => structuredClone(row) as Tables[T]);
    },
    close: () => journal.close(),
  };
}

export type Store = ReturnType<typeof createStore>;
