import { maxLength, required, SelectInput, TextInput } from 'react-admin';
import type { Decision, DecisionKind } from '../api/types.js';
import { reasonChoices } from './reason-codes.js';

type Reason = Decision['reasonCode'];
export type DecisionValues = { decision: DecisionKind; note?: string } & Partial<
  Record<`reason_${DecisionKind}`, Reason>
>;

/** Why, and a word to the submitter. Each decision has its own reasons, so each has its own field. */
export function DecisionFields({ decision }: { decision: DecisionKind }) {
  const choices = reasonChoices(decision);
  return (
    <>
      <SelectInput
        key={decision}
        source={`reason_${decision}`}
        label="decision.reason"
        choices={choices}
        defaultValue={choices.length === 1 ? choices[0]?.id : undefined}
        validate={required()}
      />
      <TextInput
        source="note"
        label="decision.note"
        helperText="decision.note_help"
        multiline
        minRows={2}
        validate={maxLength(2000)}
      />
    </>
  );
}

/** The form asks for the reason in the decision's own, required field. */
export function decisionOf(values: DecisionValues): Decision {
  const { decision, note } = values;
  return { decision, reasonCode: values[`reason_${decision}`] as Reason, ...(note ? { note } : {}) };
}
