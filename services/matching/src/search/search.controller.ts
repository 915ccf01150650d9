import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers, Limited } from '@opencircle/service-defaults';
import { SearchGroups } from './search-groups.js';
import { searchAnswer, searchRequest, type SearchAnswer, type SearchRequest } from './search.schema.js';

/** Many people's by one address; for a program that copies everything too few. */
const searches = { name: 'search', most: 120, window: 60, counted: 'process' } as const;

/** A search is POST: what a person looks for must not stand in a URL or a log line. */
@Controller('v1/searches')
export class SearchController {
  constructor(private readonly searchGroups: SearchGroups) {}

  @Post()
  @HttpCode(200)
  @Allow('search.run')
  @Limited(searches)
  @Answers(200, searchAnswer)
  search(@Body({ schema: searchRequest }) request: SearchRequest): SearchAnswer {
    return this.searchGroups.run(request);
  }
}
