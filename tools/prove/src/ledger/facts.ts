/**
 * What a client knows of one request. No answer, or one that says that something broke (5xx), is `unknown`: the effect
 * may be there or not, but never twice.
 */
export type Told = { readonly request: string; readonly answer: Answer | 'unknown' };
export type Answer = 'accepted' | 'refused';

/** How often a database holds what a request, or an event, asked for. */
export type Count = { readonly key: string; readonly count: number };

/** A committed event. `position` is its place in the outbox it stands in. */
export type OutboxFact = {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly version: number;
  readonly position: number;
};

/** A consumer's committed effect of an event. Equal positions: one transaction, the order within it is not known. */
export type EffectFact = { readonly consumer: string; readonly event: string; readonly position: number };

export type Consumer = { readonly name: string; readonly topics: readonly string[] };

/** What should be there once for each time it was asked for, in a place that knows no event ids. */
export type Tally = { readonly name: string; readonly expected: readonly Count[]; readonly actual: readonly Count[] };

export type Facts = {
  readonly told: readonly Told[];
  readonly requests: readonly Count[];
  /** Of every database apart: versions are counted in each. */
  readonly outboxes: readonly (readonly OutboxFact[])[];
  readonly consumers: readonly Consumer[];
  readonly effects: readonly EffectFact[];
  readonly tallies: readonly Tally[];
};
