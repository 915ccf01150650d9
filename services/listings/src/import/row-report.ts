/** What a reader says about one field of a feed row. `pointer` is a JSON pointer into the row (RFC 6901). */
export type FeedRemark = { pointer: string; rule: string; message: string };

/** Collects what is wrong with a row (it is refused) and what was assumed or left out (it is taken). */
export class RowReport {
  readonly problems: FeedRemark[] = [];
  readonly notices: FeedRemark[] = [];

  refuse(pointer: string, rule: string, message: string): void {
    this.problems.push({ pointer, rule, message });
  }

  notice(pointer: string, rule: string, message: string): void {
    this.notices.push({ pointer, rule, message });
  }
}

/** A feed row as it came: any field may be missing or of any type. */
export type FeedRow = Readonly<Record<string, unknown>>;
