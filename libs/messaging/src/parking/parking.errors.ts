export type ParkingRefusal = 'bad-cursor' | 'replay-running' | 'replay-not-running' | 'not-at-head';

/** What ops asked for and cannot have as things are. `pointer` names the value of the request that does not hold. */
export class ParkingRefused extends Error {
  constructor(
    readonly code: ParkingRefusal,
    detail: string,
    readonly pointer: string,
    readonly where: 'body' | 'query' | 'path',
  ) {
    super(detail);
  }
}

export function badCursor(): ParkingRefused {
  return new ParkingRefused('bad-cursor', 'The cursor is not one that this list gave.', '/cursor', 'query');
}

/** One replay works on a sequence at a time, and nothing else is done to it meanwhile. */
export function replayRunning(pointer: string, where: 'body' | 'path'): ParkingRefused {
  return new ParkingRefused('replay-running', 'A replay of this is running; wait for its end.', pointer, where);
}

export function replayNotRunning(): ParkingRefused {
  return new ParkingRefused('replay-not-running', 'This replay has ended already.', '/id', 'path');
}

/** Taking an event out of the middle would let those behind it pass. */
export function notAtHead(): ParkingRefused {
  const detail = 'Only the first event of a sequence can be discarded alone.';
  return new ParkingRefused('not-at-head', detail, '/eventId', 'body');
}
