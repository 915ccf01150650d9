import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { importId, organizationId, type ImportId } from '@opencircle/contracts';
import { Answers, BodyLimit, IdempotencyKey } from '@opencircle/service-defaults';
import { z } from 'zod';
import { pageOf, pageQuery, type Page } from '../page.js';
import { CreateImport } from './create-import.js';
import { FindImports } from './find-imports.js';
import { importDefaults } from './import-defaults.js';
import { importRowView, importView, type ImportRowView, type ImportView } from './import-view.js';
import { rowOutcomes } from './import-row.js';
import { RunImport } from './run-import.js';

const LARGEST_FEED = 20 * 1024 * 1024;

const newImport = z.strictObject({
  organizationId,
  fileName: z.string().trim().min(1).max(200),
  feed: z.string(),
  defaults: importDefaults,
});
const importQuery = z.strictObject({ ...pageQuery, organizationId: organizationId.optional() });
const rowQuery = z.strictObject({ ...pageQuery, outcome: z.enum(rowOutcomes).optional() });

@Controller('v1/imports')
export class ImportController {
  constructor(
    private readonly creation: CreateImport,
    private readonly runs: RunImport,
    private readonly imports: FindImports,
  ) {}

  @Post()
  @Allow('import.create')
  @BodyLimit(LARGEST_FEED, 'feed-too-large')
  @Answers(201, importView)
  async create(
    @Body({ schema: newImport }) body: z.infer<typeof newImport>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
  ): Promise<ImportView> {
    return this.imports.one(await this.creation.run(body, actor, key), actor);
  }

  @Get()
  @Allow('import.list')
  @Answers(200, pageOf(importView))
  list(
    @Query({ schema: importQuery }) query: z.infer<typeof importQuery>,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ImportView>> {
    return this.imports.list(query, actor);
  }

  @Get(':id')
  @Allow('import.read')
  @Answers(200, importView)
  one(@Param('id', { schema: importId }) id: ImportId, @CurrentActor() actor: Actor): Promise<ImportView> {
    return this.imports.one(id, actor);
  }

  @Get(':id/rows')
  @Allow('import.read')
  @Answers(200, pageOf(importRowView))
  rows(
    @Param('id', { schema: importId }) id: ImportId,
    @Query({ schema: rowQuery }) query: z.infer<typeof rowQuery>,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ImportRowView>> {
    return this.imports.rows(id, query, actor);
  }

  @Post(':id/runs')
  @Allow('import.run')
  @Answers(202, importView)
  async run(@Param('id', { schema: importId }) id: ImportId, @CurrentActor() actor: Actor): Promise<ImportView> {
    await this.runs.run(id, actor);
    return this.imports.one(id, actor);
  }
}
