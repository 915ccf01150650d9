import InfoIcon from '@mui/icons-material/InfoOutlined';
import WarningIcon from '@mui/icons-material/WarningAmber';
import { Chip, Stack, Tooltip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Check } from '../api/types.js';

/** What the automatic checks found, warnings first; the whole message stands in the tip and on the case's page. */
export function CheckChips({ checks }: { checks: Check[] }) {
  const translate = useTranslate();
  const ordered = checks.toSorted((a, b) => Number(b.severity === 'warning') - Number(a.severity === 'warning'));
  return (
    <Stack direction="row" useFlexGap spacing={0.5} sx={{ flexWrap: 'wrap' }}>
      {ordered.map(({ code, severity, message }) => (
        <Tooltip key={`${code} ${message}`} title={message} describeChild>
          <Chip
            variant="outlined"
            color={severity === 'warning' ? 'warning' : 'default'}
            icon={severity === 'warning' ? <WarningIcon /> : <InfoIcon />}
            label={translate(`check.${code}`, { _: code.replaceAll('-', ' ') })}
          />
        </Tooltip>
      ))}
    </Stack>
  );
}
