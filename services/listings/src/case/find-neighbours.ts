import type { Db } from '@opencircle/persistence';
import { NEAR_DEGREES, type Candidate } from './checks/likely-duplicates.js';

const MOST = 50;
/** A degree of longitude shrinks to a third at 70° north; beyond that nobody's duplicate is missed for long. */
const WIDEST = NEAR_DEGREES * 3;

/** Listings that could be the same group as this one: around its place, or of its organization at its time. */
export async function findNeighbours(db: Db, subject: Candidate): Promise<Candidate[]> {
  return db.query<Candidate>(
    `SELECT id, organization_id AS "organizationId", name, meeting_time AS "meetingTime", latitude, longitude
     FROM listing
     WHERE id <> $1 AND state <> 'archived'
       AND ((latitude BETWEEN $2::float8 - ${NEAR_DEGREES} AND $2::float8 + ${NEAR_DEGREES}
             AND longitude BETWEEN $3::float8 - ${WIDEST} AND $3::float8 + ${WIDEST})
            OR (organization_id = $4 AND meeting_time = $5))
     ORDER BY (meeting_time = $5) DESC, id
     LIMIT ${MOST}`,
    [subject.id, subject.latitude, subject.longitude, subject.organizationId, subject.meetingTime],
  );
}
