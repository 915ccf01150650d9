import type { Call } from './call.js';
import type { Session } from './session.js';
import type { HeldInvitation, NewAccount } from './types.js';

const membership = '/api/membership/v1';

/** What somebody does with the secret of a mail that invites them; nobody has to be signed in. */
export function invitationCommands(call: Call, session: Session) {
  const post = <Answer>(path: string, body: unknown) => call<Answer>(path, { method: 'POST', body });
  return {
    readInvitation: (token: string) => post<HeldInvitation>(`${membership}/invitation-readings`, { token }),
    acceptInvitation: async (token: string, account: NewAccount | undefined) => {
      await post<unknown>(`${membership}/invitation-acceptances`, { token, account });
      // Whoever is signed in already has the role at once; for everybody else there is nothing to renew.
      await session.renew().catch(() => undefined);
    },
  };
}
