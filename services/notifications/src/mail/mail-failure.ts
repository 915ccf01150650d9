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
    const { code, responseCode, message } = (error ?? {}) as {
      code?: unknown;
      responseCode?: unknown;
      message?: unknown;
    };
    if (typeof responseCode === 'number' && responseCode >= 400 && responseCode <= 599) {
      const isAboutUs = code === 'EAUTH' || code === 'ETLS' || responseCode === 503;
      return new MailFailure(`smtp-${responseCode}`, responseCode >= 500 && !isAboutUs);
    }
    // nodemailer puts its own code in place of Node's, so only the words are left.
    if (code === 'ESOCKET' && /certificate/i.test(String(message))) return new MailFailure('smtp-untrusted', false);
    const kind = typeof code === 'string' && /^[A-Z]{2,20}$/.test(code) ? code.toLowerCase() : 'unknown';
    return new MailFailure(`smtp-${kind}`, kind === 'eenvelope');
  }
}
