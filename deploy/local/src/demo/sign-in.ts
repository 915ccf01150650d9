import { SoftwarePasskey, type CreationOptions, type RequestOptions } from '@opencircle/software-passkey';
import { TOTP } from 'otpauth';
import type { Facts } from '../environments.js';
import { Client, type Tokens } from './client.js';
import { DemoFactors } from './demo-factors.js';

type Account = { readonly email: string; readonly password: string };
type Challenge = { readonly challenge: string; readonly passkey?: RequestOptions };
type Me = { readonly mustEnrol: boolean; readonly factors: readonly string[] };

/**
 * Signs in as an account of the demo, with its second factor where it has one. Who must have one and has none is given a
 * passkey, and with `totp` an authenticator's secret too: people type codes, programs sign in more often than a code lets them.
 */
export async function signIn(facts: Facts, account: Account, { totp = false } = {}): Promise<Client> {
  const anybody = Client.anonymous(facts.layout);
  const factors = new DemoFactors(facts);
  const { email, password } = account;
  const started = await anybody.post<Tokens | Challenge>('membership', '/v1/sessions', { email, password });
  let tokens = 'challenge' in started ? await second(facts, anybody, factors, email, started) : started;
  const me = await anybody.with(tokens).get<Me>('membership', '/v1/me');
  if (!me.mustEnrol && me.factors.length === 0) return anybody.with(tokens);
  // A factor ends the access tokens of before it.
  if (totp && !me.factors.includes('totp')) {
    await enrolTotp(anybody.with(tokens), factors, email);
    tokens = await renewed(anybody, tokens);
  }
  if (!me.factors.includes('passkey')) await enrolPasskey(facts, anybody.with(tokens), factors, email);
  return anybody.with(await renewed(anybody, tokens));
}

function renewed(anybody: Client, { refreshToken }: Tokens): Promise<Tokens> {
  return anybody.post<Tokens>('membership', '/v1/session-refreshes', { refreshToken });
}

function second(
  { layout }: Facts,
  anybody: Client,
  factors: DemoFactors,
  email: string,
  { challenge, passkey: options }: Challenge,
): Promise<Tokens> {
  const { passkey, totpSecret } = factors.of(email);
  const presented =
    passkey !== undefined && options !== undefined
      ? { factor: 'passkey', answer: SoftwarePasskey.from(passkey).authenticate(options, layout.publicUrl) }
      : { factor: 'totp', code: codeOf(totpSecret ?? '') };
  return anybody.post<Tokens>('membership', '/v1/session-challenges', { challenge, ...presented });
}

async function enrolTotp(client: Client, factors: DemoFactors, email: string): Promise<void> {
  const { secret } = await client.post<{ secret: string }>('membership', '/v1/me/totp-enrolments', {});
  factors.remember(email, { totpSecret: secret });
  await client.post('membership', '/v1/me/totp', { code: codeOf(secret) });
}

async function enrolPasskey({ layout }: Facts, client: Client, factors: DemoFactors, email: string): Promise<void> {
  const { challenge, options } = await client.post<{ challenge: string; options: CreationOptions }>(
    'membership',
    '/v1/me/passkey-enrolments',
    {},
  );
  const passkey = SoftwarePasskey.create();
  const answer = passkey.register(options, layout.publicUrl);
  factors.remember(email, { passkey: passkey.keep() });
  await client.post('membership', '/v1/me/passkeys', { challenge, answer, label: 'Programs of the demo' });
}

function codeOf(secret: string): string {
  return new TOTP({ secret }).generate();
}
