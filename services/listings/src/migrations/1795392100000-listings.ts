import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Listings with their snapshots, moderation cases, reports, imports, and the names of organizations. */
export class Listings1795392100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statement of up) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE import_row, import_job, report, moderation_case, listing_revision, listing, organization',
    );
  }
}

const up = [
  `CREATE TABLE organization (id uuid PRIMARY KEY, name text NOT NULL)`,

  `CREATE TABLE listing (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'in_review', 'published', 'paused', 'suspended', 'archived')),
    version integer NOT NULL,
    published_revision_id uuid,
    pending_revision_id uuid,
    source_key text,
    source_hash text,
    name text NOT NULL,
    meeting_time text NOT NULL,
    latitude double precision,
    longitude double precision,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK (state NOT IN ('published', 'paused') OR published_revision_id IS NOT NULL),
    CHECK ((source_key IS NULL) = (source_hash IS NULL))
  )`,
  // A feed's row is one listing however often it comes; two imports at once cannot make two of it.
  `CREATE UNIQUE INDEX listing_source ON listing (organization_id, source_key) WHERE source_key IS NOT NULL`,
  // The lists of one organization's staff and of moderators, newest first.
  `CREATE INDEX listing_organization_updated ON listing (organization_id, updated_at DESC, id DESC)`,
  `CREATE INDEX listing_updated ON listing (updated_at DESC, id DESC)`,
  // Likely duplicates: what is around a point, and what an organization has at the same time.
  `CREATE INDEX listing_place ON listing (latitude, longitude) WHERE latitude IS NOT NULL`,
  `CREATE INDEX listing_organization_time ON listing (organization_id, meeting_time)`,

  `CREATE TABLE listing_revision (
    id uuid PRIMARY KEY,
    listing_id uuid NOT NULL REFERENCES listing DEFERRABLE INITIALLY DEFERRED,
    state text NOT NULL
      CHECK (state IN ('draft', 'in_review', 'approved', 'changes_requested', 'rejected', 'withdrawn')),
    content jsonb NOT NULL,
    private_content jsonb NOT NULL,
    written_by uuid NOT NULL,
    written_at timestamptz NOT NULL,
    submitted_at timestamptz,
    decided_at timestamptz
  )`,
  // One snapshot at most is worked on or reviewed per listing; the index is the guarantee.
  `CREATE UNIQUE INDEX listing_revision_pending ON listing_revision (listing_id) WHERE state IN ('draft', 'in_review')`,
  // A listing's history, and the foreign key's own look-ups.
  `CREATE INDEX listing_revision_listing ON listing_revision (listing_id, written_at)`,

  `CREATE TABLE moderation_case (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('revision', 'report')),
    state text NOT NULL CHECK (state IN ('open', 'claimed', 'decided')),
    listing_id uuid NOT NULL REFERENCES listing DEFERRABLE INITIALLY DEFERRED,
    organization_id uuid NOT NULL,
    revision_id uuid NOT NULL REFERENCES listing_revision DEFERRABLE INITIALLY DEFERRED,
    listing_name text NOT NULL,
    checks jsonb NOT NULL,
    timeline jsonb NOT NULL,
    opened_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    claimed_by uuid,
    claim_expires_at timestamptz,
    decision text CHECK (decision IN ('approved', 'changes-requested', 'rejected', 'withdrawn')),
    decided_at timestamptz,
    CHECK ((state = 'decided') = (decision IS NOT NULL)),
    CHECK ((state = 'claimed') = (claim_expires_at IS NOT NULL))
  )`,
  // The queue: what waits, by due time and by age. Decided cases pile up, so they are left out.
  `CREATE INDEX moderation_case_due ON moderation_case (due_at, id) WHERE state <> 'decided'`,
  `CREATE INDEX moderation_case_opened ON moderation_case (opened_at, id) WHERE state <> 'decided'`,
  // One case per submitted snapshot, and the look-up when a newer snapshot withdraws it.
  `CREATE UNIQUE INDEX moderation_case_revision ON moderation_case (revision_id) WHERE kind = 'revision'`,

  `CREATE TABLE report (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES moderation_case DEFERRABLE INITIALLY DEFERRED,
    listing_id uuid NOT NULL REFERENCES listing DEFERRABLE INITIALLY DEFERRED,
    reason text NOT NULL,
    note text,
    reported_at timestamptz NOT NULL
  )`,
  // A case shows its report.
  `CREATE UNIQUE INDEX report_case ON report (case_id)`,

  `CREATE TABLE import_job (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    file_name text NOT NULL,
    state text NOT NULL CHECK (state IN ('checking', 'checked', 'running', 'done', 'failed')),
    defaults jsonb NOT NULL,
    total integer NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    run_by uuid
  )`,
  // An organization's imports, newest first.
  `CREATE INDEX import_job_organization ON import_job (organization_id, created_at DESC, id DESC)`,
  // What the worker asks for every other second; finished jobs are not in it.
  `CREATE INDEX import_job_unfinished ON import_job (state, created_at) WHERE state IN ('checking', 'running')`,

  `CREATE TABLE import_row (
    import_id uuid NOT NULL REFERENCES import_job,
    row integer NOT NULL,
    raw jsonb,
    name text,
    source_key text,
    outcome text CHECK (outcome IN ('create', 'revise', 'unchanged', 'refuse')),
    problems jsonb NOT NULL DEFAULT '[]',
    notices jsonb NOT NULL DEFAULT '[]',
    finished_at timestamptz,
    failed boolean NOT NULL DEFAULT false,
    listing_id uuid,
    PRIMARY KEY (import_id, row)
  )`,
  // The same key twice in one feed.
  `CREATE INDEX import_row_key ON import_row (import_id, source_key) WHERE source_key IS NOT NULL`,
  // The next row of either phase, without reading the finished ones.
  `CREATE INDEX import_row_unchecked ON import_row (import_id, row) WHERE outcome IS NULL`,
  `CREATE INDEX import_row_waiting ON import_row (import_id, row)
     WHERE finished_at IS NULL AND outcome IN ('create', 'revise')`,
];
