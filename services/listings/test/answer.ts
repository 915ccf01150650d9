import type { CaseOutcome } from '../src/case/decide-cases.js';
import type { CaseEntry } from '../src/case/moderation-case.js';
import type { FeedRemark } from '../src/import/row-report.js';
import type { ListingContent } from '../src/listing/listing-content.js';
import type { PrivateContent } from '../src/listing/private-content.js';

/** What tests read of answers. Every route gives some of it; what a test expects to be there, it reads. */
export type Body = {
  id: string;
  caseId: string;
  listingId: string;
  organizationName: string | null;
  state: string;
  code: string;
  detail: string;
  errors: unknown[];
  items: Body[];
  next: string | null;
  total: number;
  counts: Record<string, number>;
  content: ListingContent;
  privateContent?: PrivateContent;
  row: number;
  outcome: string;
  problems: FeedRemark[];
  notices: FeedRemark[];
  results: CaseOutcome[];
  timeline: CaseEntry[];
  nextSessions: unknown[];
};

export type Answer = { status: number; body: Body; headers: Record<string, string> };
export type Call = (method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown, headers?: object) => Promise<Answer>;
