import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { LIMIT, type Limit } from './limit.js';
import { RequestLimits } from './request-limits.guard.js';

/** Bounds how often one client may ask this of the service; beyond it is a 429 that says when to come back. */
export function Limited(limit: Limit): MethodDecorator {
  return applyDecorators(SetMetadata(LIMIT, limit), UseGuards(RequestLimits));
}
