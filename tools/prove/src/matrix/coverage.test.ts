import { policy, type Actor, type OrganizationRole, type Relation } from '@opencircle/auth';
import { newId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import type { Cell } from './cells.js';
import { leftOut } from './coverage.js';

const [ours, theirs] = [newId<OrganizationId>(), newId<OrganizationId>()];

function staff(role: OrganizationRole): Actor {
  return { kind: 'person', id: newId<PersonId>(), roles: [{ role, organizationId: ours }] };
}

/** Editing a group of an organization that stands so, as this actor. */
function editing(actor: Actor, relation: Relation): Cell {
  return {
    operation: {
      ...{ service: 'listings', method: 'PUT', path: '/v1/listings/{id}/content', action: 'listing.edit' },
      ...{ parameters: [], body: undefined, responses: {} },
    },
    who: 'somebody',
    actor,
    target: { name: 'a group', relation: () => relation },
  };
}

/** What is left out of editing, where owner and manager each edit and are denied. */
function unseen(...more: Cell[]): string[] {
  const cells = [staff('owner'), staff('manager')].flatMap((actor) => [
    editing(actor, { organizationPath: [ours], organizationState: 'verified' }),
    editing(actor, { organizationPath: [theirs], organizationState: 'verified' }),
  ]);
  return leftOut([...cells, ...more], policy).filter((why) => why.startsWith('listing.edit'));
}

const suspended = { organizationState: 'suspended' };
const neverHeldUp = ['listing.edit: owner never held up', 'listing.edit: manager never held up'];

describe('leftOut', () => {
  it('misses those whom no suspension was seen to hold up', () => {
    expect(unseen()).toEqual(neverHeldUp);
  });

  it('is content with a suspended organization within their reach', () => {
    const within = { ...suspended, organizationPath: [ours] };
    expect(unseen(editing(staff('owner'), within), editing(staff('manager'), within))).toEqual([]);
  });

  it('takes no denial for a suspension that would be one without it', () => {
    const outside = { ...suspended, organizationPath: [theirs] };
    expect(unseen(editing(staff('owner'), outside), editing(staff('manager'), outside))).toEqual(neverHeldUp);
  });

  it('misses an action that no route asks for', () => {
    expect(leftOut([], policy)).toContain('me.update: no route is asked');
  });

  it('looks at each role by itself', () => {
    const within = { ...suspended, organizationPath: [ours] };
    expect(unseen(editing(staff('owner'), within))).toEqual(neverHeldUp.slice(1));
  });
});
