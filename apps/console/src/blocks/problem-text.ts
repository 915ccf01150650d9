import { useTranslate } from 'react-admin';
import { RequestFailed, type Problem } from '../api/problem.js';

/** A failure in words: ours for the codes and rules we know, else the service's own detail; a fault with the id to ask about. */
export function useProblemText(): (error: unknown) => string {
  const translate = useTranslate();
  return (error) => {
    if (!(error instanceof RequestFailed)) return translate('problem.unknown');
    const { service, detail, title, requestId, errors } = error.problem;
    const told = fieldsOf(error.problem) ?? detail ?? title ?? translate('problem.unknown');
    const words = translate(`problem_rule.${error.code}.${errors?.[0]?.rule}`, { _: told });
    const text = translate(`problem.${error.code}`, { service, status: error.status, _: words });
    return error.status === 500 && requestId ? `${text} (${requestId})` : text;
  };
}

/**
 * Which field breaks which rule, as the service says it: `regions/0 must be of a country that ISO 3166 knows`. Only for
 * what no schema takes; any other refusal has a sentence of its own.
 */
function fieldsOf({ code, errors = [] }: Problem): string | undefined {
  if (code !== 'invalid-request' || errors.length === 0) return undefined;
  return errors.map(({ pointer, detail, rule }) => `${pointer.slice(1)} ${detail ?? rule ?? ''}`).join('; ');
}
