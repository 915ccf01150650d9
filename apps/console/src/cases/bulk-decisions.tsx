import ApproveIcon from '@mui/icons-material/Check';
import RejectIcon from '@mui/icons-material/Block';
import { useState } from 'react';
import { Button, useListContext, useTranslate } from 'react-admin';
import type { CaseSummary, DecisionKind } from '../api/types.js';
import { BulkDecisionDialog } from './bulk-decision-dialog.js';

/** Approve or reject all selected cases; each is decided on its own and told on its own. */
export function BulkDecisions() {
  const translate = useTranslate();
  const { selectedIds } = useListContext<CaseSummary>();
  const [decision, setDecision] = useState<DecisionKind | null>(null);
  return (
    <>
      <Button label={translate('decision.approve')} onClick={() => setDecision('approved')}>
        <ApproveIcon />
      </Button>
      <Button label={translate('decision.reject')} color="error" onClick={() => setDecision('rejected')}>
        <RejectIcon />
      </Button>
      {decision && (
        <BulkDecisionDialog decision={decision} caseIds={selectedIds.map(String)} onClose={() => setDecision(null)} />
      )}
    </>
  );
}
