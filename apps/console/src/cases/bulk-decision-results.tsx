import { Alert, List, ListItem, ListItemText, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { DecisionResult } from '../api/types.js';

/** How many were decided, and each case that was not, with its reason. */
export function BulkDecisionResults({ results, names }: { results: DecisionResult[]; names: Map<string, string> }) {
  const translate = useTranslate();
  const failed = results.filter((one) => one.outcome === 'failed');
  return (
    <div role="status">
      <Alert severity={failed.length > 0 ? 'warning' : 'success'}>
        {translate('decision.decided', { smart_count: results.length - failed.length })}
      </Alert>
      {failed.length > 0 && (
        <>
          <Typography variant="h3" sx={{ mt: 2 }}>
            {translate('decision.not_decided', { smart_count: failed.length })}
          </Typography>
          <List dense>
            {failed.map(({ caseId, problem }) => (
              <ListItem key={caseId} disableGutters>
                <ListItemText
                  primary={names.get(caseId) ?? caseId}
                  secondary={translate(`problem.${problem.code}`, { _: problem.detail })}
                />
              </ListItem>
            ))}
          </List>
        </>
      )}
    </div>
  );
}
