export const LIMIT = 'opencircle:limit';

/** So many requests of one signed-in person, or of one client, in a window that begins with the first of them. */
export type Limit = {
  /** In `RateLimit` headers; of its own for each limit. */
  readonly name: string;
  readonly most: number;
  /** Seconds. */
  readonly window: number;
  /**
   * Where it is counted. In the `process`: at no cost, and each process of the service counts by itself. In the
   * `database`: once for all of them, for what sends mails or makes work for people.
   */
  readonly counted: 'process' | 'database';
};

export function limitOf(handler: object): Limit | undefined {
  return Reflect.getMetadata(LIMIT, handler) as Limit | undefined;
}
