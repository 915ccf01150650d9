import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import type { Call } from './call.js';
import type { Session } from './session.js';
import type {
  Confirmation,
  ConfirmationChallenge,
  Factors,
  OwnSession,
  PasskeyStart,
  ProvidingOrganization,
  TotpStart,
} from './types.js';

const membership = '/api/membership/v1';

/** A passkey that the browser is to make: WebAuthn's options are for it alone to read. */
export type NewPasskey = { challenge: string; options: PublicKeyCredentialCreationOptionsJSON };

/** Who has no password yet gives no current one. */
export type PasswordChange = { currentPassword?: string; password: string };

/** What people do with their own account. */
export function accountCommands(call: Call, session: Session) {
  const post = <Answer>(path: string, body: unknown = {}) => call<Answer>(path, { method: 'POST', body });
  return {
    account: () => session.current(),
    renewSession: () => session.renew(),
    /** What others who work here read of the person. */
    renameMe: (displayName: string) => post<unknown>(`${membership}/me/renamings`, { displayName }),

    /** Answered alike for known and unknown addresses. */
    requestLink: (email: string) => post<undefined>(`${membership}/email-links`, { email }),
    requestReset: (email: string) => post<undefined>(`${membership}/password-reset-links`, { email }),
    resetPassword: (token: string, password: string) =>
      post<undefined>(`${membership}/password-resets`, { token, password }),

    /** Whose people may sign in by their own provider. */
    providingOrganizations: async (signal?: AbortSignal) =>
      (await call<{ items: ProvidingOrganization[] }>(`${membership}/identity-providers`, { signal })).items,
    /** Where to go for it. */
    startByProvider: async (organizationId: string) =>
      (await post<{ url: string }>('/session/provider-starts', { organizationId })).url,

    factors: (signal?: AbortSignal) => call<Factors>(`${membership}/me/factors`, { signal }),
    beginTotp: () => post<TotpStart>(`${membership}/me/totp-enrolments`),
    confirmTotp: (code: string, label: string | undefined) => post<undefined>(`${membership}/me/totp`, { code, label }),
    beginPasskey: async () =>
      (await post<PasskeyStart>(`${membership}/me/passkey-enrolments`)) as unknown as NewPasskey,
    finishPasskey: (challenge: string, answer: object, label: string | undefined) =>
      post<{ id: string }>(`${membership}/me/passkeys`, { challenge, answer, label }),
    makeRecoveryCodes: async () => (await post<{ codes: string[] }>(`${membership}/me/recovery-codes`)).codes,
    removeFactor: (id: string) => call<undefined>(`${membership}/me/factors/${id}`, { method: 'DELETE' }),
    changePassword: (change: PasswordChange) => post<undefined>(`${membership}/me/password-changes`, change),

    ownSessions: async (signal?: AbortSignal) =>
      (await call<{ items: OwnSession[] }>(`${membership}/me/sessions`, { signal })).items,
    endOwnSession: (id: string) => call<undefined>(`${membership}/me/sessions/${id}`, { method: 'DELETE' }),
    signOutEverywhere: () => post<undefined>(`${membership}/me/sign-outs`),

    askToConfirm: () => post<ConfirmationChallenge>(`${membership}/me/confirmation-challenges`),
    confirm: (given: Confirmation) => post<undefined>(`${membership}/me/confirmations`, given),
  };
}
