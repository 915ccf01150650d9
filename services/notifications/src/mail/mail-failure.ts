/** A mail that was not taken over. The SMTP server's own words may quote the address, so only codes are kept. */
export class MailFailure extends Error {
  private constructor(
    readonly code: string,
    /** The server has seen the mail and will not have it (5yz); another attempt is not likely to help. */
    readonly refused: boolean,
  ) {
    super(code);
  }

  /** RFC 5321 §4.2.1: 4yz is passing, 5yz is for good, but for 503, which speaks of the session, not of the mail. */
  static of(error: unknown): MailFailure {
    const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
    if (typeof responseCode === 'number' && responseCode >= 400 && responseCode <= 599) {
      const isAboutUs = code === 'EAUTH' || responseCode === 503;
      return new MailFailure(`smtp-${responseCode}`, responseCode >= 500 && !isAboutUs);
    }
    const kind = typeof code === 'string' && /^[A-Z]{2,20}$/.test(code) ? code.toLowerCase() : 'unknown';
    return new MailFailure(`smtp-${kind}`, kind === 'eenvelope');
  }
}
