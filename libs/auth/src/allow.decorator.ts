import { SetMetadata } from '@nestjs/common';
import type { Action } from './policy-table.js';

export const ALLOW = 'opencircle:allow';

/** Names the action of a route: who may call it stands in the policy table. Every route has exactly one. */
export function Allow(action: Action): MethodDecorator {
  return SetMetadata(ALLOW, action);
}
