import { figure, type Figure } from '../figure.js';
import { quantile } from '../statistics.js';
import type { Form } from './contender.js';
import { PACE, type Measured, type Rate } from './measure.js';

/** All turns of one side. */
export type Seen = { name: string; form: Form; turns: Measured[] };

/** By how much we want to be faster than pg-boss. */
const GOAL_RATIO = 1.5;
const GOAL_LATE_P99 = 1_000;

type Case = { name: string; of: (measured: Measured) => Rate };

/** Medians over the turns, ours beside each peer of the same form. The goal stands against pg-boss alone. */
export function schedulerFigures(sides: readonly Seen[]): Figure[] {
  const figures: Figure[] = [];
  for (const ours of sides.filter(({ name }) => name === 'scheduler')) {
    for (const peer of sides.filter(({ name, form }) => name !== 'scheduler' && form === ours.form)) {
      for (const each of casesOf(ours.form)) figures.push(...rateFigures(each, ours, peer));
      if (ours.form === 'each') figures.push(...lateFigures(ours, peer));
    }
  }
  return figures;
}

/** Asking is the same for both forms, so it is told once. */
function casesOf(form: Form): Case[] {
  const fired: Case = {
    name: form === 'each' ? 'fire, a statement a job' : 'fire, a statement a batch',
    of: (measured) => measured.fired,
  };
  if (form === 'batch') return [fired];
  return [
    { name: 'enqueue, 1,000 a statement', of: (measured) => measured.enqueued },
    { name: 'enqueue, with a row in one transaction', of: (measured) => measured.enqueuedWithRow },
    fired,
  ];
}

function rateFigures({ name, of }: Case, ours: Seen, peer: Seen): Figure[] {
  const median = (side: Seen, key: keyof Rate) => quantile(side.turns.map((turn) => of(turn)[key]), 0.5); // prettier-ignore
  const theirs = median(peer, 'perSecond');
  return [
    figure('scheduler', {
      case: name,
      figure: median(ours, 'perSecond'),
      unit: 'per s',
      peer: { name: peer.name, figure: theirs },
      equal: [...ours.turns, ...peer.turns].every(({ once }) => once),
      ...(peer.name.startsWith('pg-boss') ? { goal: Math.round(GOAL_RATIO * theirs) } : {}),
    }),
    figure('scheduler', {
      case: `  ${name}`,
      figure: median(ours, 'cpu'),
      unit: 'CPU s/1,000',
      peer: { name: peer.name, figure: median(peer, 'cpu') },
    }),
  ];
}

function lateFigures(ours: Seen, peer: Seen): Figure[] {
  const late = (side: Seen, share: number) => quantile(side.turns.flatMap((turn) => turn.late), share); // prettier-ignore
  return [0.5, 0.99].map((share) =>
    figure('scheduler', {
      case: `late, p${share * 100} at ${PACE}/s`,
      figure: late(ours, share),
      unit: 'ms',
      peer: { name: peer.name, figure: late(peer, share) },
      ...(share === 0.99 ? { goal: GOAL_LATE_P99 } : {}),
    }),
  );
}
