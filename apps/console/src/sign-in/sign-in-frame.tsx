import { Box, Card, CardContent, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { LocalesMenuButton, Notification, ToggleThemeButton, useTranslate } from 'react-admin';
import { usePageLanguage } from '../layout/use-page-language.js';

/** The page around every form of somebody who is not signed in. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  const translate = useTranslate();
  usePageLanguage();
  return (
    <Box component="main" sx={{ minHeight: '100vh', bgcolor: 'background.default', color: 'text.primary', p: 2 }}>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <LocalesMenuButton />
        <ToggleThemeButton />
      </Box>
      <Card sx={{ maxWidth: 400, mx: 'auto', mt: { xs: 2, sm: 8 } }}>
        <CardContent sx={{ p: 3 }}>
          <Typography variant="h1">{translate(title)}</Typography>
          {children}
        </CardContent>
      </Card>
      <Notification />
    </Box>
  );
}
