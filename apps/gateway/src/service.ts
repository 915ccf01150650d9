import type { ServiceDefinition } from '@opencircle/service-defaults';
import { AppModule } from './app.module.js';
import { commonHeaders } from './edge/security-headers.js';
import { environment, type Environment } from './environment.js';
import { problems } from './problems.js';

/** The edge has neither database nor events; its one secret is the key of the session cookie. */
export const gateway: ServiceDefinition = {
  name: 'gateway',
  module: AppModule,
  env: environment,
  problems,
  messaging: false,
  isEdge: true,
  headers: ({ PUBLIC_URL }: Environment) => commonHeaders(PUBLIC_URL.startsWith('https:')),
  bodyLimit: 16 * 1024,
};
