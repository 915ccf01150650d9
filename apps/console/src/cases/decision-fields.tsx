import { maxLength, required, SelectInput, TextInput } from 'react-admin';
import type { Decision, DecisionKind } from '../api/types.js';
import { reasonChoices } from './reason-codes.js';

export type DecisionValues = { decision: DecisionKind; note?: string } & Partial<Record<`reason_${string}`, string>>;

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

export function decisionOf(values: DecisionValues): Decision {
  const { decision, note } = values;
  return { decision, reasonCode: values[`reason_${decision}`] ?? '', ...(note ? { note } : {}) };
}
