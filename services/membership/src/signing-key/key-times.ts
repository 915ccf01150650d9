import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';

/** Seconds for which a replica that cannot read the table goes on with the keys it knows. */
export const TRUST_SECONDS = 15;

/** Seconds by which clocks may differ, and a request may take. */
const MARGIN_SECONDS = 15;

/**
 * next → active → retiring → gone. A key is published for `leadSeconds` before it signs, so that every verifier has it by
 * then; and for `overlapSeconds` after its successor signs, so that its last token has expired by then.
 */
@Injectable()
export class KeyTimes {
  readonly tokenSeconds: number;
  readonly leadSeconds: number;
  readonly overlapSeconds: number;

  constructor(@Inject(ENVIRONMENT) { ACCESS_TOKEN_SECONDS, KEY_LEAD_SECONDS }: Environment) {
    this.tokenSeconds = ACCESS_TOKEN_SECONDS;
    this.leadSeconds = KEY_LEAD_SECONDS;
    this.overlapSeconds = ACCESS_TOKEN_SECONDS + TRUST_SECONDS + MARGIN_SECONDS;
  }
}
