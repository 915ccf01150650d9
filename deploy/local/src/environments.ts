import type { DatabaseUrls } from '@opencircle/backing-services';
import { kafkaEnvironment, type KafkaAccess } from './kafka-access.js';
import { root, services, type Layout, type ServiceName } from './layout.js';
import type { Secrets } from './secrets.js';
import { resolve } from 'node:path';

export type Databases = Readonly<Record<ServiceName, DatabaseUrls>>;
export type Facts = {
  readonly layout: Layout;
  readonly secrets: Secrets;
  readonly databases: Databases;
  readonly brokers: string;
  readonly kafkaAccess: KafkaAccess;
  readonly demo: boolean;
};
export type Environment = Record<string, string>;

/** What a child sees of our own environment; the rest is none of its business. */
function inherited(layout: Layout): Environment {
  return {
    ...told('PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'),
    ...told('LOG_LEVEL', 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: resolve(layout.data, 'compile-cache'),
    TZ: 'UTC',
    HOST: '127.0.0.1',
  };
}

/** What whoever starts the stack says by these names. */
function told(...names: readonly string[]): Environment {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** The environment of a service: what its own schema asks for (`environment.ts`), and the base of service-defaults. */
export function serviceEnvironment(name: ServiceName, facts: Facts): Environment {
  const { layout, secrets, databases, brokers, kafkaAccess, demo } = facts;
  return {
    ...inherited(layout),
    PORT: String(layout.ports[name]),
    DATABASE_URL: databases[name].serviceUrl,
    ...kafkaEnvironment(name, brokers, kafkaAccess),
    ISSUER: layout.publicUrl,
    JWKS_URL: `${layout.serviceUrl('membership')}/.well-known/jwks.json`,
    DEMO: String(demo),
    AUDIT_SIGNING_KEY: JSON.stringify(secrets.auditSigningKey),
    AUDIT_CHECKPOINT_DIR: layout.checkpoints,
    ...told('REQUEST_LIMIT_FACTOR', 'INSIDE_NETWORKS'),
    ...ownVariables(name, facts),
  };
}

function ownVariables(name: ServiceName, { layout, secrets }: Facts): Environment {
  switch (name) {
    case 'membership':
      return {
        MASTER_KEY: secrets.masterKey,
        LOOKUP_KEY: secrets.lookupKey,
        SERVICE_CLIENTS: JSON.stringify(secrets.serviceClients),
        PUBLIC_URL: layout.publicUrl,
        // OpenID providers of organizations that may stand on this machine or network.
        ...told('INSIDE_PROVIDERS'),
      };
    case 'notifications':
      return {
        SMTP_URL: `smtp://127.0.0.1:${layout.ports.smtp}`,
        MAIL_FROM: 'OpenCircle <post@opencircle.example>',
        MEMBERSHIP_URL: layout.serviceUrl('membership'),
        SERVICE_SECRET: secrets.serviceClients.notifications,
        PUBLIC_URL: layout.publicUrl,
      };
    case 'listings':
    case 'matching':
      return {};
  }
}

export function migrationEnvironment(name: ServiceName, facts: Facts): Environment {
  return { ...serviceEnvironment(name, facts), MIGRATION_DATABASE_URL: facts.databases[name].ownerUrl };
}

export function finderEnvironment({ layout }: Facts): Environment {
  return {
    ...inherited(layout),
    PORT: String(layout.ports.finder),
    MATCHING_URL: layout.serviceUrl('matching'),
    MEMBERSHIP_URL: layout.serviceUrl('membership'),
    PUBLIC_URL: layout.publicUrl,
  };
}

export function gatewayEnvironment({ layout, secrets, demo }: Facts): Environment {
  return {
    ...inherited(layout),
    PORT: String(layout.ports.gateway),
    SERVICE_URLS: JSON.stringify(Object.fromEntries(services.map((name) => [name, layout.serviceUrl(name)]))),
    FINDER_URL: layout.serviceUrl('finder'),
    SESSION_KEY: secrets.sessionKey,
    PUBLIC_URL: layout.publicUrl,
    MAIL_PAGE_URL: layout.mailPageUrl,
    ISSUER: layout.publicUrl,
    JWKS_URL: `${layout.serviceUrl('membership')}/.well-known/jwks.json`,
    DEMO: String(demo),
    ...told('TRUSTED_PROXIES'),
  };
}

/** The compiled entry point of a project, such as services/listings/dist/main.js. */
export function entryPoint(...path: string[]): string {
  return resolve(root, ...path);
}
