/** Remembers which methods each path pattern answers to, so that a wrong method is a 405 and not a 404. */
export class RouteBook {
  private readonly methods = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  add(path: string, methods: string | readonly string[]): void {
    const entry = this.methods.get(path) ?? { pattern: patternOf(path), methods: new Set<string>() };
    for (const method of [methods].flat()) entry.methods.add(method);
    this.methods.set(path, entry);
  }

  /** The methods at a request's URL, sorted; empty when no route has that path. */
  methodsAt(url: string): string[] {
    const path = url.split('?', 1)[0] as string;
    const found = [...this.methods.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

/** Fastify's pattern syntax: `:name` is a segment, `::` a colon, a trailing `*` the rest. */
function patternOf(path: string): RegExp {
  const source = path
    .split(/(::|:[A-Za-z_][A-Za-z0-9_]*|\*)/)
    .map((part) => {
      if (part === '::') return ':';
      if (part === '*') return '.*';
      return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`);
}
