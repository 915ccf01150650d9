import { MailFailure } from './mail-failure.js';

test.each([
  ['a mailbox that does not exist', { code: 'EENVELOPE', responseCode: 550 }, 'smtp-550', true],
  ['a full mailbox', { code: 'EENVELOPE', responseCode: 452 }, 'smtp-452', false],
  ['greylisting', { code: 'EENVELOPE', responseCode: 451 }, 'smtp-451', false],
  ['commands out of order', { code: 'EPROTOCOL', responseCode: 503 }, 'smtp-503', false],
  ['our own password being wrong', { code: 'EAUTH', responseCode: 535 }, 'smtp-535', false],
  ['nobody listening', { code: 'ESOCKET' }, 'smtp-esocket', false],
  ['an address that is none', { code: 'EENVELOPE' }, 'smtp-eenvelope', true],
  ['an error that tells whom', new Error('wren@example.org'), 'smtp-unknown', false],
  ['nothing at all', undefined, 'smtp-unknown', false],
])('%s', (_what, error, code, refused) => {
  const failure = MailFailure.of(error);
  expect([failure.code, failure.refused, failure.message]).toEqual([code, refused, code]);
});
