import type { components as Listings, paths as ListingsPaths } from './generated/listings.js';
import type { paths as MembershipPaths } from './generated/membership.js';
import type { ServiceName } from './commands.js';

type Answer<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } }
  ? Body
  : never;
type Asked<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never;
type Item<List> = List extends { items: (infer One)[] } ? One : never;
type Of = Listings['schemas'];

type Created<Operation> = Operation extends { responses: { 201: { content: { 'application/json': infer Body } } } }
  ? Body
  : never;

export type SignedIn = Answer<MembershipPaths['/v1/me']['get']>;
export type RoleGrant = SignedIn['roles'][number];
export type Role = RoleGrant['role'];
export type Organization = Item<Answer<MembershipPaths['/v1/organizations']['get']>>;
export type Person = Item<Answer<MembershipPaths['/v1/people']['get']>>;
export type NewRole = Asked<MembershipPaths['/v1/people/{id}/platform-roles']['post']>;
export type PlatformRole = NewRole['role'];
export type Staff = Item<Answer<MembershipPaths['/v1/organizations/{id}/staff']['get']>>;
export type NewStaff = Asked<MembershipPaths['/v1/organizations/{id}/staff']['post']>;
export type StaffRole = Staff['role'];
type OfProvider = MembershipPaths['/v1/organizations/{id}/identity-provider'];
export type OrganizationProvider = Answer<OfProvider['get']>;
export type IdentityProviderSettings = Asked<OfProvider['put']>;
export type ProvidingOrganization = Item<Answer<MembershipPaths['/v1/identity-providers']['get']>>;
export type Invitation = Item<Answer<MembershipPaths['/v1/organizations/{id}/invitations']['get']>>;
export type NewInvitation = Asked<MembershipPaths['/v1/organizations/{id}/invitations']['post']>;
export type PlatformInvitation = Item<Answer<MembershipPaths['/v1/platform-invitations']['get']>>;
export type NewPlatformInvitation = Asked<MembershipPaths['/v1/platform-invitations']['post']>;
export type HeldInvitation = Answer<MembershipPaths['/v1/invitation-readings']['post']>;
export type NewAccount = NonNullable<Asked<MembershipPaths['/v1/invitation-acceptances']['post']>['account']>;
export type Offer = Item<Answer<MembershipPaths['/v1/organizations/{id}/ownership-offers']['get']>>;
export type ReceivedOffer = Item<Answer<MembershipPaths['/v1/ownership-offers']['get']>>;
export type Visit = Item<Answer<MembershipPaths['/v1/visits']['get']>>;

export type Factors = Answer<MembershipPaths['/v1/me/factors']['get']>;
export type Factor = Factors['factors'][number];
export type TotpStart = Created<MembershipPaths['/v1/me/totp-enrolments']['post']>;
export type PasskeyStart = Created<MembershipPaths['/v1/me/passkey-enrolments']['post']>;
export type OwnSession = Item<Answer<MembershipPaths['/v1/me/sessions']['get']>>;
export type Confirmation = Asked<MembershipPaths['/v1/me/confirmations']['post']>;
export type ConfirmationChallenge = Created<MembershipPaths['/v1/me/confirmation-challenges']['post']>;

export type Case = Of['Case'];
export type CaseSummary = Of['CaseSummary'];
export type Check = CaseSummary['checks'][number];
export type Session = Case['nextSessions'][number];
export type TimelineEntry = Case['timeline'][number];
export type Decision = Asked<ListingsPaths['/v1/cases/{id}/decisions']['post']>;
export type DecisionKind = Decision['decision'];
export type DecisionResult = Answer<ListingsPaths['/v1/case-decisions']['post']>['results'][number];

export type Listing = Of['Listing'];
export type ListingState = Listing['state'];

export type Import = Of['Import'];
export type ImportState = Import['state'];
export type ImportCounts = Import['counts'];
export type NewImport = Asked<ListingsPaths['/v1/imports']['post']>;
export type ImportDefaults = NewImport['defaults'];
/** Its `id` is the row's number, which react-admin needs to tell rows apart. */
export type ImportRow = Of['ImportRow'] & { id: string };
export type RowOutcome = ImportRow['outcome'];
export type RowRemark = ImportRow['problems'][number];

export type ServiceStatus = Of['OpsStatus'];

export type AuditEntryAnswer = Of['AuditEntry'];
/** Its `id` names the service too: `listings.<id>`. */
export type AuditEntry = AuditEntryAnswer & { service: ServiceName };

export type ParkedSequenceAnswer = Of['ParkedSequence'];
export type WholeParkedSequenceAnswer = Of['WholeParkedSequence'];
/** Their `id` names the service too: `listings.<id>`. */
export type ParkedSequence = ParkedSequenceAnswer & { service: ServiceName };
export type WholeParkedSequence = WholeParkedSequenceAnswer & { service: ServiceName };
export type ParkingReason = ParkedSequence['reason'];
export type ParkedEvent = Of['ParkedEvent'];
export type ParkedAction = Of['ParkedAction'];
export type ParkedReplay = Of['ParkedReplay'];
export type ParkedDiscard = Of['ParkedDiscard'];
export type DryRun = Of['ParkedDryRun'];
export type Foresight = DryRun['items'][number];
