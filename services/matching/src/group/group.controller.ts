import { Controller, Get, Param } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import type { z } from 'zod';
import { FindGroup, type GroupView } from './find-group.js';
import { groupParams, groupView } from './group.schema.js';

@Controller('v1/groups')
export class GroupController {
  constructor(private readonly findGroup: FindGroup) {}

  @Get(':listingId')
  @Allow('group.read')
  @Answers(200, groupView)
  read(@Param({ schema: groupParams }) { listingId }: z.infer<typeof groupParams>): Promise<GroupView> {
    return this.findGroup.run(listingId);
  }
}
