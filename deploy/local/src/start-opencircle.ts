import { chmodSync, mkdirSync } from 'node:fs';
import { step, taken, type Taken } from '../bootstrap/steps.mjs';
import { accountsOf, wholeAccounts } from './demo/accounts.js';
import { bootstrapAdmin } from './demo/bootstrap-admin.js';
import { provideDemo } from './demo/provide-demo.js';
import { provideFactors } from './demo/provide-factors.js';
import { layoutOf } from './layout.js';
import { startMailCatcher } from './mail/mail-catcher.js';
import { readyBlock } from './ready.js';
import { removeRunFile, writeRunFile } from './run-file.js';
import { secretsIn } from './secrets.js';
import { startFoundation, startParts } from './stack.js';
import type { Supervisor } from './supervisor.js';

export type Stack = {
  /** Writes run.json anew, after a restart. */ readonly refresh: () => void;
  readonly close: () => void;
};

export type StartOrder = {
  port: number;
  data: string;
  demo: boolean;
  build: string;
  /** When the command was given, in milliseconds since 1970. */
  began: number;
  /** What start.mjs has done before, dependencies and build among it. */
  taken: Taken[];
};

/** Brings up everything in order and prints the ready block. */
export async function startOpenCircle(options: StartOrder, supervisor: Supervisor): Promise<Stack> {
  const layout = layoutOf(options);
  mkdirSync(layout.logs, { recursive: true });
  // PostgreSQL's own user must be able to enter; what is in here has modes of its own.
  chmodSync(options.data, 0o711);
  const secrets = secretsIn(options.data);
  const accounts = accountsOf(secrets, options.demo);

  const facts = await startFoundation(supervisor, layout, secrets, options);
  const mail = await step(`mail catcher on port ${layout.ports.mail}`, () =>
    startMailCatcher({ smtpPort: layout.ports.smtp, pagePort: layout.ports.mail }),
  );
  const refresh = (): void => writeRunFile(facts, supervisor.pids(), wholeAccounts(facts, accounts));
  const close = (): void => {
    removeRunFile(options.data);
    mail.close();
  };
  try {
    await step('first admin', () => bootstrapAdmin(facts, accounts, supervisor.tracked(2)));
    await startParts(supervisor, facts);
    if (options.demo) await provideDemo(facts, accounts);
    await provideFactors(facts, accounts);
  } catch (error) {
    close();
    throw error;
  }
  refresh();
  console.log(
    readyBlock(layout, wholeAccounts(facts, accounts), {
      ms: Date.now() - options.began,
      taken: [...options.taken, ...taken],
    }),
  );
  return { refresh, close };
}
