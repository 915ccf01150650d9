import { PasswordInput, required } from 'react-admin';

/** The `password` of a form that sets one; whatever keeps passwords offers a new one. */
export function NewPasswordInput({ label, helperText }: { label: string; helperText: string }) {
  return (
    <PasswordInput
      source="password"
      label={label}
      helperText={helperText}
      autoComplete="new-password"
      validate={required()}
    />
  );
}
