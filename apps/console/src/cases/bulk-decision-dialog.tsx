import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, useState } from 'react';
import { Form, useListContext, useRefresh, useTranslate } from 'react-admin';
import type { CaseSummary, Decision, DecisionKind, DecisionResult } from '../api/types.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { BulkDecisionResults } from './bulk-decision-results.js';
import { DecisionFields, decisionOf } from './decision-fields.js';

type Props = { decision: DecisionKind; caseIds: string[]; onClose: () => void };

/** Asks for the reason once, decides, and says what became of each case. What failed stays selected. */
export function BulkDecisionDialog({ decision, caseIds, onClose }: Props) {
  const translate = useTranslate();
  const refresh = useRefresh();
  const heading = useId();
  const { data = [], onSelect } = useListContext<CaseSummary>();
  const [cases] = useState({ ids: caseIds, names: new Map(data.map((one) => [one.id, one.listingName])) });
  const [results, setResults] = useState<DecisionResult[] | null>(null);
  const { decide, busy, failure } = useBulkDecision(setResults);

  function close() {
    if (results) {
      onSelect(results.filter(({ outcome }) => outcome === 'failed').map(({ caseId }) => caseId));
      refresh();
    }
    onClose();
  }

  return (
    <Dialog open onClose={busy ? undefined : close} fullWidth maxWidth="sm" aria-labelledby={heading}>
      <DialogTitle id={heading}>
        {translate(`decision.bulk_${decision}`, { smart_count: cases.ids.length })}
      </DialogTitle>
      {results ? (
        <>
          <DialogContent>
            <BulkDecisionResults results={results} names={cases.names} />
          </DialogContent>
          <DialogActions>
            <Button autoFocus variant="contained" onClick={close}>
              {translate('ra.action.close')}
            </Button>
          </DialogActions>
        </>
      ) : (
        <Form onSubmit={(values: object) => decide(cases.ids, decisionOf({ ...values, decision }))}>
          <DialogContent>
            {failure !== null && <Alert severity="error">{failure}</Alert>}
            <DecisionFields decision={decision} />
          </DialogContent>
          <DialogActions>
            <Button onClick={close} disabled={busy}>
              {translate('ra.action.cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={busy}>
              {translate(decision === 'approved' ? 'decision.approve' : 'decision.reject')}
            </Button>
          </DialogActions>
        </Form>
      )}
    </Dialog>
  );
}

function useBulkDecision(onDone: (results: DecisionResult[]) => void) {
  const dataProvider = useConsoleData();
  const { act, busy, failure } = useAction<DecisionResult[]>();
  const decide = (caseIds: string[], decision: Decision) =>
    act([caseIds, decision], (key) => dataProvider.decideCases(caseIds, decision, key), onDone);
  return { decide, busy, failure };
}
