import { Alert, Box, Stack } from '@mui/material';
import type { ReactNode } from 'react';

/** A short list, each line with what can be done about it. */
export function Lines({ children }: { children: ReactNode }) {
  return (
    <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {children}
    </Stack>
  );
}

/** `action` stands at the line's end; why it was refused, below. */
export function Line({
  children,
  action,
  failure = null,
}: {
  children: ReactNode;
  action?: ReactNode;
  failure?: string | null;
}) {
  return (
    <li>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0 }}>{children}</Box>
        {action}
      </Stack>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
    </li>
  );
}
