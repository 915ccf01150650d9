import { X509Certificate } from 'node:crypto';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';

const DAY_MS = 86_400_000;
const WARN_BEFORE_MS = 14 * DAY_MS;

/** The certificate by which Kafka knows this process, read once: from two weeks before its end, says each day when that is. */
@Injectable()
export class ClientCertificate implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ClientCertificate.name);
  private readonly validUntil: Date | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(MESSAGING_OPTIONS) { tls }: MessagingOptions) {
    this.validUntil = tls?.cert === undefined ? undefined : new X509Certificate(tls.cert).validToDate;
  }

  onModuleInit(): void {
    this.look();
    this.timer = setInterval(() => this.look(), DAY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    if (this.validUntil === undefined || this.validUntil.getTime() - Date.now() > WARN_BEFORE_MS) return;
    const until = this.validUntil.toISOString();
    this.logger.warn(`the client certificate for Kafka ends at ${until}: renew KAFKA_CERT_FILE and restart`);
  }
}
