import { Stack, Typography } from '@mui/material';
import type { ReactElement } from 'react';
import { Link, RecordsIterator, useListContext, useTranslate, Loading } from 'react-admin';
import type { CaseSummary } from '../api/types.js';
import { stateKey } from './case-state.js';
import { CheckChips } from './check-chips.js';
import { DueTime } from './due-time.js';

/** The queue for narrow screens: the same facts, one case under another. */
export function CaseCards({ empty }: { empty: ReactElement }) {
  const translate = useTranslate();
  const { data, isPending } = useListContext<CaseSummary>();
  if (isPending) return <Loading />;
  if (data?.length === 0) return empty;
  return (
    <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      <RecordsIterator<CaseSummary>
        render={(one) => (
          <Stack component="li" spacing={0.75} sx={{ p: 2, borderBottom: 1, borderColor: 'divider' }}>
            <Link to={`/cases/${one.id}/show`}>{one.listingName}</Link>
            <Typography variant="body2" component="div">
              {translate(`case_kind.${one.kind}`)} · {translate(stateKey(one))}
            </Typography>
            <DueTime of={one} />
            <CheckChips checks={one.checks} />
          </Stack>
        )}
      />
    </Stack>
  );
}
