import { RequestMethod, type Type } from '@nestjs/common';
import { ALLOW, policyTable, type Action } from '@opencircle/auth';
import type { z } from 'zod';
import { controllersOf } from '../controllers.js';
import { answerOf, type Answer } from '../http/answers.decorator.js';
import { headersOf, type DocumentedHeader } from '../http/documented-header.js';
import { limitOf, type Limit } from '../limit/limit.js';

/** A parameter as Nest keeps it: where it comes from, its name (all of them when undefined), its schema. */
export type Parameter = {
  readonly from: 'body' | 'query' | 'path';
  readonly name?: string;
  readonly schema?: z.ZodType;
};

/** One route as its decorators tell it. */
export type Route = {
  readonly controller: string;
  readonly handler: string;
  readonly method: string;
  /** Fastify's pattern, without trailing slash. */
  readonly path: string;
  readonly action: Action | undefined;
  readonly parameters: readonly Parameter[];
  readonly headers: readonly DocumentedHeader[];
  readonly answer: Answer;
  readonly limit: Limit | undefined;
  /** Its handler sends the answer, and Nest hands none over. */
  readonly sendsItself: boolean;
};

type KeptParameter = {
  readonly index: number;
  readonly data?: unknown;
  readonly schema?: z.ZodType;
  readonly pipes?: readonly unknown[];
};

/** Nest's keys and numbers for what its decorators leave behind; stable since its first version. */
const ROUTE_ARGS = '__routeArguments__';
const sources: Readonly<Record<string, Parameter['from']>> = { 3: 'body', 4: 'query', 5: 'path' };
const replyOrNext: readonly (string | undefined)[] = ['1', '2'];
const PASSTHROUGH = '__responsePassthrough__';
const otherWays = ['__sse__', '__renderTemplate__', '__redirect__'];

/** All routes of a module and of what it imports, read from decorators alone: nothing is instantiated. */
export async function routesOf(root: unknown): Promise<Route[]> {
  return (await controllersOf(root)).flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).flatMap((handler) => routeOf(controller, handler) ?? []),
  );
}

function routeOf(controller: Type<unknown>, handler: string): Route | undefined {
  const prototype = controller.prototype as Record<string, object>;
  const method = handler === 'constructor' ? undefined : prototype[handler];
  const path = method && (Reflect.getMetadata('path', method) as string | undefined);
  if (method === undefined || path === undefined) return undefined;
  const verb = RequestMethod[Reflect.getMetadata('method', method) as number] as string;
  const action = Reflect.getMetadata(ALLOW, method) as string | undefined;
  const prefix = (Reflect.getMetadata('path', controller) as string | undefined) ?? '';
  return {
    controller: controller.name,
    handler,
    method: verb.toLowerCase(),
    path: `/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1'),
    action: action !== undefined && Object.hasOwn(policyTable, action) ? (action as Action) : undefined,
    parameters: parametersOf(controller, handler),
    headers: headersOf(prototype, handler),
    answer: answerOf(method) ?? { status: statusOf(method, verb) },
    limit: limitOf(method),
    sendsItself: sendsItself(controller, handler, method),
  };
}

function sendsItself(controller: Type<unknown>, handler: string, method: object): boolean {
  if (otherWays.some((way) => Reflect.hasMetadata(way, method))) return true;
  const args = Object.keys((Reflect.getMetadata(ROUTE_ARGS, controller, handler) ?? {}) as object);
  const isPassing = Reflect.getMetadata(PASSTHROUGH, controller, handler) === true;
  return !isPassing && args.some((key) => replyOrNext.includes(key.split(':')[0]));
}

function parametersOf(controller: Type<unknown>, handler: string): Parameter[] {
  const args = (Reflect.getMetadata(ROUTE_ARGS, controller, handler) ?? {}) as Record<string, KeptParameter>;
  const inOrder = Object.entries(args).sort(([, a], [, b]) => a.index - b.index);
  return inOrder.flatMap(([key, { data, schema }]) => {
    const from = sources[key.split(':')[0] as string];
    if (from === undefined) return [];
    return [{ from, ...(typeof data === 'string' && { name: data }), ...(schema && { schema }) }];
  });
}

function statusOf(handler: object, verb: string): number {
  return (Reflect.getMetadata('__httpCode__', handler) as number | undefined) ?? (verb === 'POST' ? 201 : 200);
}

/** Inputs that no schema checks, as `POST /v1/x (XController.create): body`. Such a route would trust its caller. */
export function uncheckedInputs(routes: readonly Route[]): string[] {
  return routes.flatMap((route) =>
    route.parameters
      .filter(({ schema }) => schema === undefined)
      .map(({ from, name }) => `${nameOf(route)}: ${from}${name === undefined ? '' : ` ${name}`}`),
  );
}

/** Routes whose answers nobody would check, nor record what they show, as `GET /v1/x (XController.find)`. */
export function uncheckedAnswers(routes: readonly Route[]): string[] {
  return routes.filter((route) => route.sendsItself).map(nameOf);
}

function nameOf({ method, path, controller, handler }: Route): string {
  return `${method.toUpperCase()} ${path} (${controller}.${handler})`;
}
