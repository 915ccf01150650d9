import { environment } from './environment.js';

const rest = {
  SMTP_URL: 'smtp://127.0.0.1:4807',
  MEMBERSHIP_URL: 'http://127.0.0.1:4803/',
  SERVICE_SECRET: 'sixteen-or-more-chars',
  PUBLIC_URL: 'http://localhost:4800',
};
const parse = (MAIL_FROM: string) => environment.safeParse({ ...rest, MAIL_FROM });

test.each([
  ['OpenCircle <post@opencircle.example>', { name: 'OpenCircle', address: 'post@opencircle.example' }],
  ['"Riverside" <post@opencircle.example>', { name: 'Riverside', address: 'post@opencircle.example' }],
  ['post@opencircle.example', { name: 'OpenCircle', address: 'post@opencircle.example' }],
])('takes the sender %s', (text, sender) => {
  const { data } = parse(text);
  expect(data).toMatchObject({ MAIL_FROM: sender, MEMBERSHIP_URL: 'http://127.0.0.1:4803' });
});

test.each(['', 'OpenCircle', 'a <b> c', 'x <a@b.example>\r\nBcc: c@d.example'])('refuses the sender %j', (text) => {
  expect(parse(text).error?.issues.map((issue) => issue.path)).toEqual([['MAIL_FROM']]);
});
