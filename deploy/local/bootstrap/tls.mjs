// @ts-check
/** @typedef {import('./preflight.mjs').Finding} Finding */

/**
 * What this stack cannot do: its parts speak plain http on this machine, and nothing of ours runs without verifying certificates.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Finding[]}
 */
export function tls({ DEMAND_TLS, NODE_TLS_REJECT_UNAUTHORIZED, PGSSLMODE }) {
  const isDemanded = DEMAND_TLS !== undefined && DEMAND_TLS !== '' && DEMAND_TLS !== 'false';
  return [
    {
      is: isDemanded,
      problem: 'DEMAND_TLS: the parts of this stack speak plain http on this machine',
      fix: 'unset DEMAND_TLS, or start each part by itself (README.md, "Your own clusters")',
    },
    {
      is: NODE_TLS_REJECT_UNAUTHORIZED === '0',
      problem: 'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: certificates are always verified',
      fix: 'unset it; NODE_EXTRA_CA_CERTS names authorities of your own',
    },
    {
      is: PGSSLMODE === 'no-verify',
      problem: 'PGSSLMODE must not be no-verify: certificates are always verified',
      fix: 'unset it; sslrootcert in the address of a database names an authority of your own',
    },
  ].flatMap(({ is, ...finding }) => (is ? [finding] : []));
}
