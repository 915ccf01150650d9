import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TokenIssuer } from '@opencircle/auth';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { createApplication, type ServiceDefinition } from '../src/index.js';

const ISSUER = 'https://issuer.example';

export const variables = { PORT: '0', ISSUER, JWKS_URL: 'http://127.0.0.1:9/jwks', LOG_LEVEL: 'silent' };

export async function tokenIssuer(): Promise<TokenIssuer> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return TokenIssuer.of({ issuer: ISSUER, signingKey: await exportJWK(privateKey) });
}

/** A service with these controllers, without database and Kafka. */
export function definitionOf(controllers: Type<unknown>[], more: Partial<ServiceDefinition> = {}): ServiceDefinition {
  class TinyModule {}
  Module({ controllers })(TinyModule);
  return { name: 'tiny', module: TinyModule, env: z.object({}), problems: {}, ...more };
}

export async function tinyService(
  controllers: Type<unknown>[],
  more: Partial<ServiceDefinition> = {},
  options: { issuer?: TokenIssuer; log?: { write(line: string): void }; level?: string; factor?: number } = {},
): Promise<NestFastifyApplication> {
  const issuer = options.issuer ?? (await tokenIssuer());
  return createApplication(definitionOf(controllers, more), {
    variables: {
      ...variables,
      LOG_LEVEL: options.level ?? 'silent',
      REQUEST_LIMIT_FACTOR: String(options.factor ?? 1),
    },
    keys: issuer.keys(),
    ...(options.log && { log: options.log }),
  });
}
