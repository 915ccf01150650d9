import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import { failureCode } from '@opencircle/tls';
import type { FastifyInstance } from 'fastify';
import type { Environment } from '../environment.js';
import { finderAway } from './finder-away.js';
import { finderPolicy } from './security-headers.js';
import { forward } from './upstream.js';

/** Everything that is nobody else's: the public pages. They keep their Host, by which they judge forms. */
@Injectable()
export class FinderProxy {
  private readonly logger = new Logger(FinderProxy.name);

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  register(server: FastifyInstance): void {
    server.route({
      method: ['GET', 'HEAD', 'POST'],
      url: '/*',
      handler: (request, reply) =>
        forward(request, reply, {
          upstream: this.environment.FINDER_URL,
          path: request.url,
          request: { host: request.headers.host },
          answer: { 'content-security-policy': finderPolicy },
          away: (failed, error) => {
            this.logger.error({ name: 'finder', code: failureCode(error) }, 'no answer');
            return failed
              .code(503)
              .headers({ 'retry-after': '5', 'cache-control': 'no-store', 'content-security-policy': finderPolicy })
              .type('text/html; charset=utf-8')
              .send(finderAway);
          },
        }),
    });
  }
}
