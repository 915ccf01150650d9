import { policy } from '@opencircle/auth';
import { z } from 'zod';
import { PROBLEM_MEDIA_TYPE } from '../problem/problem.js';
import type { Parameter, Route } from './routes.js';
import { Schemas } from './schemas.js';

export type OpenApiDocument = Record<string, unknown> & {
  openapi: '3.1.1';
  paths: Record<string, Record<string, unknown>>;
};

const problem = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), rule: z.string(), detail: z.string(), in: z.string().optional() }))
      .optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

/** The OpenAPI 3.1 document of these routes, in a stable order, from the schemas that validate and nothing else. */
export function openApiDocument(service: { name: string; version: string }, routes: readonly Route[]): OpenApiDocument {
  const schemas = new Schemas();
  const failure = {
    description: 'Problem',
    content: { [PROBLEM_MEDIA_TYPE]: { schema: schemas.add(problem, 'output') } },
  };
  const paths: OpenApiDocument['paths'] = {};
  const order = (route: Route) => `${route.path} ${route.method}`;
  for (const route of routes.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const operations = (paths[addressOf(route)] ??= {});
    operations[route.method] = operationOf(route, schemas, failure);
  }
  const components = {
    schemas: Object.fromEntries(Object.entries(schemas.components).sort(([a], [b]) => (a < b ? -1 : 1))),
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  };
  return {
    openapi: '3.1.1',
    info: { title: `OpenCircle ${service.name}`, version: service.version },
    paths,
    components,
  };
}

function operationOf(route: Route, schemas: Schemas, failure: object): object {
  const body = route.parameters.find(({ from }) => from === 'body')?.schema;
  const parameters = [
    ...route.parameters.filter(({ from }) => from !== 'body').flatMap((parameter) => parametersOf(parameter, schemas)),
    ...route.headers.map((header) => ({ in: 'header', ...header })),
  ];
  const { status, schema, also } = route.answer;
  const successes = Object.entries({ [status]: schema, ...also }).map(([each, one]): [string, object] => [
    each,
    {
      description: 'Success',
      ...(one && !isNothing(one) && { content: { 'application/json': { schema: schemas.add(one, 'output') } } }),
    },
  ]);
  return {
    operationId: route.handler === 'run' ? route.controller : `${route.controller}.${route.handler}`,
    tags: [route.controller.replace(/Controller$/, '')],
    'x-action': route.action,
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemas.add(body, 'input') } } },
    }),
    responses: { ...Object.fromEntries(successes), ...tooManyOf(route, failure), default: failure },
  };
}

/** The refusal of who asks too often, where a route has a limit. */
function tooManyOf({ limit }: Route, failure: object): Record<string, object> {
  if (limit === undefined) return {};
  const header = (description: string, type: string) => ({ description, schema: { type } });
  return {
    429: {
      ...failure,
      description: `More than ${limit.most} requests in ${limit.window} seconds, of one client or one person`,
      headers: {
        'Retry-After': header('Seconds until it may be asked again', 'integer'),
        RateLimit: header(
          'What is left, and in how many seconds all of it is there again; before a refusal for signed-in people alone',
          'string',
        ),
        'RateLimit-Policy': header('How many requests in how many seconds', 'string'),
      },
    },
  };
}

/** An answer without a body, where another status has one. */
function isNothing(schema: z.ZodType): boolean {
  return schema instanceof z.ZodUndefined;
}

/** An empty requirement beside bearer says "may, but need not" (OpenAPI 3.1 §4.8.30). */
function securityOf({ action }: Route): object[] {
  const open = action !== undefined && policy.couldAllow({ kind: 'anonymous' }, action);
  return open ? [{}, { bearer: [] }] : [{ bearer: [] }];
}

function parametersOf({ from, name, schema }: Parameter, schemas: Schemas): object[] {
  if (schema === undefined) return [];
  if (name !== undefined) {
    const required = from === 'path' || !schema.safeParse(undefined).success;
    return [{ name, in: from, required, schema: schemas.add(schema, 'input') }];
  }
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([each, property]) => ({
    name: each,
    in: from,
    required: from === 'path' || required.includes(each),
    schema: property,
  }));
}

/** Fastify's `/v1/cases/:id` and `contacts::batch` as OpenAPI's `/v1/cases/{id}` and `contacts:batch`. */
function addressOf({ path }: Route): string {
  return path.replaceAll(/(?<!:):([A-Za-z_]\w*)/g, '{$1}').replaceAll('::', ':');
}
