import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** Milliseconds after which an unanswered check counts as failed. */
const PATIENCE = 2_000;

export type Check = () => boolean | Promise<boolean>;

/** What must hold before a service takes requests. A service adds its own: `readiness.add('index', () => index.loaded)`. */
@Injectable()
export class Readiness implements OnApplicationBootstrap {
  readonly startedAt = new Date();
  private readonly checks = new Map<string, Check>();
  private readonly vital = new Map<string, () => boolean>();
  private booted = false;

  /** Whether the application has come up, ready or not. */
  get started(): boolean {
    return this.booted;
  }

  onApplicationBootstrap(): void {
    this.booted = true;
  }

  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** What only a fresh process mends: `live` says no when it fails. */
  addVital(name: string, check: () => boolean): void {
    this.vital.set(name, check);
  }

  /** Names of the vital checks that fail. */
  dying(): string[] {
    return [...this.vital].filter(([, check]) => !check()).map(([name]) => name);
  }

  /** Every check by name. One that throws, or does not answer in two seconds, is false. */
  async report(): Promise<Record<string, boolean>> {
    const entries = [...this.checks].map(async ([name, check]) => [name, await within(PATIENCE, check)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async ready(): Promise<boolean> {
    return this.booted && Object.values(await this.report()).every(Boolean);
  }
}

async function within(milliseconds: number, check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  try {
    return await Promise.race([late, Promise.resolve().then(check)]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
