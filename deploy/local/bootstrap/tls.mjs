// @ts-check
/** @typedef {import('./preflight.mjs').Finding} Finding */

/**
 * What this stack cannot do: its parts speak plain http on this machine, and nothing of ours runs without verifying certificates.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Finding[]}
 */
export function tls({ DEMAND_TLS, NODE_TLS_REJECT_UNAUTHORIZED }) {
  const isDemanded = DEMAND_TLS !== undefined && DEMAND_TLS !== '' && DEMAND_TLS !== 'false';
  return [
    ...(isDemanded
      ? [
          {
            problem: 'DEMAND_TLS: the parts of this stack speak plain http on this machine',
            fix: 'unset DEMAND_TLS, or start each part by itself (README.md, "Your own clusters")',
          },
        ]
      : []),
    ...(NODE_TLS_REJECT_UNAUTHORIZED === '0'
      ? [
          {
            problem: 'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: certificates are always verified',
            fix: 'unset it; NODE_EXTRA_CA_CERTS names authorities of your own',
          },
        ]
      : []),
  ];
}
