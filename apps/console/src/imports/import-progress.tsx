import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material';
import { Link, useRefresh, useTranslate } from 'react-admin';
import type { Import } from '../api/types.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';

/** Where the import stands, and the next step for the person who looks at it. */
export function ImportProgress({ one }: { one: Import }) {
  const translate = useTranslate();
  const { create, revise, applied, failed } = one.counts;
  const [due, through] = [create + revise, applied + failed];
  switch (one.state) {
    case 'checking':
      return <Bar label={translate('import.checking')} />;
    case 'checked':
      return due === 0 ? (
        <Alert severity="info">{translate('import.nothing_new')}</Alert>
      ) : (
        <RunButton one={one} rows={due}>
          {translate('import.dry_run')}
        </RunButton>
      );
    case 'running':
      return (
        <Bar
          label={translate('import.running', { done: through, total: due })}
          percent={due === 0 ? 100 : Math.round((100 * through) / due)}
        />
      );
    case 'stopped':
      return (
        <Stack spacing={2}>
          <Alert severity="warning" role="status">
            {translate(`import.stopped_because.${one.stoppedBecause}`)}
          </Alert>
          <RunButton one={one} rows={due - through}>
            {translate('import.stopped', { done: applied, total: due })}
          </RunButton>
        </Stack>
      );
    case 'done':
      return (
        <Alert severity={failed > 0 ? 'warning' : 'success'} role="status">
          {translate('import.done', { smart_count: applied })}{' '}
          {failed > 0 && translate('import.some_failed', { smart_count: failed })}{' '}
          <Link to="/listings" color="inherit">
            {translate('import.to_groups')}
          </Link>
        </Alert>
      );
    case 'failed':
      return <Alert severity="error">{translate('import.failed')}</Alert>;
  }
}

function Bar({ label, percent }: { label: string; percent?: number }) {
  return (
    <Box>
      <Typography role="status" gutterBottom>
        {label}
      </Typography>
      <LinearProgress
        aria-label={label}
        {...(percent === undefined ? {} : { variant: 'determinate' as const, value: percent })}
      />
    </Box>
  );
}

/** What running would do; for an organization that may not, the page says why there is no button. */
function RunButton({ one, rows, children }: { one: Import; rows: number; children: string }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const refresh = useRefresh();
  const { act, busy, failure } = useAction<unknown>();
  const run = () => act(one.id, (key) => dataProvider.runImport(one.id, key), refresh);
  return (
    <Box>
      <Typography gutterBottom>{children}</Typography>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
      {one.organizationState !== 'suspended' && (
        <Button variant="contained" loading={busy} onClick={() => void run()}>
          {translate('import.run', { smart_count: rows })}
        </Button>
      )}
    </Box>
  );
}
