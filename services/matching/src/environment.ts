import { z } from 'zod';

/** Matching needs nothing beyond what every service needs. */
export const environment = z.object({});
