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

/** `action` stands at the line's end, below it where there is no room; why it was refused, below both. */
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
      <Stack direction="row" useFlexGap sx={{ columnGap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        <Box sx={{ flex: '1 1 8em', minWidth: 0 }}>{children}</Box>
        {action && <Box sx={{ ml: 'auto', whiteSpace: 'nowrap' }}>{action}</Box>}
      </Stack>
      {failure !== null && <Alert severity="error">{failure}</Alert>}
    </li>
  );
}
