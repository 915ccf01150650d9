import { z } from 'zod';
import { eventType, type DataOf } from '../event-type.js';
import { personId } from '../ids.js';

/** A person may not sign in any more, until they are enabled again. */
export const personDisabled = eventType({
  type: 'org.opencircle.person.disabled.v1',
  topic: 'opencircle.membership.person',
  schema: z.object({
    personId,
    disabledAt: z.iso.datetime(),
  }),
  sample: {
    personId: '01890a5d-ac96-774b-bcce-b302099a8061',
    disabledAt: '2026-11-24T08:00:00.000Z',
  },
});
export type PersonDisabled = DataOf<typeof personDisabled>;
