import { Controller, Get, Header } from '@nestjs/common';
import { Allow, TokenIssuer } from '@opencircle/auth';
import { Answers } from '@opencircle/service-defaults';
import { z } from 'zod';

/** RFC 7517 and RFC 8037: an Ed25519 public key. */
const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  alg: z.string(),
  use: z.literal('sig'),
});
const keySet = z.object({ keys: z.array(publicKey) });

/** Where every service finds the keys that access tokens are checked with. */
@Controller('.well-known/jwks.json')
export class JwksController {
  constructor(private readonly issuer: TokenIssuer) {}

  @Get()
  @Allow('jwks.read')
  @Header('cache-control', 'public, max-age=2')
  @Answers(200, keySet)
  read(): z.infer<typeof keySet> {
    return keySet.parse(this.issuer.keys());
  }
}
