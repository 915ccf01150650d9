import { publicUrl, startMembership, type Answer, type TestMembership } from './service.js';

export const redirectUri = `${publicUrl}/console/oidc`;
export const refused = { status: 401, body: { code: 'provider-refused' } };
const password = 'eleven boats by the mill';

type Settings = { issuer: string; clientId: string; clientSecret: string };
type Begun = { url: string; flow: Record<string, string> };

/** Membership that lets these providers be inside, and what tests do with organizations and people of it. */
export async function startProviderWorld(inside: readonly string[]) {
  const service = await startMembership({ INSIDE_PROVIDERS: JSON.stringify(inside) });
  const admin = await service.signIn();
  let made = 0;

  const organization = async (parentId: string | null = null): Promise<string> => {
    const body = { name: `Riverside Family Groups ${made++}`, kind: 'affiliate', parentId };
    return (await service.post('/v1/organizations', body, admin)).body.id as string;
  };
  /** An account; their address is what tests know them by. */
  const person = async (more: object = {}): Promise<{ id: string; email: string; password: string }> => {
    const email = `person${made++}@example.org`;
    const { body } = await service.post('/v1/people', { email, password, displayName: 'Pat', ...more }, admin);
    return { id: body.id as string, email, password };
  };
  const grant = (organizationId: string, personId: string, role = 'manager') =>
    service.post(`/v1/organizations/${organizationId}/staff`, { personId, role }, admin);
  const staff = async (organizationId: string, role = 'manager') => {
    const one = await person();
    await grant(organizationId, one.id, role);
    return one;
  };
  const configure = (organizationId: string, { issuer, clientId, clientSecret }: Settings, token = admin) =>
    service.put(`/v1/organizations/${organizationId}/identity-provider`, { issuer, clientId, clientSecret }, token);
  const remove = (organizationId: string) =>
    service.delete(`/v1/organizations/${organizationId}/identity-provider`, admin);
  const start = async (organizationId: string): Promise<Begun> => {
    const { status, body } = await service.post('/v1/session-provider-starts', { organizationId }, undefined, fresh());
    if (status !== 201) throw new Error(`the start answered ${status}`);
    return body as Begun;
  };
  /** From an address of its own, so that a test's tries do not count for the next. */
  const fresh = () => ({ 'x-forwarded-for': `203.0.113.${made++ % 250}` });
  const finish = (flow: object, answer: object): Promise<Answer> =>
    service.post('/v1/session-providers', { flow, answer }, undefined, fresh());
  return { service, admin, organization, person, grant, staff, configure, remove, start, finish };
}

export type ProviderWorld = Awaited<ReturnType<typeof startProviderWorld>>;

/** What a browser brings back in its address. */
export function answerIn(landing: URL): Record<string, string> {
  const { code, state, iss } = Object.fromEntries(landing.searchParams);
  return { code: code ?? '', state: state ?? '', ...(iss !== undefined && { iss }) };
}

export async function meOf(service: TestMembership, answer: Answer) {
  return (await service.get('/v1/me', answer.body.accessToken as string)).body as { id: string; roles: object[] };
}
