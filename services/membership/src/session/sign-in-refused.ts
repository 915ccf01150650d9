import type { Logger } from '@nestjs/common';

/** What stands behind a refusal, for the log alone: a stable code, and the code of a library's own error. */
export class SignInRefused extends Error {
  constructor(
    readonly code: string,
    readonly inner?: string,
  ) {
    super(code);
  }
}

/** Gives whatever refuses a sign-in the one answer of its way in; why it was stands in the log. */
export async function refusedAs<T>(answer: () => Error, logger: Logger, signIn: () => Promise<T>): Promise<T> {
  try {
    return await signIn();
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const { code, inner } = error;
    logger.log({ code, ...(inner !== undefined && { name: inner }) }, 'sign-in refused');
    throw answer();
  }
}
