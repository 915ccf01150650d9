import type { ServiceName } from '../http/service-ground.js';

export type Json = Record<string, unknown>;
export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Json;
};

/** One operation of a service's OpenAPI document. */
export type Operation = {
  readonly service: ServiceName;
  readonly method: string;
  /** OpenAPI's, as `/v1/cases/{id}`. */
  readonly path: string;
  readonly action: string;
  readonly parameters: readonly Parameter[];
  readonly body: Json | undefined;
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: Json }> }>>;
};

/** A running service as it describes itself. */
export type Api = { readonly service: ServiceName; readonly document: Json; readonly operations: readonly Operation[] };

type Described = {
  'x-action': string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Operation['responses'];
};

export async function readApi(service: ServiceName, url: string): Promise<Api> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Json;
  const paths = document['paths'] as Record<string, Record<string, Described>>;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      service,
      method: method.toUpperCase(),
      path,
      action: one['x-action'],
      parameters: one.parameters ?? [],
      body: one.requestBody?.content['application/json']?.schema,
      responses: one.responses,
    })),
  );
  return { service, document, operations };
}

type Route = { readonly method: string; readonly url: string };

/** Routes that only the router or only the document has. Fastify's HEAD beside each GET is the same route. */
export function unlikeRoutes({ operations }: Api, routes: readonly Route[]): string[] {
  const documented = new Set(operations.map(({ method, path }) => `${method} ${path}`));
  const routed = new Set(
    routes.filter(({ method }) => method !== 'HEAD').map(({ method, url }) => `${method} ${addressOf(url)}`),
  );
  return [
    ...[...documented].filter((one) => !routed.has(one)).map((one) => `${one} is documented only`),
    ...[...routed].filter((one) => !documented.has(one)).map((one) => `${one} is routed only`),
  ];
}

/** Fastify's pattern as OpenAPI writes it. */
function addressOf(url: string): string {
  return url
    .replaceAll(/(?<!:):([A-Za-z_]\w*)/g, '{$1}')
    .replaceAll('::', ':')
    .replace(/(.)\/$/, '$1');
}
