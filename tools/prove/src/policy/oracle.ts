import type { Actor, RoleGrant } from '@opencircle/auth';
import type { Thing, Tree } from './thing.js';

/** What anybody may do, since it is a public page, a door, or a machine's own business. */
const publicActions = new Set(
  `health.read metrics.read openapi.read jwks.read
   session.create session.challenge session.refresh session.revoke service-token.create
   email-link.create email-link.redeem password-reset.create password-reset.redeem oidc.start oidc.finish
   invitation.read invitation.accept visit.book search.run place.search group.read
   gateway.sign-in gateway.renew gateway.sign-out gateway.session gateway.proxy gateway.page`.split(/\s+/),
);

/**
 * Who may do what, written down from the prose (DESIGN §1, §3, §8, §9) and not from the policy table: another author's
 * word, in another form. An action that it has no rule for is a mistake of this file, so it throws.
 */
export class Oracle {
  constructor(private readonly tree: Tree) {}

  /** May they do it to this thing; with a `field`, may they do it with that field? */
  may(who: Actor, action: string, thing: Thing, field?: string): boolean {
    if (isAboutStaffRoles(action)) return this.mayHandleRole(who, action, thing, field);
    if (field !== undefined) return action === 'listing.read' && field === 'privateContent' && this.leads(who, thing);
    if (publicActions.has(action)) return true;

    // Everybody who is signed in keeps their own account, answers offers made to them, and may leave.
    if (action.startsWith('me.') || action === 'staff.leave' || action === 'ownership.accept') {
      // Nobody takes over an organization that is suspended.
      const isFree = action !== 'ownership.accept' || isInGoodStanding(thing);
      return isFree && who.kind === 'person' && thing.person === who.id;
    }
    // Reports are about what people can find, and nobody finds the groups of a suspended organization.
    if (action === 'report.create') {
      return isInGoodStanding(thing) && (thing.state === 'published' || thing.state === 'paused');
    }
    // Addresses, and links to mail, are for the service that writes the mails alone.
    if (action === 'contacts.read' || action === 'mail-link.issue') {
      return who.kind === 'service' && who.name === 'notifications';
    }
    if (who.kind !== 'person') return false;

    // Each sees what they themselves could have done; an admin sees all.
    if (action === 'audit.search') return has(who, 'admin') || has(who, 'ops') || has(who, 'lead-moderator');
    if (action.startsWith('case.')) {
      return this.moderates(who, thing) && (action !== 'case.publish' || isInGoodStanding(thing));
    }
    if (action.startsWith('parked.') || action === 'ops.status' || action === 'delivery.list') {
      return has(who, 'ops') || has(who, 'admin');
    }
    if (/^(person|platform-role|platform-invitation)\./.test(action)) return has(who, 'admin');
    return this.mayWithOrganization(who, action, thing);
  }

  /** May they know that the thing is there, when they ask to do this to it? */
  knowsOf(who: Actor, action: string, thing: Thing): boolean {
    const [family] = action.split('.');
    switch (action) {
      case 'organization.create':
      case 'organization.list':
      case 'person.create':
      case 'person.list':
      case 'import.create':
      case 'import.list':
      case 'listing.create':
      case 'listing.list':
      case 'case.list':
      case 'invitation.read':
      case 'invitation.accept':
      case 'platform-invitation.create':
      case 'platform-invitation.list':
        return true;
      case 'invitation.revoke':
        return this.may(who, 'invitation.list', thing);
      case 'staff.leave':
      case 'report.create':
      case 'visit.list':
        return this.may(who, action, thing);
      case 'me.sessions.revoke':
      case 'me.factors.remove':
      case 'ownership.accept':
        return who.kind === 'person' && thing.person === who.id;
    }
    switch (family) {
      case 'listing':
      case 'import':
      case 'case':
        return this.may(who, `${family}.read`, thing);
      case 'organization':
      case 'identity-provider':
      case 'staff':
      case 'invitation':
      case 'ownership':
        return this.may(who, 'organization.read', thing);
      case 'person':
      case 'platform-role':
      case 'platform-invitation':
        return has(who, 'admin');
      case undefined:
      default:
        return true;
    }
  }

  /** Whose tokens a route takes: people's, but for the one that services call. */
  audienceOf(action: string): string {
    return action === 'contacts.read' || action === 'mail-link.issue' ? 'membership-internal' : 'opencircle';
  }

  private mayWithOrganization(who: Actor, action: string, thing: Thing): boolean {
    switch (action) {
      case 'organization.create':
      case 'organization.move':
        return has(who, 'admin');
      case 'organization.verify':
        return has(who, 'admin') && (thing.state === 'unverified' || thing.state === 'suspended');
      case 'organization.suspend':
        return has(who, 'admin') && (thing.state === 'unverified' || thing.state === 'verified');
      case 'organization.list':
      case 'organization.read':
        return isPlatformStaff(who) || this.leads(who, thing) || this.isStaff(who, ['facilitator'], thing);
      case 'organization.rename':
      case 'identity-provider.configure':
        return has(who, 'admin') || (isActive(thing) && this.isStaff(who, ['owner'], thing));
      case 'identity-provider.read':
      case 'staff.list':
      case 'invitation.list':
      case 'invitation.revoke':
        return has(who, 'admin') || this.leads(who, thing);
      // Ownership is the owner's to give, and that of nobody above either; an admin sees that it is offered.
      case 'ownership.read':
        return has(who, 'admin') || this.owns(who, thing);
      case 'ownership.offer':
        return isActive(thing) && this.owns(who, thing);
      case 'ownership.cancel':
        return this.owns(who, thing);
      // Whoever runs the platform never reads who visits a group, and makes no listings in an organization's name.
      case 'visit.list':
        return this.leads(who, thing) || this.facilitates(who, thing);
      case 'import.read':
      case 'import.list':
        return this.leads(who, thing);
      // A suspended organization brings nothing new and changes nothing.
      case 'import.create':
      case 'import.run':
      case 'listing.create':
      case 'listing.submit':
      case 'listing.edit':
        return isInGoodStanding(thing) && this.leads(who, thing);
      case 'listing.list':
      case 'listing.read':
        return has(who, 'admin') || this.moderates(who, thing) || this.leads(who, thing) || this.facilitates(who, thing); // prettier-ignore
      default:
        throw new Error(`the oracle has no rule for ${action}`);
    }
  }

  /** An admin names any staff; an owner managers and facilitators; a manager invites both, and removes facilitators. */
  private mayHandleRole(who: Actor, action: string, thing: Thing, field: string | undefined): boolean {
    if (field !== 'role:owner' && field !== 'role:manager' && field !== 'role:facilitator') return false;
    if (has(who, 'admin')) return true;
    if (field === 'role:owner') return false;
    // While it is suspended, an organization may lose people, and wins none.
    if (action !== 'staff.revoke' && !isActive(thing)) return false;
    if (this.isStaff(who, ['owner'], thing)) return true;
    if (action === 'staff.grant') return false;
    if (action === 'staff.revoke' && field !== 'role:facilitator') return false;
    return this.isStaff(who, ['manager'], thing);
  }

  /** Leads decide on everything; a moderator on what they are assigned to, which is everything unless it says something. */
  private moderates(who: Actor, thing: Thing): boolean {
    if (has(who, 'lead-moderator')) return true;
    return grantsOf(who).some((grant) => {
      if (grant.role !== 'moderator') return false;
      if (!grant.regions && !grant.organizationIds) return true;
      const [country] = (thing.region ?? '').split('-');
      const isInRegion = (grant.regions ?? []).some((one) => one === thing.region || one === country);
      return isInRegion || (grant.organizationIds ?? []).some((one) => this.isWithin(thing.organization, one));
    });
  }

  /** Of the very organization: owners above it have to ask those of this one. */
  private owns(who: Actor, thing: Thing): boolean {
    return grantsOf(who).some(
      ({ role, organizationId }) => role === 'owner' && !!organizationId && organizationId === thing.organization,
    );
  }

  private leads(who: Actor, thing: Thing): boolean {
    return this.isStaff(who, ['owner', 'manager'], thing);
  }

  private isStaff(who: Actor, roles: readonly string[], thing: Thing): boolean {
    return grantsOf(who).some(
      ({ role, organizationId }) => roles.includes(role) && !!organizationId && this.isWithin(thing.organization, organizationId), // prettier-ignore
    );
  }

  private facilitates(who: Actor, thing: Thing): boolean {
    return grantsOf(who).some(
      ({ role, organizationId, listingIds = [] }) =>
        role === 'facilitator' &&
        listingIds.some((one) => one === thing.listing) &&
        !!organizationId &&
        this.isWithin(thing.organization, organizationId),
    );
  }

  /** Is the organization this one, or somewhere below it? */
  private isWithin(organization: string | undefined, above: string): boolean {
    for (let one: string | null | undefined = organization; one; one = this.tree.get(one))
      if (one === above) return true;
    return false;
  }
}

function isActive({ state }: Thing): boolean {
  return state === 'unverified' || state === 'verified';
}

/** The same of the organization that something belongs to. */
function isInGoodStanding({ standing }: Thing): boolean {
  return standing === 'unverified' || standing === 'verified';
}

function isAboutStaffRoles(action: string): boolean {
  return action === 'staff.grant' || action === 'staff.revoke' || action === 'invitation.create';
}

function grantsOf(who: Actor): readonly RoleGrant[] {
  return who.kind === 'person' ? who.roles : [];
}

function has(who: Actor, role: RoleGrant['role']): boolean {
  return grantsOf(who).some((grant) => grant.role === role);
}

function isPlatformStaff(who: Actor): boolean {
  return has(who, 'admin') || has(who, 'ops') || has(who, 'moderator') || has(who, 'lead-moderator');
}
