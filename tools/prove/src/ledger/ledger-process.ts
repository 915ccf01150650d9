import { AppendLog } from './append-log.js';
import { judge } from './judge.js';
import { readSources } from './sources.js';
import { toldBy, type Entry } from './told.js';
import type { Question, Reply } from './ledger.js';

/** The ledger's own process: it remembers on disk whatever the proof's process forgets, and judges at the end. */
const log = new AppendLog(process.argv[2] ?? '');
let waiting: { n: number; entry: Entry }[] = [];

process.on('message', (question: Question) => {
  if ('entry' in question) {
    if (waiting.length === 0) setImmediate(writeWaiting);
    waiting.push(question);
    return;
  }
  void conclude(question).then(
    (judgement) => answer({ n: question.n, judgement }),
    (error: unknown) => answer({ n: question.n, failure: String(error) }),
  );
});

/** Everything that came meanwhile goes to disk at once; only then are its senders told. */
function writeWaiting(): void {
  const written = waiting;
  waiting = [];
  const at = new Date().toISOString();
  log.append(written.map(({ entry }) => ({ ...entry, at })));
  for (const { n } of written) answer({ n });
}

async function conclude({ sources }: Extract<Question, { sources: unknown }>) {
  const { found, examples, events, unknown } = judge({
    told: toldBy(log.read<Entry>()).filter(({ request }) => request.startsWith(sources.prefix ?? '')),
    consumers: sources.consumers,
    ...(await readSources(sources)),
  });
  return { found, examples, events, unknown };
}

function answer(reply: Reply): void {
  process.send?.(reply);
}
