import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { listingId, organizationId, type ListingId } from '@opencircle/contracts';
import { Answers, etagOf, IdempotencyKey, IfMatch } from '@opencircle/service-defaults';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { pageOf, pageQuery, type Page } from '../page.js';
import { CreateListing } from './create-listing.js';
import { EditListing } from './edit-listing.js';
import { FindListings } from './find-listings.js';
import { listingContent } from './listing-content.js';
import { listingView, type ListingView } from './listing-view.js';
import { listingStates } from './listing.js';
import { privateContent } from './private-content.js';
import { SubmitListing } from './submit-listing.js';

const newListing = z.strictObject({
  organizationId,
  content: listingContent,
  privateContent: privateContent.optional(),
});
const edit = z.strictObject({ content: listingContent, privateContent: privateContent.optional() });
const query = z.strictObject({
  ...pageQuery,
  organizationId: organizationId.optional(),
  state: z.enum(listingStates).optional(),
});

@Controller('v1/listings')
export class ListingController {
  constructor(
    private readonly creation: CreateListing,
    private readonly submission: SubmitListing,
    private readonly editing: EditListing,
    private readonly listings: FindListings,
  ) {}

  @Post()
  @Allow('listing.create')
  @Answers(201, listingView)
  async create(
    @Body({ schema: newListing }) body: z.infer<typeof newListing>,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListingView> {
    return this.tagged(await this.creation.run(body, actor, key), actor, reply);
  }

  @Get()
  @Allow('listing.list')
  @Answers(200, pageOf(listingView))
  list(
    @Query({ schema: query }) asked: z.infer<typeof query>,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ListingView>> {
    return this.listings.list(asked, actor);
  }

  @Get(':id')
  @Allow('listing.read')
  @Answers(200, listingView)
  one(
    @Param('id', { schema: listingId }) id: ListingId,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListingView> {
    return this.tagged(id, actor, reply);
  }

  @Post(':id/submissions')
  @Allow('listing.submit')
  @Answers(201, listingView)
  async submit(
    @Param('id', { schema: listingId }) id: ListingId,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListingView> {
    await this.submission.run(id, actor, key);
    return this.tagged(id, actor, reply);
  }

  @Put(':id/content')
  @Allow('listing.edit')
  @Answers(200, listingView)
  async edit(
    @Param('id', { schema: listingId }) id: ListingId,
    @Body({ schema: edit }) body: z.infer<typeof edit>,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListingView> {
    await this.editing.run(id, body, version, actor);
    return this.tagged(id, actor, reply);
  }

  private async tagged(id: ListingId, actor: Actor, reply: FastifyReply): Promise<ListingView> {
    const view = await this.listings.one(id, actor);
    reply.header('etag', etagOf(view.version));
    return view;
  }
}
