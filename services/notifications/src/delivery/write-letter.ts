import { languageFor, type Letter } from '../template/letter.js';
import { sessionTime } from '../template/session-time.js';
import { templates } from '../template/templates.js';
import type { Claim } from './claim-deliveries.js';

/** The letter of a delivery, in the receiver's language, at the discreet level of detail. */
export function writeLetter(
  { template, sessionStart, listingId }: Pick<Claim, 'template' | 'sessionStart' | 'listingId'>,
  facts: { zone: string; name: string },
  languageTag: string,
  publicUrl: string,
): Letter {
  const language = languageFor(languageTag);
  const occasion = {
    time: sessionTime(sessionStart, facts.zone, language),
    groupName: facts.name,
    groupLink: `${publicUrl}/groups/${listingId}`,
    consoleLink: `${publicUrl}/console/`,
  };
  return templates[template][language](occasion, 'time-only');
}
