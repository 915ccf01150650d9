import { textTable } from '@opencircle/testing';

/** One measured figure; one JSON line in `--json FILE`. Null where a part does not apply. */
export type Figure = {
  name: string;
  case: string;
  figure: number;
  unit: 'ms' | 's' | 'per s' | 'CPU s/1,000';
  peer: string | null;
  peerFigure: number | null;
  /** More than 1: better than the peer. */
  ratio: number | null;
  /** Whether the two sides' answers were checked equal. */
  equal: boolean | null;
  goal: string | null;
  met: boolean | null;
};

type Measured = {
  case: string;
  figure: number;
  unit: Figure['unit'];
  peer?: { name: string; figure: number };
  /** Goals are "at most" for times and "at least" for rates. */
  goal?: number;
  equal?: boolean;
};

/** Fills in what follows from the measurement: ratio and whether the goal is met. */
export function figure(name: string, measured: Measured): Figure {
  const lessIsBetter = measured.unit !== 'per s';
  const { peer, goal } = measured;
  const ratio =
    peer === undefined ? null : lessIsBetter ? peer.figure / measured.figure : measured.figure / peer.figure;
  return {
    name,
    case: measured.case,
    figure: rounded(measured.figure),
    unit: measured.unit,
    peer: peer?.name ?? null,
    peerFigure: peer === undefined ? null : rounded(peer.figure),
    ratio: ratio === null ? null : rounded(ratio),
    equal: measured.equal ?? null,
    goal: goal === undefined ? null : `${lessIsBetter ? '<' : '≥'} ${goal} ${measured.unit}`,
    met: goal === undefined ? null : lessIsBetter ? measured.figure < goal : measured.figure >= goal,
  };
}

/** The figures for people, one line each. */
export function table(figures: readonly Figure[]): string {
  return textTable([
    ['benchmark', 'case', 'figure', 'peer', 'peer figure', 'ratio', 'goal', 'met'],
    ...figures.map((f) => [
      f.name,
      f.case,
      `${f.figure} ${f.unit}`,
      f.peer ?? '',
      f.peerFigure === null ? '' : `${f.peerFigure} ${f.unit}`,
      f.ratio === null ? '' : String(f.ratio),
      f.goal ?? '',
      f.met === null ? '' : f.met ? 'yes' : 'NO',
    ]),
  ]);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
