import { Injectable } from '@nestjs/common';
import type { Hit } from '@opencircle/match-engine';
import { GroupIndex } from '../group/group-index.js';
import type { PublishedGroup } from '../group/published-group.js';
import type { SearchAnswer, SearchRequest } from './search.schema.js';

/** Finds published groups that fit, best first. Nothing of a request is stored or logged. */
@Injectable()
export class SearchGroups {
  constructor(private readonly index: GroupIndex) {}

  run(request: SearchRequest): SearchAnswer {
    const { hits, total } = this.index.search({ ...request, now: Date.now() });
    const { groups, asOf } = this.index.state();
    return {
      items: hits.flatMap((hit) => {
        const group = this.index.find(hit.id);
        return group === undefined ? [] : [toItem(hit, group)];
      }),
      total,
      index: { groups, asOf: asOf.toISOString() },
    };
  }
}

function toItem(hit: Hit, { listingId, content }: PublishedGroup): SearchAnswer['items'][number] {
  const { venue } = content;
  return {
    listingId,
    name: content.name,
    summary: content.summary,
    focuses: content.focuses,
    audiences: content.audiences,
    facilitation: content.facilitation,
    modality: content.modality,
    languages: content.languages,
    cost: content.cost,
    place: venue === null ? null : { locality: venue.locality, region: venue.region },
    point: venue?.point ?? null,
    distanceKm: hit.distanceKm,
    nextSession:
      hit.nextStart === null || hit.nextEnd === null
        ? null
        : { start: instant(hit.nextStart), end: instant(hit.nextEnd), zone: content.series.zone },
    reasons: [...hit.reasons],
  };
}

function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
