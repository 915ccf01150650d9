import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor, type Actor } from '@opencircle/auth';
import { organizationId, personId, type OrganizationId } from '@opencircle/contracts';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { pageOf } from '../page.js';
import { AcceptOwnership } from './accept-ownership.js';
import { FindOffers } from './find-offers.js';
import { OfferOwnership } from './offer-ownership.js';
import { offerView, receivedOffer, type OfferView } from './ownership-offer.view.js';

const offerId = z.uuid();
const offered = z.strictObject({ personId });
const offerPage = pageOf(offerView);
const receivedPage = pageOf(receivedOffer);

/** Between people, an organization changes hands by an offer that is accepted, and in no other way. */
@Controller('v1')
export class OwnershipController {
  constructor(
    private readonly offerOwnership: OfferOwnership,
    private readonly acceptOwnership: AcceptOwnership,
    private readonly findOffers: FindOffers,
  ) {}

  @Post('organizations/:id/ownership-offers')
  @Allow('ownership.offer')
  @Answers(201, offerView)
  offer(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Body({ schema: offered }) { personId: to }: z.infer<typeof offered>,
    @CurrentActor() actor: Actor,
  ): Promise<OfferView> {
    return this.offerOwnership.run(id, to, actor);
  }

  /** What its owners offer now. */
  @Get('organizations/:id/ownership-offers')
  @Allow('ownership.read')
  @Answers(200, offerPage)
  async list(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @CurrentActor() actor: Actor,
  ): Promise<z.infer<typeof offerPage>> {
    return { items: await this.findOffers.of(id, actor), next: null };
  }

  @Post('organizations/:id/ownership-offers/:offerId/cancellations')
  @Allow('ownership.cancel')
  @Answers(204)
  cancel(
    @Param('id', { schema: organizationId }) id: OrganizationId,
    @Param('offerId', { schema: offerId }) offer: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.offerOwnership.cancel(id, offer, actor);
  }

  /** What is offered to the one who asks. */
  @Get('ownership-offers')
  @Allow('me.offers.list')
  @Answers(200, receivedPage)
  async received(@CurrentActor() actor: Actor): Promise<z.infer<typeof receivedPage>> {
    return { items: await this.findOffers.to(actor), next: null };
  }

  @Post('ownership-offers/:offerId/acceptances')
  @Allow('ownership.accept')
  @Answers(201, offerView)
  accept(@Param('offerId', { schema: offerId }) offer: string, @CurrentActor() actor: Actor): Promise<OfferView> {
    return this.acceptOwnership.run(offer, actor);
  }
}
