import type { Base } from '@platformatic/kafka';

/**
 * The client listens to the first error of each connection alone. A broker that cuts one off in the middle of the login
 * gives two, and an error that nobody listens to would end the process; what was asked fails by the first all the same.
 */
export function keepListening<Client extends Pick<Base, 'on'>>(client: Client): Client {
  for (const event of ['client:broker:connect', 'client:broker:failed'] as const) {
    client.on(event, ({ connection }) => connection.on('error', () => undefined));
  }
  return client;
}
