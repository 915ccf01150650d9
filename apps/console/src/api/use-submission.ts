import { useRef } from 'react';
import { SubmissionKey } from './submission-key.js';

/** Runs a submission under its Idempotency-Key: kept while the same content is tried again, new after success. */
export function useSubmission<Result>(): (content: unknown, send: (key: string) => Promise<Result>) => Promise<Result> {
  const key = useRef(new SubmissionKey());
  return async (content, send) => {
    const result = await send(key.current.keyFor(content));
    key.current.settled();
    return result;
  };
}
