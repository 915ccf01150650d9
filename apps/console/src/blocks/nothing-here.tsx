import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

/** An empty list says why it is empty and what to do about it. */
export function NothingHere({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  const translate = useTranslate();
  return (
    <Box sx={{ p: 4, textAlign: 'center' }}>
      <Typography variant="h2" gutterBottom>
        {translate(title)}
      </Typography>
      {hint && <Typography color="text.secondary">{translate(hint)}</Typography>}
      {children && <Box sx={{ mt: 2 }}>{children}</Box>}
    </Box>
  );
}
