/** What a machine noticed; a person decides. The message never repeats what might be personal. */
export type CaseCheck = { code: string; severity: 'info' | 'warning'; message: string };

export function warning(code: string, message: string): CaseCheck {
  return { code, severity: 'warning', message };
}

export function hint(code: string, message: string): CaseCheck {
  return { code, severity: 'info', message };
}
