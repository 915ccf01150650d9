import { z } from 'zod';

/** This service reads nothing beyond what every service reads. */
export const environment = z.object({});
