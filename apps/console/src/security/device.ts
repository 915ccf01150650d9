import Bowser from 'bowser';

/** What a client that calls itself so is: browser and system, where they are known; else its own words, for programs. */
export type Device = { readonly browser: string; readonly system: string } | { readonly words: string };

/** `agent` as in the User-Agent header. */
export function deviceOf(agent: string): Device {
  if (agent === '') return { words: '' };
  const { browser, os } = Bowser.parse(agent);
  if (browser.name === undefined || os.name === undefined) return { words: agent };
  return { browser: browser.name, system: os.name };
}
