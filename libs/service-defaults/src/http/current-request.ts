import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string>();

/** Runs `work`, and all that it awaits, as part of the request with this id. */
export function inRequest<T>(id: string, work: () => T): T {
  return requests.run(id, work);
}

/** The id of the request that the code works for, if it does. */
export function currentRequestId(): string | undefined {
  return requests.getStore();
}
