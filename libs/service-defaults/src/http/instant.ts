import { z } from 'zod';

/** A caller's time (RFC 3339, in UTC or, when asked for, with any offset) that PostgreSQL takes: it knows no year 0. */
export function instant({ offset = false } = {}) {
  return z.iso.datetime({ offset }).refine((text) => !text.startsWith('0000'), 'must be after the year 0');
}
