export type FormValue = string | FormValue[] | FormTree;
export type FormTree = { [name: string]: FormValue };

const MAX_DEPTH = 8;

/** Stripe's form encoding: `items[0][price]=…` and `expand[]=…` become lists and trees. */
export function parseForm(text: string): FormTree {
  const root: FormTree = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) put(root, pathOf(name), value);
  return listsIn(root) as FormTree;
}

function pathOf(name: string): string[] {
  const [head = ''] = name.split('[', 1);
  const rest = [...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return [head, ...rest].slice(0, MAX_DEPTH);
}

function put(tree: FormTree, path: string[], value: string): void {
  let level = tree;
  path.forEach((step, index) => {
    const key = step === '' ? String(Object.keys(level).length) : step;
    if (index === path.length - 1) {
      level[key] = value;
      return;
    }
    const next = level[key];
    if (typeof next === 'object' && !Array.isArray(next)) level = next;
    else {
      const made: FormTree = Object.create(null);
      level[key] = made;
      level = made;
    }
  });
}

/** Keys 0, 1, 2 … were a list. */
function listsIn(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, listsIn(inner)] as const);
  if (entries.length > 0 && entries.every(([key], index) => key === String(index))) {
    return entries.map(([, inner]) => inner);
  }
  return Object.fromEntries(entries);
}
