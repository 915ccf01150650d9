import type { Server } from 'node:tls';
import { BadCertificate, readCertificate, type Certificate } from './certificate.js';
import { secureSettings } from './secure-settings.js';
import type { ServedCertificate } from './tls-settings.js';

/** Milliseconds between two looks at the files. Watching would miss files that are mounted, or swapped as links. */
const PACE = 5_000;

export type Listener = {
  /** New files are served from now on. */
  taken(certificate: Certificate): void;
  /** They have changed and do not hold; the certificate before them is still served. Told once a fault. */
  kept(fault: BadCertificate): void;
};

/** Serves what the certificate's files hold, also when they are replaced while the server runs. */
export class RenewedCertificate {
  private timer: NodeJS.Timeout | undefined;
  private fault = '';
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

  /** A half-written pair does not fit together, and is looked at again. */
  private look(): void {
    try {
      const found = readCertificate(this.served.files);
      this.fault = '';
      if (found.cert === this.current.cert && found.key === this.current.key) return;
      this.server.setSecureContext(secureSettings(found));
      this.current = found;
      this.listener.taken(found);
    } catch (error) {
      if (!(error instanceof BadCertificate)) throw error;
      const fault = `${error.file} ${error.rule}`;
      if (fault !== this.fault) this.listener.kept(error);
      this.fault = fault;
    }
  }
}
