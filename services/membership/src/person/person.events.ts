import type { PersonDisabled, PersonId, PersonRegistered } from '@opencircle/contracts';
import type { Person } from './person.js';

/** Nothing about a person but the opaque id leaves this service. */
export function registered(person: Pick<Person, 'id' | 'registeredAt'>): PersonRegistered {
  return { personId: person.id, registeredAt: person.registeredAt.toISOString() };
}

export function disabled(personId: PersonId, at: Date): PersonDisabled {
  return { personId, disabledAt: at.toISOString() };
}
