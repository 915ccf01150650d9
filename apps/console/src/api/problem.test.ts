import { codeOf, fieldErrors, RequestFailed, type Problem } from './problem.js';

const problem = (errors: Problem['errors'] = []): Problem => ({
  type: 'https://opencircle.example/problems/invalid-body',
  status: 422,
  detail: 'Two fields are wrong.',
  errors,
});

describe('a problem document', () => {
  it('is named by its code, else by the last word of its type', () => {
    expect(codeOf(problem())).toBe('invalid-body');
    expect(codeOf({ ...problem(), code: 'feed-not-json' })).toBe('feed-not-json');
    expect(codeOf({ type: 'about:blank', status: 500 })).toBe('blank');
  });

  it('marks the field that a pointer names, under the name that the form gives it', () => {
    const errors = [
      { pointer: '/feed', rule: 'feed-is-html', detail: 'The file is a web page.' },
      { pointer: '/defaults/durationMinutes', rule: 'too_small' },
    ];
    expect(fieldErrors(problem(errors), { feed: 'file' })).toEqual({
      file: 'The file is a web page.',
      defaults: { durationMinutes: 'too_small' },
    });
  });

  it('marks a list when a pointer goes into it, and keeps the first word on a field', () => {
    const errors = [
      { pointer: '/defaults/focuses/0', detail: 'This focus is unknown.' },
      { pointer: '/defaults/focuses/3', detail: 'Another one.' },
    ];
    expect(fieldErrors(problem(errors))).toEqual({ defaults: { focuses: 'This focus is unknown.' } });
  });

  it('reads escaped pointers and leaves out the one to the whole body', () => {
    const errors = [
      { pointer: '/a~1b', detail: 'x' },
      { pointer: '', detail: 'y' },
    ];
    expect(fieldErrors(problem(errors))).toEqual({ 'a/b': 'x' });
  });

  it('becomes an error whose message is the detail', () => {
    expect(new RequestFailed(problem()).message).toBe('Two fields are wrong.');
    expect(new RequestFailed({ type: 'unreachable', status: 0 }).message).toBe('HTTP 0');
  });
});
