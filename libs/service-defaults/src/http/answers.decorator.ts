import { applyDecorators, HttpCode } from '@nestjs/common';
import type { z } from 'zod';
import { addToRouteConfig, factsOfHandler } from './route-config.js';

export type Answer = {
  readonly status: number;
  readonly schema?: z.ZodType;
  /** Other successes: status and schema. The handler sets the status itself. */
  readonly also?: Readonly<Record<number, z.ZodType>>;
};

type Handler<Result> = (...args: never[]) => Result | Promise<Result>;
type HandlerDecorator<Result> = <H extends Handler<Result>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

/**
 * What a route answers when all is well: status and schema. The handler's type is checked against it, the OpenAPI
 * document shows it, and the answer is written through it: a field that the schema does not name never leaves.
 */
export function Answers(status: number): MethodDecorator;
export function Answers<S extends z.ZodType, Also extends z.ZodType = never>(
  status: number,
  schema: S,
  also?: Readonly<Record<number, Also>>,
): HandlerDecorator<z.input<S> | z.input<Also>>;
export function Answers(status: number, schema?: z.ZodType, also?: Answer['also']): MethodDecorator {
  const answer: Answer = { status, ...(schema && { schema }), ...(also && { also }) };
  return applyDecorators(HttpCode(status), addToRouteConfig({ answer }));
}

export function answerOf(handler: object): Answer | undefined {
  return factsOfHandler(handler).answer;
}

/** The schema that an answer of this status is written through. */
export function schemaAt({ schema, also }: Answer, status: number): z.ZodType | undefined {
  return also?.[status] ?? schema;
}
