/** Codes are words of Node's and OpenSSL's; anything freer may quote an address. */
const CODE = /^[A-Z][A-Z\d_]{2,60}$/;

/** Why a connection was not made, or broke: the innermost code of the error and its causes, or the kind of error. */
export function failureCode(error: unknown): string {
  const { cause, code } = (error ?? {}) as { cause?: unknown; code?: unknown };
  const inner = cause === undefined ? undefined : failureCode(cause);
  if (inner !== undefined && CODE.test(inner)) return inner;
  if (typeof code === 'string' && CODE.test(code)) return code;
  return error instanceof Error ? error.name : typeof error;
}

/** Whether the other side's certificate was not believed (OpenSSL's X509_V_ERR_*, and Node's own for the name). */
export function isUntrusted(error: unknown): boolean {
  return /CERT|UNABLE_TO_VERIFY|INVALID_CA|CRL/.test(failureCode(error));
}
