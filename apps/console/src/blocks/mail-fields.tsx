import { TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { LabelLanguage } from '@opencircle/contracts';
import { languageChoices } from '../i18n/language.js';
import { ChoiceField } from './choice-field.js';

/** Where a mail goes, and in which language it is written. */
export type MailValue = { email: string; language: LabelLanguage };

export function MailFields({ value, onChange }: { value: MailValue; onChange: (value: MailValue) => void }) {
  const translate = useTranslate();
  return (
    <>
      <TextField
        required
        type="email"
        label={translate('team.email')}
        value={value.email}
        onChange={(event) => onChange({ ...value, email: event.target.value })}
        slotProps={{ htmlInput: { autoComplete: 'off', maxLength: 254 } }}
      />
      <ChoiceField
        label="team.language"
        value={value.language}
        choices={languageChoices}
        onChange={(language) => onChange({ ...value, language })}
      />
    </>
  );
}
