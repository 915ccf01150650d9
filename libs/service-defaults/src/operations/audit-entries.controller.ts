import { Controller, Get, Query } from '@nestjs/common';
import { FindEntries, outcomes, type EntryView } from '@opencircle/audit';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { z } from 'zod';
import { Answers } from '../http/answers.decorator.js';
import { instant } from '../http/instant.js';

const query = z.strictObject({
  actor: z.string().max(120).optional(),
  action: z.string().max(80).optional(),
  object: z.string().max(120).optional(),
  outcome: z.enum(outcomes).optional(),
  from: instant({ offset: true }).optional(),
  to: instant({ offset: true }).optional(),
  cursor: z.string().regex(/^\d{1,18}$/).optional(), // prettier-ignore
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const entry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    requestId: z.string().nullable(),
    actor: z.object({
      kind: z.enum(['anonymous', 'person', 'service', 'system']),
      id: z.string().nullable(),
      roles: z.array(z.string()),
    }),
    action: z.string(),
    object: z.object({ kind: z.string(), id: z.string() }).nullable(),
    organizationId: z.string().nullable(),
    outcome: z.enum(outcomes),
    reason: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    seq: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

/** Who did what, newest first, as far as the asker may know. */
@Controller('v1/audit-entries')
export class AuditEntriesController {
  constructor(private readonly entries: FindEntries) {}

  @Get()
  @Allow('audit.search')
  @Answers(200, z.object({ items: z.array(entry), next: z.string().nullable() }))
  search(
    @Query({ schema: query }) { cursor, ...asked }: z.infer<typeof query>,
    @CurrentActor() actor: Actor,
  ): Promise<{ items: EntryView[]; next: string | null }> {
    return this.entries.run({ ...asked, before: cursor }, actor);
  }
}
