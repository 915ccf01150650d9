import { providerAnswerIn } from './provider-answer.js';

it('reads what a provider sends the browser back with', () => {
  expect(providerAnswerIn('?code=a%2Fb&state=s')).toEqual({ code: 'a/b', state: 's' });
  expect(providerAnswerIn('?iss=https%3A%2F%2Fid.example&state=s&code=c&session_state=x')).toEqual({
    code: 'c',
    state: 's',
    iss: 'https://id.example',
  });
});

it.each([
  '',
  '?error=access_denied&state=s',
  '?code=c',
  '?state=s',
  '?code=&state=s',
  '?code=a&code=b&state=s',
  '?code=c&state=s&iss=a&iss=b',
])('takes %j for a refusal', (search) => expect(providerAnswerIn(search)).toBeUndefined());
