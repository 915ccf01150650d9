/** What kind of error it is; its message may quote the event and is not kept. */
export function classOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
