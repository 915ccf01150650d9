import type { AuthProvider } from 'react-admin';
import { canAccess } from '../access/access.js';
import { RequestFailed } from './problem.js';
import type { Session, SignInStep } from './session.js';

/** Refused with 401 although the session holds: what was shown beside it was wrong. */
const wrongProofs = new Set([
  'current-password-refused',
  'factor-refused',
  'link-refused',
  'provider-refused',
  'invitation-refused',
  'credentials-refused',
]);

export type ConsoleAuthProvider = AuthProvider & { sessionHasEnded: () => boolean };

/** What react-admin shows no passing notification for: the sign-in page says it. */
const ended = () => Object.assign(new Error(), { message: false });

/**
 * React-admin's questions about the person, answered by the gateway's session. `accessChanged` makes react-admin ask
 * anew: after a sign-in, and when a service refuses what this page thought the person may do.
 */
export function createAuthProvider(session: Session, accessChanged: () => Promise<void>): ConsoleAuthProvider {
  return {
    async login(step: SignInStep) {
      await session.signIn(step);
      // Else the page would go on with the answers from before, and sign out whom it just let in.
      await accessChanged();
    },
    async logout() {
      // Already out, or the gateway is away: either way this page forgets the person.
      await session.signOut().catch(() => undefined);
    },
    async checkAuth() {
      // React-admin signs out on any rejection; a gateway that is away for a moment is no reason to.
      await session.current().catch((error: unknown) => {
        if (!isAway(error)) throw ended();
      });
    },
    checkError(error: unknown) {
      if (!(error instanceof RequestFailed) || wrongProofs.has(error.code)) return Promise.resolve();
      if (error.status === 403 && error.code !== 'confirm-first') {
        session.forget();
        void accessChanged();
      }
      if (error.status !== 401) return Promise.resolve();
      session.end();
      return Promise.reject(ended());
    },
    sessionHasEnded: () => session.hasEnded,
    async getIdentity() {
      const { id, displayName } = await session.current();
      return { id, fullName: displayName };
    },
    async getPermissions() {
      try {
        return (await session.current()).roles;
      } catch (error) {
        // React-admin asks on every page and signs out on a refusal, also from a page that is for people who are not in.
        if (error instanceof RequestFailed && error.status === 401) return [];
        throw error;
      }
    },
    async canAccess({ resource, action }) {
      return canAccess((await session.current()).roles, resource, action);
    },
  };
}

function isAway(error: unknown): boolean {
  return error instanceof RequestFailed && (error.status === 0 || error.status >= 500);
}
