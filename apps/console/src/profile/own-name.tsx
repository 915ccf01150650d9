import { Alert, Button, Stack, TextField, Typography } from '@mui/material';
import { useState, type SyntheticEvent } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Section } from '../blocks/section.js';
import { useAccessChanged } from '../blocks/use-access-changed.js';
import { useAction } from '../blocks/use-action.js';
import { useConsoleData } from '../blocks/use-console-data.js';

/** What somebody is called here, and a way to be called otherwise. */
export function OwnName({ displayName }: { displayName: string }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const changed = useAccessChanged();
  const { act, busy, failure } = useAction<unknown>();
  const [name, setName] = useState(displayName);

  function send(event: SyntheticEvent) {
    event.preventDefault();
    void act(
      name,
      () => dataProvider.renameMe(name),
      async () => {
        await changed();
        notify('profile.renamed', { type: 'success' });
      },
    );
  }
  return (
    <Section title="profile.name">
      <Stack component="form" spacing={1} sx={{ alignItems: 'flex-start' }} onSubmit={send}>
        <Typography variant="body2">{translate('profile.name_lead')}</Typography>
        <TextField
          label={translate('profile.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          autoComplete="name"
          slotProps={{ htmlInput: { maxLength: 80 } }}
        />
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="outlined" loading={busy} disabled={name.trim() === displayName}>
          {translate('profile.rename')}
        </Button>
      </Stack>
    </Section>
  );
}
