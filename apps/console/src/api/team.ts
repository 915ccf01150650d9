import type { Call } from './call.js';
import type {
  IdentityProviderSettings,
  Invitation,
  NewInvitation,
  NewStaff,
  Offer,
  OrganizationProvider,
  ReceivedOffer,
  Staff,
  StaffRole,
} from './types.js';

const membership = '/api/membership/v1';
const of = (organizationId: string) => `${membership}/organizations/${organizationId}`;

/** What organizations do with those who act for them: staff, invitations, ownership, their provider. */
export function teamCommands(call: Call) {
  const post = <Answer>(path: string, body: unknown = {}, idempotencyKey?: string) =>
    call<Answer>(path, { method: 'POST', body, idempotencyKey });
  const items = async <Item>(path: string, signal?: AbortSignal) =>
    (await call<{ items: Item[] }>(path, { signal })).items;
  return {
    staffOf: (organizationId: string, signal?: AbortSignal) => items<Staff>(`${of(organizationId)}/staff`, signal),
    grantStaff: (organizationId: string, staff: NewStaff, key: string) =>
      post<unknown>(`${of(organizationId)}/staff`, staff, key),
    revokeStaff: (organizationId: string, personId: string, role: StaffRole) =>
      post<undefined>(`${of(organizationId)}/staff/${personId}/revocations`, { role }),
    /** With every role there. */
    leaveOrganization: (organizationId: string) => post<undefined>(`${of(organizationId)}/staff/me/departures`),

    invitationsOf: (organizationId: string, signal?: AbortSignal) =>
      items<Invitation>(`${of(organizationId)}/invitations`, signal),
    invite: (organizationId: string, invitation: NewInvitation, key: string) =>
      post<Invitation>(`${of(organizationId)}/invitations`, invitation, key),
    revokeInvitation: (organizationId: string, id: string) =>
      post<undefined>(`${of(organizationId)}/invitations/${id}/revocations`),

    offersOf: (organizationId: string, signal?: AbortSignal) =>
      items<Offer>(`${of(organizationId)}/ownership-offers`, signal),
    offerOwnership: (organizationId: string, personId: string) =>
      post<Offer>(`${of(organizationId)}/ownership-offers`, { personId }),
    cancelOffer: (organizationId: string, id: string) =>
      post<undefined>(`${of(organizationId)}/ownership-offers/${id}/cancellations`),
    receivedOffers: (signal?: AbortSignal) => items<ReceivedOffer>(`${membership}/ownership-offers`, signal),
    acceptOwnership: (id: string) => post<Offer>(`${membership}/ownership-offers/${id}/acceptances`),

    identityProviderOf: (organizationId: string, signal?: AbortSignal) =>
      call<OrganizationProvider>(`${of(organizationId)}/identity-provider`, { signal }),
    configureIdentityProvider: (organizationId: string, settings: IdentityProviderSettings) =>
      call<OrganizationProvider>(`${of(organizationId)}/identity-provider`, { method: 'PUT', body: settings }),
    removeIdentityProvider: (organizationId: string) =>
      call<undefined>(`${of(organizationId)}/identity-provider`, { method: 'DELETE' }),
  };
}
