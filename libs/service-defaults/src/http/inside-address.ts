import { BlockList, isIP } from 'node:net';

/** This machine, private networks (RFC 1918, RFC 4193) and the shared space that clusters number their nodes from (RFC 6598). */
const usual = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '::1', 'fc00::/7'];

/** Whether an address is one of these addresses and CIDR ranges, of which an IPv4 one also stands for its mapped form. */
export function addressesIn(ranges: readonly string[]): (address: string) => boolean {
  const networks = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = familyOf(address);
    if (bits === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const plain = unmapped(address);
    return isIP(plain) !== 0 && networks.check(plain, familyOf(plain));
  };
}

/** Where our own parts are, unless an operator says otherwise. */
export const isInsideAddress = addressesIn(usual);

/** An IPv4 address that stands in its IPv6 form (`::ffff:203.0.113.7`) as itself; any other as it is. */
export function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
