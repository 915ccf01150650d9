import type { Actor } from '@opencircle/auth';
import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { Person } from '../person/person.js';
import { PersonalFields } from '../person/personal-fields.js';
import { heldSession } from './confirmed-session.js';
import type { Aal } from './second-factor-roles.js';
import { IS_OPEN } from './session-times.js';

export type SessionView = {
  id: string;
  startedAt: string;
  lastUsedAt: string;
  expiresAt: string;
  aal: Aal;
  agent: string;
  current: boolean;
};
type Row = { id: string; startedAt: Date; lastUsedAt: Date; expiresAt: Date; aal: Aal; client: Buffer | null };

/** Longest list; who has more sessions than this signs out everywhere. */
const MOST = 100;

/** Where the caller is signed in, last used first. */
@Injectable()
export class FindSessions {
  constructor(
    private readonly tx: Transactions,
    private readonly fields: PersonalFields,
  ) {}

  run(actor: Actor): Promise<SessionView[]> {
    return this.tx.read(async (db) => {
      const held = await heldSession(db, actor);
      const { dataKey } = await db.get(Person, { id: held.personId });
      const rows = await db.query<Row>(
        `SELECT s.id, s.started_at AS "startedAt", s.expires_at AS "expiresAt", s.aal, s.client,
           coalesce((SELECT max(issued_at) FROM refresh_token t WHERE t.session_id = s.id), s.started_at) AS "lastUsedAt"
         FROM session s WHERE s.person_id = $1 AND ${IS_OPEN}
         ORDER BY "lastUsedAt" DESC, s.id LIMIT ${MOST}`,
        [held.personId],
      );
      return rows.map(({ id, startedAt, lastUsedAt, expiresAt, aal, client }) => ({
        id,
        startedAt: startedAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        aal,
        agent: client === null ? '' : this.fields.openName(dataKey, client),
        current: id === held.id,
      }));
    });
  }
}
