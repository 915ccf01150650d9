import { emptyVisit, idempotencyKeyOf, visitRequest } from './visit-form.js';

const form = {
  ...emptyVisit('en'),
  displayName: 'Jo',
  email: 'jo@example.org',
  sessionStart: '2026-11-25T03:00:00.000Z',
};

it('has one key for the same form with the same contents, a UUID', () => {
  const request = visitRequest(form, '01890a5d-ac96-774b-bcce-b302099a8057');
  const key = idempotencyKeyOf(form.nonce, request);
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(idempotencyKeyOf(form.nonce, { ...request })).toBe(key);
  expect(idempotencyKeyOf(form.nonce, { ...request, email: 'other@example.org' })).not.toBe(key);
  expect(idempotencyKeyOf(emptyVisit('en').nonce, request)).not.toBe(key);
});
