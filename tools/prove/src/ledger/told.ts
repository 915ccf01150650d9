import type { Answer, Told } from './facts.js';

/** A line of the ledger: that a request is about to be made, or what came back, and when. */
export type Entry = { readonly request: string; readonly answer?: Answer; readonly at?: string };

/** What clients know in the end. A request that was repeated with the same key counts once; its last answer holds. */
export function toldBy(entries: readonly Entry[]): Told[] {
  const answers = new Map<string, Told['answer']>();
  for (const { request, answer } of entries) answers.set(request, answer ?? answers.get(request) ?? 'unknown');
  return [...answers].map(([request, answer]) => ({ request, answer }));
}
