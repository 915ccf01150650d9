import ipaddr from 'ipaddr.js';

/** What IANA has given out of IPv6 so far; the rest is nobody's, or special. */
const givenOut = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public Internet: in none of the IANA special-purpose registries (RFC 6890), such as
 * private, loopback, link-local, shared (RFC 6598), documentation, benchmarking and translation networks. An IPv4-mapped
 * address is judged as the IPv4 address that it stands for. What is no address is not global.
 */
export function isGlobalAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(givenOut) : true;
}
