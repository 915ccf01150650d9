/** One thing that is wrong with a chain. `seq` is where; `line` numbers checkpoints in the order read, from 1. */
export type Fault =
  | { readonly kind: 'changed'; readonly seq: bigint; readonly id: string }
  | { readonly kind: 'reordered'; readonly seq: bigint; readonly id: string; readonly was: bigint }
  | { readonly kind: 'missing'; readonly from: bigint; readonly to: bigint }
  | { readonly kind: 'inserted'; readonly seq: bigint; readonly id: string }
  | { readonly kind: 'rewritten'; readonly seq: bigint; readonly line: number; readonly at: string }
  | {
      readonly kind: 'tail-cut';
      readonly last: bigint;
      readonly seq: bigint;
      readonly line: number;
      readonly at: string;
    }
  | { readonly kind: 'checkpoint-invalid'; readonly line: number }
  | { readonly kind: 'checkpoint-of-another'; readonly line: number; readonly service: string };

/** The sentence for people. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'changed':
      return `entry ${fault.seq} (id ${fault.id}) was changed: its hash is not that of what stands there`;
    case 'reordered':
      return `entry ${fault.seq} (id ${fault.id}) was reordered: it was sealed as number ${fault.was}`;
    case 'missing':
      return fault.from === fault.to
        ? `entry ${fault.from} is missing`
        : `entries ${fault.from} to ${fault.to} are missing`;
    case 'inserted':
      return `entry ${fault.seq} (id ${fault.id}) was inserted: its number is another entry's, or none that the sealer gives`;
    case 'rewritten':
      return `the chain up to entry ${fault.seq} was rewritten: checkpoint ${fault.line} (${fault.at}) has another hash`;
    case 'tail-cut':
      return `the tail was cut: the chain ends with entry ${fault.last}, checkpoint ${fault.line} (${fault.at}) names entry ${fault.seq}`;
    case 'checkpoint-invalid':
      return `checkpoint ${fault.line} is not signed by a trusted key, or was changed`;
    case 'checkpoint-of-another':
      return `checkpoint ${fault.line} is of ${fault.service}`;
  }
}
