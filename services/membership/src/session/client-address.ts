import { BlockList, isIP } from 'node:net';

const inside = new BlockList();
inside.addSubnet('127.0.0.0', 8);
inside.addSubnet('10.0.0.0', 8);
inside.addSubnet('172.16.0.0', 12);
inside.addSubnet('192.168.0.0', 16);
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');

/**
 * Who is at the other end: the last address that the gateway wrote into `X-Forwarded-For`, when the connection comes
 * from inside; otherwise the connection's own, so that a stranger cannot take another address for each guess.
 */
export function clientAddress(connection: string, forwardedFor: string | string[] | undefined): string {
  const last = [forwardedFor ?? []].flat().join(',').split(',').at(-1)?.trim() ?? '';
  return isInside(connection) && isIP(last) !== 0 ? last : connection;
}

function isInside(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  const family = isIP(plain);
  return family !== 0 && inside.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
