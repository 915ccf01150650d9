import type { Type } from '@nestjs/common';

type ModuleLike = Type<unknown> | { module: Type<unknown>; imports?: unknown[]; controllers?: Type<unknown>[] };

/** The controllers of a module and of what it imports, each once, read from decorators alone: nothing is instantiated. */
export async function controllersOf(root: unknown): Promise<Type<unknown>[]> {
  return [...new Set(await collect(root, new Set()))];
}

async function collect(entry: unknown, seen: Set<unknown>): Promise<Type<unknown>[]> {
  const resolved = (await entry) as ModuleLike | { forwardRef: () => ModuleLike } | undefined;
  if (resolved === undefined || seen.has(resolved)) return [];
  seen.add(resolved);
  if ('forwardRef' in resolved) return collect(resolved.forwardRef(), seen);
  const dynamic = 'module' in resolved ? resolved : undefined;
  const type = dynamic?.module ?? (resolved as Type<unknown>);
  const imports = [...kept<unknown>(type, 'imports'), ...(dynamic?.imports ?? [])];
  const own = [...kept<Type<unknown>>(type, 'controllers'), ...(dynamic?.controllers ?? [])];
  const inner = await Promise.all(imports.map((each) => collect(each, seen)));
  return [...own, ...inner.flat()];
}

function kept<T>(type: object, key: string): T[] {
  return (Reflect.getMetadata(key, type) as T[] | undefined) ?? [];
}
