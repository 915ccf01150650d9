import type { Relation, Visible } from '@opencircle/auth';

/** Organizations and what each stands under; null for a root. */
export type Tree = ReadonlyMap<string, string | null>;

/** Something that somebody wants to do something to. */
export type Thing = {
  readonly organization?: string | undefined;
  readonly listing?: string | undefined;
  readonly person?: string | undefined;
  readonly region?: string | undefined;
  readonly state?: string | undefined;
  /** What the platform thinks of the organization itself. */
  readonly standing?: string | undefined;
};

/** The thing as services tell it to the policy. */
export function relationOf({ organization, listing, person, region, state, standing }: Thing, tree: Tree): Relation {
  const organizationPath = organization === undefined ? undefined : pathOf(organization, tree);
  return { organizationPath, listingId: listing, personId: person, region, state, organizationState: standing };
}

function pathOf(organization: string, tree: Tree): string[] {
  const parent = tree.get(organization) ?? null;
  return parent === null ? [organization] : [...pathOf(parent, tree), organization];
}

/** Would a list that is narrowed to this show the thing? What services say in SQL. */
export function isShown(visible: Visible, thing: Thing, tree: Tree): boolean {
  if (visible.all) return true;
  const { organizationPath = [], listingId, personId, region } = relationOf(thing, tree);
  const belongsTo = (organization: string): boolean => organizationPath.includes(organization);
  return (
    visible.organizationIds.some(belongsTo) ||
    visible.listingIds.some((id, at) => id === listingId && belongsTo(visible.listingOrganizationIds[at] ?? '')) ||
    visible.personIds.some((id) => id === personId) ||
    visible.regions.some((one) => region === one || region?.startsWith(`${one}-`) === true)
  );
}
