import { messageId } from './message-id.js';

test('is the same for the same delivery, another for another, and tells nothing', () => {
  const key = '01890a5d-ac96-774b-bcce-b302099a8062:01890a5d-ac96-774b-bcce-b302099a8063:visit-confirmed';
  const id = messageId(key, 'opencircle.example');
  expect(id).toMatch(/^<[0-9a-f]{40}@opencircle\.example>$/);
  expect(messageId(key, 'opencircle.example')).toBe(id);
  expect(messageId(`${key}.`, 'opencircle.example')).not.toBe(id);
});
