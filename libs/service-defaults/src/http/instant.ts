import { z } from 'zod';

const FAR_OFFSET = /[+-](1[6-9]|2\d):\d\d$/;

/**
 * A caller's time (RFC 3339, in UTC or, when asked for, with any offset) that PostgreSQL takes: it knows no year 0 and no offset
 * of 16 hours or more.
 */
export function instant({ offset = false } = {}) {
  return z.iso
    .datetime({ offset })
    .refine((text) => !text.startsWith('0000'), 'must be after the year 0')
    .refine((text) => !FAR_OFFSET.test(text), 'must be less than 16 hours away from UTC');
}
