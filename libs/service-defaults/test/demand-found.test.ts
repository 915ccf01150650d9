import { Forbidden, type Actor, type RoleGrant } from '@opencircle/auth';
import { newId, type ListingId, type OrganizationId, type PersonId } from '@opencircle/contracts';
import { RowNotFound } from '@opencircle/persistence';
import { demandFound } from '../src/index.js';

const [ours, theirs] = [newId<OrganizationId>(), newId<OrganizationId>()];
const listingId = newId<ListingId>();
type Row = { organizationId: string; state?: string };
const relation = ({ organizationId, state = 'verified' }: Row) => ({
  organizationPath: [organizationId],
  organizationState: state,
  listingId,
});

function person(...roles: RoleGrant[]): Actor {
  return { kind: 'person', id: newId<PersonId>(), roles };
}

const manager = person({ role: 'manager', organizationId: ours });
const facilitator = person({ role: 'facilitator', organizationId: ours, listingIds: [listingId] });
const edit = (row: Row | null, by: Actor) => demandFound(row, by, 'listing.edit', { relation });

/** What an error tells; not what only we read. */
async function told(work: Promise<unknown>): Promise<object> {
  const error: unknown = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof Error)) throw new Error('no error');
  return { kind: error.constructor, ...Object.fromEntries(Object.entries(error)), message: error.message };
}

test('gives the object to who may do this', async () => {
  await expect(edit({ organizationId: ours }, manager)).resolves.toEqual({ organizationId: ours });
});

test('an object of others and one that is not there end in the same error', async () => {
  const missing = await told(edit(null, manager));
  expect(await told(edit({ organizationId: theirs }, manager))).toEqual(missing);
  expect(missing).toMatchObject({ kind: RowNotFound });
});

test('so they do with the error that a service has for it', async () => {
  const absent = () => new RangeError('no such thing');
  const ask = (row: Row | null) => demandFound(row, manager, 'listing.edit', { relation, absent });
  expect(await told(ask({ organizationId: theirs }))).toEqual(await told(ask(null)));
});

test('who may read it is told that the rest is forbidden', async () => {
  await expect(edit({ organizationId: ours }, facilitator)).rejects.toThrow(Forbidden);
  await expect(edit({ organizationId: theirs }, facilitator)).rejects.toThrow(RowNotFound);
});

test('a field that is not theirs is forbidden too', async () => {
  const owner = person({ role: 'owner', organizationId: ours });
  const revoke = (field: string) => demandFound({ organizationId: ours }, owner, 'staff.revoke', { relation, field });
  await expect(revoke('role:manager')).resolves.toBeDefined();
  await expect(revoke('role:owner')).rejects.toThrow(Forbidden);
});

test('only who could do it otherwise is told that the organization is suspended', async () => {
  const suspended = { organizationId: ours, state: 'suspended' };
  await expect(edit(suspended, manager)).rejects.toMatchObject({ code: 'organization-suspended' });
  await expect(edit(suspended, facilitator)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(edit({ ...suspended, organizationId: theirs }, manager)).rejects.toThrow(RowNotFound);
});
