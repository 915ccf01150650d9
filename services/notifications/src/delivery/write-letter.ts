import { languageFor, type Letter } from '../template/letter.js';
import { sessionTime } from '../template/session-time.js';
import { linkTemplates, sessionTemplates, type TemplateName } from '../template/templates.js';
import type { Claim } from './claim-deliveries.js';

/** The letter about a session, in the receiver's language, at the discreet level of detail. */
export function writeLetter(
  { template, sessionStart, listingId }: Pick<Claim, 'template' | 'sessionStart' | 'listingId'>,
  facts: { zone: string; name: string },
  languageTag: string,
  publicUrl: string,
): Letter {
  const language = languageFor(languageTag);
  if (!isOf(sessionTemplates, template) || sessionStart === null) throw new Error(`${template} is about no session`);
  const occasion = {
    time: sessionTime(sessionStart, facts.zone, language),
    groupName: facts.name,
    groupLink: `${publicUrl}/groups/${listingId}`,
    consoleLink: `${publicUrl}/console/`,
  };
  return sessionTemplates[template][language](occasion, 'time-only');
}

/** The letter with a link that the receiver asked for. */
export function writeLinkLetter(template: TemplateName, url: string, languageTag: string): Letter {
  if (!isOf(linkTemplates, template)) throw new Error(`${template} carries no link`);
  return linkTemplates[template][languageFor(languageTag)](url);
}

function isOf<Templates extends object>(templates: Templates, name: PropertyKey): name is keyof Templates {
  return Object.hasOwn(templates, name);
}
