import type { Audience, Facilitation, Focus, PublicContent } from '@opencircle/contracts';

export type Role = 'admin' | 'moderator' | 'lead-moderator' | 'ops' | 'owner' | 'manager' | 'facilitator';
export type RoleGrant = { role: Role; organizationId?: string | null; listingIds?: string[] | null };
export type SignedIn = { id: string; displayName: string; roles: RoleGrant[] };

export type Organization = { id: string; name: string; kind: string };

export type Check = { code: string; severity: 'info' | 'warning'; message: string };
export type CaseKind = 'revision' | 'report';
export type CaseState = 'open' | 'claimed' | 'decided';

export type CaseSummary = {
  id: string;
  kind: CaseKind;
  state: CaseState;
  listingId: string;
  listingName: string;
  organizationId: string;
  openedAt: string;
  dueAt: string;
  checks: Check[];
  claimedBy?: string | null;
  claimExpiresAt?: string | null;
};

export type TimelineEntry = {
  at: string;
  what: string;
  by?: string | null;
  reasonCode?: string | null;
  note?: string | null;
};
export type Session = { start: string; end: string; zone: string };

export type Case = CaseSummary & {
  revision: { id: string; content: PublicContent; submittedAt: string | null } | null;
  published: PublicContent | null;
  nextSessions: Session[];
  report?: { reason: string; note?: string | null; at?: string } | null;
  timeline: TimelineEntry[];
};

export type DecisionKind = 'approved' | 'changes-requested' | 'rejected';
export type Decision = { decision: DecisionKind; reasonCode: string; note?: string };
export type DecisionResult = {
  caseId: string;
  outcome: 'decided' | 'failed';
  problem?: { type?: string; detail?: string; title?: string } | null;
};

export type ListingState = 'draft' | 'in_review' | 'published' | 'paused' | 'suspended' | 'archived';
export type Revision = { id: string; state?: string; submittedAt?: string | null; content?: PublicContent };
export type Listing = {
  id: string;
  organizationId: string;
  state: ListingState;
  version: number;
  published: Revision | null;
  pending: Revision | null;
  content: PublicContent;
  source?: Record<string, unknown> | null;
};

export type ImportState = 'checking' | 'checked' | 'running' | 'done' | 'failed';
export type ImportCounts = Record<
  'total' | 'create' | 'revise' | 'unchanged' | 'refuse' | 'applied' | 'failed',
  number
>;
export type Import = {
  id: string;
  organizationId: string;
  fileName: string;
  state: ImportState;
  counts: ImportCounts;
  createdAt: string;
};
export type ImportDefaults = {
  focuses: Focus[];
  audiences: Audience[];
  facilitation: Facilitation;
  durationMinutes: number;
  language: string;
  zone?: string;
};
export type NewImport = { organizationId: string; fileName: string; feed: string; defaults: ImportDefaults };
export type RowOutcome = 'create' | 'revise' | 'unchanged' | 'refuse';
export type RowRemark = { pointer: string; rule: string; message: string };
export type ImportRow = {
  id: string;
  row: number;
  name: string | null;
  outcome: RowOutcome;
  problems: RowRemark[];
  notices: RowRemark[];
  listingId?: string | null;
};

export type ServiceStatus = {
  service: string;
  version: string;
  startedAt: string;
  ready: boolean;
  outbox: { depth: number; oldestAgeSeconds: number | null };
  consumers: { topic: string; lag: number; committedAt: string | null }[];
  parked: number;
};
