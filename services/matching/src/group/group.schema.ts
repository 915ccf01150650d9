import { listingId, publicContent } from '@opencircle/contracts';
import { z } from 'zod';

export const sessionView = z.object({
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  zone: z.string(),
});

export const groupParams = z.object({ listingId });

export const groupView = z.object({
  listingId,
  organization: z.object({ id: z.uuid(), name: z.string() }),
  content: publicContent,
  nextSessions: z.array(sessionView),
});
