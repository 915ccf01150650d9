import type { Server } from 'node:tls';
import { BadCertificate, certificateOf, readPair, type Certificate } from './certificate.js';
import { secureSettings } from './secure-settings.js';
import type { ServedCertificate } from './tls-settings.js';

/** Milliseconds between two looks at the files. Watching would miss files that are mounted, or swapped as links. */
const PACE = 5_000;

export type Listener = {
  /** New files are served from now on. */
  taken(certificate: Certificate): void;
  /** They have changed and do not hold; the certificate before them is still served. Told once a fault. */
  kept(fault: BadCertificate): void;
  /** What is served has expired, and is served on: whoever verifies refuses it. Told once a certificate. */
  expired(certificate: Certificate): void;
};

/** Serves what the certificate's files hold, also when they are replaced while the server runs. */
export class RenewedCertificate {
  private timer: NodeJS.Timeout | undefined;
  private fault = '';
  private isExpiryTold = false;
  private current: Certificate;

  constructor(
    private readonly server: Server,
    private readonly served: ServedCertificate,
    private readonly listener: Listener,
  ) {
    this.current = served.certificate;
  }

  /** Until then, in milliseconds since the epoch, the certificate that is served is valid. */
  get validUntil(): number {
    return this.current.validUntil.getTime();
  }

  start(): void {
    this.server.setSecureContext(secureSettings(this.current));
    this.timer = setInterval(() => this.look(), PACE).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.renew();
    if (this.isExpiryTold || this.validUntil > Date.now()) return;
    this.isExpiryTold = true;
    this.listener.expired(this.current);
  }

  /** A half-written pair does not fit together, and is looked at again. */
  private renew(): void {
    try {
      const { cert, key } = readPair(this.served.files);
      if (cert !== this.current.cert || key !== this.current.key) this.take(certificateOf({ cert, key }));
      this.fault = '';
    } catch (error) {
      if (!(error instanceof BadCertificate)) throw error;
      const fault = `${error.file} ${error.rule}`;
      if (fault !== this.fault) this.listener.kept(error);
      this.fault = fault;
    }
  }

  private take(found: Certificate): void {
    this.server.setSecureContext(secureSettings(found));
    this.current = found;
    this.isExpiryTold = false;
    this.listener.taken(found);
  }
}
