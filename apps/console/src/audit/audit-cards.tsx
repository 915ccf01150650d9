import { Chip, Stack, Typography } from '@mui/material';
import type { ReactElement } from 'react';
import { Loading, RecordsIterator, useListContext } from 'react-admin';
import type { AuditEntry } from '../api/types.js';
import { ActorText, AtText, FactsText, ObjectText, OutcomeText } from './entry-text.js';

export function AuditCards({ empty }: { empty: ReactElement }) {
  const { data, isPending } = useListContext<AuditEntry>();
  if (isPending) return <Loading />;
  if (data?.length === 0) return empty;
  return (
    <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      <RecordsIterator<AuditEntry>
        render={(entry) => (
          <Stack
            component="li"
            spacing={0.75}
            sx={{ p: 2, borderBottom: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}
          >
            <Typography>
              {entry.action}: <OutcomeText {...entry} />
            </Typography>
            <Typography variant="body2">
              <ActorText {...entry} />, <ObjectText {...entry} />
            </Typography>
            <Typography variant="body2">
              <FactsText {...entry} />
            </Typography>
            <Typography variant="body2" color="text.secondary">
              <Chip label={entry.service} /> <AtText {...entry} />
            </Typography>
          </Stack>
        )}
      />
    </Stack>
  );
}
