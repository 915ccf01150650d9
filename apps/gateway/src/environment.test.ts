import { environment } from './environment.js';

const rest = {
  SERVICE_URLS: '{"membership":"https://membership.example"}',
  FINDER_URL: 'https://finder.example',
  SESSION_KEY: Buffer.alloc(32).toString('base64'),
};
const parse = (PUBLIC_URL: string) => environment.safeParse({ ...rest, PUBLIC_URL });

test.each(['https://circle.example', 'http://localhost:4800', 'http://127.0.0.1:4800', 'http://[::1]:4800'])(
  'people may come to %s',
  (address) => {
    expect(parse(address).data?.PUBLIC_URL).toBe(address);
  },
);

test('a plain http address of another host is refused with the rule', () => {
  expect(parse('http://circle.example').error?.issues).toMatchObject([
    { path: ['PUBLIC_URL'], message: expect.stringMatching(/^must be https/) },
  ]);
});
