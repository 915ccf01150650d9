import { Alert, Box, Button } from '@mui/material';
import {
  Form,
  FormDataConsumer,
  RadioButtonGroupInput,
  required,
  useNotify,
  useRedirect,
  useRefresh,
  useTranslate,
} from 'react-admin';
import type { Case, DecisionKind } from '../api/types.js';
import { RequestFailed, type FieldErrors } from '../api/problem.js';
import { Section } from '../blocks/section.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { DecisionFields, decisionOf, type DecisionValues } from './decision-fields.js';

const decisions: DecisionKind[] = ['approved', 'changes-requested', 'rejected'];

/** One case's decision: what, why, and a note. A refused field is marked; anything else is said above the form. */
export function DecisionForm({ one }: { one: Case }) {
  const translate = useTranslate();
  const { decide, busy, failure } = useDecision(one);
  // What would be shown to people waits; a report can be closed all the same.
  const isHeld = one.kind === 'revision' && one.organizationState === 'suspended';
  return (
    <Section title="decision.title">
      <Form onSubmit={(values: unknown) => decide(values as DecisionValues)}>
        {isHeld && (
          <Alert severity="warning" role="note">
            {translate('decision.organization_suspended')}
          </Alert>
        )}
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <RadioButtonGroupInput
          source="decision"
          label="decision.what"
          row={false}
          choices={decisions.map((id) => ({ id, name: `decision.${id}`, disabled: isHeld && id === 'approved' }))}
          validate={required()}
        />
        <FormDataConsumer<Partial<DecisionValues>>>
          {({ formData }) => formData.decision && <DecisionFields decision={formData.decision} />}
        </FormDataConsumer>
        <Box sx={{ mt: 1 }}>
          <Button type="submit" variant="contained" loading={busy}>
            {translate('decision.send')}
          </Button>
        </Box>
      </Form>
    </Section>
  );
}

function useDecision(one: Case) {
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const redirect = useRedirect();
  const refresh = useRefresh();
  const { act, busy, failure } = useAction<unknown>();

  async function decide(values: DecisionValues): Promise<FieldErrors | undefined> {
    const body = decisionOf(values);
    let refused: FieldErrors | undefined;
    await act(
      [one.id, body],
      (key) => dataProvider.decideCase(one.id, body, key),
      () => {
        notify(`decision.done_${body.decision}`, { type: 'success', messageArgs: { name: one.listingName } });
        refresh();
        redirect('list', 'cases');
      },
      (error) => {
        if (error instanceof RequestFailed) refused = fieldsOf(error, body.decision);
      },
    );
    return refused;
  }
  return { decide, busy, failure };
}

/** The body's `reasonCode` is asked in the decision's own field. */
function fieldsOf(error: RequestFailed, decision: DecisionKind): FieldErrors {
  const { reasonCode, ...others } = error.body.errors;
  return reasonCode === undefined ? others : { ...others, [`reason_${decision}`]: reasonCode };
}
