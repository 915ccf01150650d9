import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { personId } from '../ids.js';

/** A person is known by this opaque id; nothing else about them travels. */
export const personRegistered = eventType({
  type: 'org.opencircle.person.registered.v1',
  topic: 'opencircle.membership.person',
  schema: z.object({
    personId,
    registeredAt: z.iso.datetime(),
  }),
  sample: {
    personId: '01890a5d-ac96-774b-bcce-b302099a8061',
    registeredAt: '2026-11-23T08:00:00.000Z',
  },
});
export type PersonRegistered = DataOf<typeof personRegistered>;
