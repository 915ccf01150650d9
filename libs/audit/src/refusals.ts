import { Injectable, Logger } from '@nestjs/common';
import { currentCause } from '@opencircle/messaging';
import { Audit } from './audit.js';
import type { AuditEntry } from './entry.js';
import { SealLoop } from './seal/seal-loop.js';

/** What is written one by one: of a known actor so many like ones in a window, of an unknown one the first. */
const OF_KNOWN = { each: 10, windowMs: 60_000 };
const OF_ANONYMOUS = { each: 1, windowMs: 60 * 60_000 };
/** Kinds of refusals that are told apart at a time; with more, what is new is counted together. */
const MOST_KINDS = 1_000;
/** Entries that wait for the database; with more, new ones are only counted. */
const MOST_WAITING = 1_000;
const SWEEP_MS = 10_000;

type Tally = { entry: AuditEntry; each: number; ends: number; since: Date; written: number; more: number };

/**
 * Refusals, written after the answer has gone. A flood of them must not fill the disk: the first of a kind (same actor,
 * action and reason) are entries of their own, the others one entry with their number when the window closes. The object
 * and the request of a counted one are lost on purpose.
 */
@Injectable()
export class Refusals {
  private readonly logger = new Logger(Refusals.name);
  private readonly tallies = new Map<string, Tally>();
  private waiting: AuditEntry[] = [];
  private writing: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly audit: Audit,
    sealing: SealLoop,
  ) {
    this.timer = setInterval(() => this.sweep(Date.now()), SWEEP_MS);
    this.timer.unref();
    sealing.beforeLastSeal(() => this.flush());
  }

  note(entry: AuditEntry): void {
    const tally = this.tallyOf(entry, Date.now());
    if (tally.written < tally.each && this.waiting.length < MOST_WAITING) {
      tally.written++;
      const requestId = entry.requestId ?? currentCause()?.requestId;
      this.write({ ...entry, ...(requestId !== undefined && { requestId }) });
    } else tally.more++;
  }

  /** Closes all windows and resolves when everything is written, or could not be. */
  async flush(): Promise<void> {
    clearInterval(this.timer);
    this.sweep(Infinity);
    while (this.writing !== undefined) await this.writing;
  }

  private tallyOf(entry: AuditEntry, now: number): Tally {
    const known = this.tallies.get(kindOf(entry));
    if (known !== undefined && known.ends > now) return known;
    if (known !== undefined) this.close(kindOf(entry), known);
    const full = this.tallies.size >= MOST_KINDS;
    const key = full ? 'others' : kindOf(entry);
    const others = full ? this.tallies.get(key) : undefined;
    if (others !== undefined) return others;
    const { each, windowMs } = isAnonymous(entry) || full ? OF_ANONYMOUS : OF_KNOWN;
    const kept: AuditEntry = full ? { ...bare(entry), actor: { kind: 'anonymous' } } : bare(entry);
    const tally = { entry: kept, each, ends: now + windowMs, since: new Date(), written: 0, more: 0 };
    this.tallies.set(key, tally);
    return tally;
  }

  private sweep(now: number): void {
    for (const [key, tally] of this.tallies) if (tally.ends <= now || now === Infinity) this.close(key, tally);
  }

  private close(key: string, { entry, more, since }: Tally): void {
    this.tallies.delete(key);
    if (more > 0) this.write({ ...entry, facts: { ...entry.facts, times: more, since: since.toISOString() } });
  }

  private write(entry: AuditEntry): void {
    this.waiting.push(entry);
    this.writing ??= this.drain();
  }

  private async drain(): Promise<void> {
    // What comes in the same turn shares a transaction.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const entries = this.waiting;
      this.waiting = [];
      try {
        await this.audit.recordApart(...entries);
      } catch (error) {
        this.logger.error({ count: entries.length, err: error }, 'refusals could not be written to the audit log');
      }
    }
    this.writing = undefined;
  }
}

function kindOf({ actor, action, outcome, reason }: AuditEntry): string {
  const who =
    actor === 'system' ? actor : actor.kind === 'person' ? actor.id : actor.kind === 'service' ? actor.name : '';
  return [who, action, outcome, reason ?? ''].join('\n');
}

function isAnonymous({ actor }: AuditEntry): boolean {
  return actor !== 'system' && actor.kind === 'anonymous';
}

/** Without what belongs to a single one. */
function bare({ actor, action, outcome, reason, facts }: AuditEntry): AuditEntry {
  return { actor, action, outcome, reason, ...(facts?.method !== undefined && { facts: { method: facts.method } }) };
}
