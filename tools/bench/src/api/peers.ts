import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Body,
  Controller,
  Module,
  Post,
  UnauthorizedException,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { fastify } from 'fastify';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { answerTo, body, ISSUER, trivial, type Body as Sent } from './same-work.js';

/** The least that Node can do: one JSON text for every request. */
export async function startNodeHttp(): Promise<number> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(trivial));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export async function startFastify(): Promise<number> {
  const server = fastify();
  server.get('/v1/trivial', () => trivial);
  await server.listen({ port: 0, host: '127.0.0.1' });
  return (server.server.address() as AddressInfo).port;
}

/** Nest as its documentation starts: Express, a guard that verifies the token, a schema that checks the body; no log. */
export async function startNestOnExpress({ jwks }: { jwks: object }): Promise<number> {
  const keys = createLocalJWKSet(jwks as never);

  class TokenGuard implements CanActivate {
    async canActivate(context: ExecutionContext): Promise<boolean> {
      const { headers } = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>();
      const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: ['EdDSA'],
          issuer: ISSUER,
          audience: 'opencircle',
        });
        return payload.sub !== undefined;
      } catch {
        throw new UnauthorizedException();
      }
    }
  }

  @Controller('v1')
  class Api {
    @Post('checked')
    @UseGuards(TokenGuard)
    checked(@Body() sent: unknown): ReturnType<typeof answerTo> {
      return answerTo(body.parse(sent) satisfies Sent);
    }
  }

  @Module({ controllers: [Api] })
  class App {}

  const app = await NestFactory.create(App, new ExpressAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer() as Server;
  return (server.address() as AddressInfo).port;
}
