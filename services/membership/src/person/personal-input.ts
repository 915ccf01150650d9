import { z } from 'zod';

/** What people type about themselves, as every form of this service takes it. */
export const emailInput = z.string().trim().pipe(z.email().max(254));

/** One line; letters of any script, no control characters, which mail clients and terminals act on. */
export const displayNameInput = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u, 'must be one line of visible characters');

/** BCP 47, as far as listings use it: `en`, `es`, `pt-BR`. */
export const languageInput = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language tag such as en or es');
