import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Import, ImportCounts as Counts } from '../api/types.js';

const shown: (keyof Counts)[] = ['total', 'create', 'revise', 'unchanged', 'refuse'];

/** What the dry run found, in numbers. */
export function ImportCounts({ one }: { one: Import }) {
  const translate = useTranslate();
  return (
    <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, m: 0 }}>
      {shown.map((name) => (
        <Box key={name} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {translate(`import_count.${name}`)}
          </Typography>
          <Typography component="dd" sx={{ m: 0, fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.2 }}>
            {one.counts[name]}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
