import type { ParkingReason } from '../api/types.js';

/** Why events are set aside, the frequent first. A reason that a service adds does not compile until it stands here. */
const known: Record<ParkingReason, true> = {
  'handler-failed': true,
  'version-gap': true,
  'behind-parked': true,
  schema: true,
  'unknown-type': true,
  'header-missing': true,
  'header-duplicate': true,
  'header-malformed': true,
  'wrong-topic': true,
  tombstone: true,
  'too-large': true,
  'too-deep': true,
  'not-utf8': true,
  'not-json': true,
};

export const reasons = Object.keys(known) as ParkingReason[];
