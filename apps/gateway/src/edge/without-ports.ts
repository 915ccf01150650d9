import { isIP } from 'node:net';

/**
 * `X-Forwarded-For` without the ports that some load balancers write, so that Fastify finds addresses in it, those of
 * proxies too: of `203.0.113.7:4711, [2001:db8::1]:443` remains `203.0.113.7, 2001:db8::1`. Everything else stays.
 */
export function withoutPorts(forwardedFor: string): string {
  return forwardedFor.split(',').map(withoutPort).join(',');
}

function withoutPort(entry: string): string {
  const [, six, four] = /^\s*(?:\[([\da-f:.]+)\]|([\d.]+)):\d{1,5}\s*$/i.exec(entry) ?? [];
  if (six !== undefined && isIP(six) === 6) return six;
  return four !== undefined && isIP(four) === 4 ? four : entry;
}
