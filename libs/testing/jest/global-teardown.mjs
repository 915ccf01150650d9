/** Ends what the set-up of this run started; what `npm test` started stays for the next project. */
export default async function globalTeardown() {
  await globalThis.stopTestServices?.();
}
