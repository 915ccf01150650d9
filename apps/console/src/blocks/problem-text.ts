import { useTranslate } from 'react-admin';
import { RequestFailed } from '../api/problem.js';

/** A failure in words: ours for the codes we know, else the service's own detail; a fault with the id to ask about. */
export function useProblemText(): (error: unknown) => string {
  const translate = useTranslate();
  return (error) => {
    if (!(error instanceof RequestFailed)) return translate('problem.unknown');
    const { service, detail, title, requestId } = error.problem;
    const words = detail ?? title ?? translate('problem.unknown');
    const text = translate(`problem.${error.code}`, { service, status: error.status, _: words });
    return error.status === 500 && requestId ? `${text} (${requestId})` : text;
  };
}
