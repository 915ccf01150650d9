import { z } from 'zod';

/** How accepted people get in. Never part of public content, of an event, of a log line, or of a moderator's case. */
export const privateContent = z.strictObject({
  joinLink: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(500)
    .nullable(),
  joinNote: z.string().max(1000).nullable(),
  dialIn: z.string().max(100).nullable(),
  dialInNote: z.string().max(1000).nullable(),
});
export type PrivateContent = z.infer<typeof privateContent>;

export const noPrivateContent: PrivateContent = { joinLink: null, joinNote: null, dialIn: null, dialInNote: null };
