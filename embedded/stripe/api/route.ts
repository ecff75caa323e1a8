import type { Params } from '@/embedded/stripe/params';
import type { World } from '@/embedded/stripe/world';

export type ApiCall = { world: World; params: Params; id: string; second: string };

export type Route = {
  method: 'GET' | 'POST' | 'DELETE';
  /** `:` stands for one id. */
  path: string;
  run(call: ApiCall): object;
};

export function get(path: string, run: Route['run']): Route {
  return { method: 'GET', path, run };
}

export function post(path: string, run: Route['run']): Route {
  return { method: 'POST', path, run };
}

export function del(path: string, run: Route['run']): Route {
  return { method: 'DELETE', path, run };
}

export type RouteMatch = { route: Route; ids: string[] };

export function findRoute(routes: Route[], method: string, path: string): RouteMatch | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const pattern = route.path.split('/');
    if (pattern.length !== parts.length) continue;
    if (!pattern.every((part, index) => part === ':' || part === parts[index])) continue;
    const ids = parts.filter((_, index) => pattern[index] === ':').map(decodeURIComponent);
    return { route, ids };
  }
  return undefined;
}
