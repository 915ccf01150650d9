import { Body, Controller, Post } from '@nestjs/common';
import { Allow, type IssuedToken } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';
import { IssueServiceToken } from './issue-service-token.js';

const client = z.strictObject({
  clientId: z.string().min(1).max(100),
  clientSecret: z.string().min(1).max(500),
  audience: z.enum(['membership-internal']),
});
const issuedToken = z.object({ accessToken: z.string(), expiresIn: z.int() });

/** Between services; the gateway does not proxy it. */
@Controller('v1/service-tokens')
export class ServiceTokenController {
  constructor(private readonly issueServiceToken: IssueServiceToken) {}

  @Post()
  @Allow('service-token.create')
  @Answers(201, issuedToken)
  create(
    @Body({ schema: client }) { clientId, clientSecret, audience }: z.output<typeof client>,
  ): Promise<IssuedToken> {
    return this.issueServiceToken.run(clientId, clientSecret, audience);
  }
}
