/** What an organization's provider sent the browser back with. */
export type ProviderAnswer = { code: string; state: string; iss?: string };

/** The path of the console that providers know as the redirect URI. */
const LANDING = '/console/oidc';

let kept: ProviderAnswer | undefined;

/** The answer in an address's query: undefined when the provider refused, or a parameter is missing or there twice. */
export function providerAnswerIn(search: string): ProviderAnswer | undefined {
  const given = new URLSearchParams(search);
  const [code, ...codes] = given.getAll('code');
  const [state, ...states] = given.getAll('state');
  const [iss, ...issuers] = given.getAll('iss');
  if (!code || !state || codes.length + states.length + issuers.length > 0) return undefined;
  return { code, state, ...(iss === undefined ? {} : { iss }) };
}

/** Before anything else of the page runs: takes the answer out of the address and the history, and leads to its page. */
export function keepProviderAnswer(): void {
  if (location.pathname !== LANDING) return;
  kept = providerAnswerIn(location.search);
  history.replaceState(null, '', '/console/#/provider');
}

/** The answer, once. */
export function takeProviderAnswer(): ProviderAnswer | undefined {
  const taken = kept;
  kept = undefined;
  return taken;
}
