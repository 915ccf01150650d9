// @ts-check
import { createServer } from 'node:net';

/**
 * Every port of a stack, from its first one. Only the gateway's is for people.
 * @param {number} first
 */
export function portsFrom(first) {
  return {
    gateway: first,
    listings: first + 1,
    matching: first + 2,
    membership: first + 3,
    notifications: first + 4,
    finder: first + 5,
    mail: first + 6,
    smtp: first + 7,
    postgres: first + 10,
    kafka: first + 11,
    kafkaController: first + 12,
  };
}

/** @typedef {ReturnType<typeof portsFrom>} Ports */

/**
 * The entries of `ports` that somebody listens on already.
 * @param {Record<string, number>} ports
 */
export async function busyPorts(ports) {
  const checked = await Promise.all(
    Object.entries(ports).map(async ([name, port]) => ({ name, port, free: await isFree(port) })),
  );
  return checked.filter(({ free }) => !free).map(({ name, port }) => ({ name, port }));
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
