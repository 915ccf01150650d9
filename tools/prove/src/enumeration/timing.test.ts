import { Random } from '../random.js';
import { known, type Reply } from './membership-process.js';
import { compare } from './timing.js';

/** A service that says this about an address; every answer takes as long. */
function answering(answer: (email: string) => Omit<Reply, 'ms'>) {
  return {
    post: (_path: string, body: object) => Promise.resolve({ ms: 1, ...answer((body as { email: string }).email) }),
    sql: () => Promise.resolve([]),
  };
}

const look = (answer: (email: string) => Omit<Reply, 'ms'>) =>
  compare(answering(answer), 'e-mail link', 20, new Random(3));

describe('compare', () => {
  it('finds nothing where all are answered alike but for the id of the request', async () => {
    let id = 0;
    const seen = await look(() => ({ status: 202, body: `{"requestId":"${id++}"}` }));
    expect(seen).toEqual({ n: 40, d: 0, p: 1, differing: 0, unexpected: 0 });
  });

  it('counts the pairs that are answered in other words', async () => {
    const seen = await look((email) => ({ status: 202, body: email === known.email ? 'sent' : '' }));
    expect(seen).toMatchObject({ differing: 20, unexpected: 0 });
  });

  it.each([400, 404, 429])('counts the answers of a service that refuses everybody alike with %i', async (status) => {
    expect(await look(() => ({ status, body: '' }))).toMatchObject({ p: 1, differing: 0, unexpected: 40 });
  });
});
