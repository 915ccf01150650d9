import { randomUUID } from 'node:crypto';

export type Mail = {
  readonly id: string;
  readonly receivedAt: string;
  /** Of the envelope: where it would really have gone. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
};

/** The last mails, newest first, in memory only: they are gone when the stack stops. */
export class MailBox {
  private mails: readonly Mail[] = [];

  constructor(private readonly capacity = 500) {}

  add(mail: Omit<Mail, 'id' | 'receivedAt'>): Mail {
    const kept = { id: randomUUID(), receivedAt: new Date().toISOString(), ...mail };
    this.mails = [kept, ...this.mails].slice(0, this.capacity);
    return kept;
  }

  all(): readonly Mail[] {
    return this.mails;
  }

  find(id: string): Mail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }
}
