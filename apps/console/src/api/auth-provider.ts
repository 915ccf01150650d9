import type { AuthProvider } from 'react-admin';
import { canAccess } from '../access/access.js';
import { RequestFailed } from './problem.js';
import type { Session, SignInStep } from './session.js';

/** React-admin's questions about the person, answered by the gateway's session. */
export function createAuthProvider(session: Session): AuthProvider {
  return {
    login: (step: SignInStep) => session.signIn(step),
    async logout() {
      // Already out, or the gateway is away: either way this page forgets the person.
      await session.signOut().catch(() => undefined);
    },
    async checkAuth() {
      // React-admin signs out on any rejection; a gateway that is away for a moment is no reason to.
      await session.current().catch((error: unknown) => {
        if (!isAway(error)) throw new Error('session.ended');
      });
    },
    checkError(error: unknown) {
      if (!(error instanceof RequestFailed) || error.status !== 401) return Promise.resolve();
      session.forget();
      return Promise.reject(new Error('session.ended'));
    },
    async getIdentity() {
      const { id, displayName } = await session.current();
      return { id, fullName: displayName };
    },
    async getPermissions() {
      return (await session.current()).roles;
    },
    async canAccess({ resource, action }) {
      return canAccess((await session.current()).roles, resource, action);
    },
  };
}

function isAway(error: unknown): boolean {
  return error instanceof RequestFailed && (error.status === 0 || error.status >= 500);
}
