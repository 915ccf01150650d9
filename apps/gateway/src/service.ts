import type { ServiceDefinition } from '@opencircle/service-defaults';
import { AppModule } from './app.module.js';
import { environment } from './environment.js';
import { problems } from './problems.js';

/** The edge has neither database nor events; its one secret is the key of the session cookie. */
export const gateway: ServiceDefinition = {
  name: 'gateway',
  module: AppModule,
  env: environment,
  problems,
  messaging: false,
  bodyLimit: 16 * 1024,
};
