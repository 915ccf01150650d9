import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { InvalidRequest } from '../problem/invalid-request.js';
import { problemErrors } from '../problem/issues.js';
import type { ProblemError } from '../problem/problem.js';
import { checkShape } from './check-shape.js';

/**
 * Checks a parameter with the schema beside it (`@Body({ schema })`, `@Query({ schema })`, `@Param('id', { schema })`),
 * after the checks that no schema makes: depth, and text that PostgreSQL cannot hold.
 */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.schema === undefined || metadata.type === 'custom') return value;
    const place = placeOf(metadata);
    const faults = checkShape(value);
    if (faults.length > 0) throw new InvalidRequest(faults.map((fault) => ({ ...fault, ...place })));
    this.stripProtoKeys(value);
    const result = await this.validate<T>(value, metadata.schema);
    if (result.issues === undefined) return result.value;
    const prefix = metadata.data === undefined ? [] : [metadata.data];
    throw new InvalidRequest(problemErrors(result.issues, prefix).map((error) => ({ ...error, ...place })));
  }
}

function placeOf({ type }: ArgumentMetadata): Pick<ProblemError, 'in'> {
  switch (type) {
    case 'query':
      return { in: 'query' };
    case 'param':
      return { in: 'path' };
    case 'body':
    case 'custom':
      return {};
  }
}
