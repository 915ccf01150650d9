import type { OrganizationRole, PlatformRole } from './actor.js';

/**
 * Who a cell is about. `anonymous` is everybody, signed in or not; `person` is anybody signed in; `service` is another
 * service with a token for the row's audience.
 */
export type Role = 'anonymous' | 'person' | 'service' | PlatformRole | OrganizationRole;

export const scopes = ['any', 'self', 'organization', 'group', 'assigned'] as const;

/**
 * Over what. `any` object; `self`: for `person` what is about that very person, for an organization's role the very
 * organization of the grant; `organization`: what belongs to the organization of the grant or to one below it in the
 * tree; `group`: the groups (listings) that the grant names, while they belong there; `assigned`: what lies in the
 * regions or organizations that a moderator's grant names, or everything when it names none.
 */
export type Scope = (typeof scopes)[number];

/** What the platform may think of an organization. */
export const organizationStates = ['unverified', 'verified', 'suspended'] as const;

/**
 * A cell. With `states` it holds for objects in one of them only, with `organizationStates` while the organization that the
 * object belongs to is in one of those; `fields` are those guarded fields that it opens.
 */
export type Cell = {
  readonly scope: Scope;
  readonly states?: readonly string[];
  readonly organizationStates?: readonly string[];
  readonly fields?: readonly string[];
};

/** One action. A role without a cell is denied. */
export type Row = {
  /** Of the token; people's tokens have DEFAULT_AUDIENCE. */
  readonly audience?: string;
  /** Of services, those that the `service` cell is for, by name. */
  readonly services?: readonly string[];
  /** The action by which one knows that an object is there. To others an unknown and a forbidden object are the same. */
  readonly existence?: string;
  /** All states that an object of this row can be in; told where a cell names some of them. */
  readonly states?: readonly string[];
  /** What not everybody who may do this may do it with; a cell opens none of them but those that it names. */
  readonly fields?: readonly string[];
  /** The action is always about one of the fields: asked without one, the answer is no. */
  readonly perField?: true;
  readonly allow: Readonly<Partial<Record<Role, Scope | Cell>>>;
};

/** The audience of people's tokens; a row for services names another one. */
export const DEFAULT_AUDIENCE = 'opencircle';

export function cellOf(cell: Scope | Cell): Cell {
  return typeof cell === 'string' ? { scope: cell } : cell;
}
