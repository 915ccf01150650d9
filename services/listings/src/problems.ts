import { domainErrors } from '@opencircle/service-defaults';

/** Expected failures of this service and the status that each is answered with. */
export const problems = {
  'bad-cursor': 400,
  'case-claimed': 409,
  'case-decided': 409,
  'decided-one-by-one': 422,
  'decision-not-offered': 422,
  'feed-is-html': 422,
  'feed-not-a-list': 422,
  'feed-not-json': 422,
  'feed-too-long': 422,
  'import-not-checked': 409,
  'listing-closed': 409,
  'nothing-to-submit': 409,
  'reason-unfit': 422,
} as const;

export const failure = domainErrors(problems);
