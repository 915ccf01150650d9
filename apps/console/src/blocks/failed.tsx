import { Alert, AlertTitle, Button } from '@mui/material';
import { Title, useListContext, useShowContext, useTranslate } from 'react-admin';
import { useProblemText } from './problem-text.js';

/** What a page shows instead of its content: what went wrong, and a way to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const translate = useTranslate();
  const text = useProblemText();
  return (
    <Alert
      severity="error"
      sx={{ m: 1 }}
      action={
        onRetry && (
          <Button color="inherit" size="small" onClick={onRetry}>
            {translate('action.retry')}
          </Button>
        )
      }
    >
      <AlertTitle>{translate('problem.title')}</AlertTitle>
      {text(error)}
    </Alert>
  );
}

export function ListFailed() {
  const { error, refetch } = useListContext();
  return <Failed error={error} onRetry={() => void refetch()} />;
}

/** A page without its record has no name of its own. */
export function ShowFailed() {
  const { error, refetch } = useShowContext();
  return (
    <>
      <Title title="problem.title" />
      <Failed error={error} onRetry={() => void refetch()} />
    </>
  );
}
