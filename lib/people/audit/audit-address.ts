import type { AuditFilter } from '@/lib/people/audit/schema';

/** The address of what is filtered; without the place in it, unless a page of it is meant. */
export function auditAddress(path: string, filter: AuditFilter, part: 'all' | 'page' = 'all'): string {
  const { before, ...filters } = filter;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  if (part === 'page' && before !== undefined) query.set('before', String(before));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
