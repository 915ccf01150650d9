import { Box, Skeleton, Typography } from '@mui/material';
import { Link, useGetList, useTranslate } from 'react-admin';
import { useProblemText } from '../blocks/problem-text.js';

type FigureProps = { resource: string; filter: Record<string, string>; label: string };

/** How many there are, linked to them. A list that gives no total shows that there are some. */
export function Figure({ resource, filter, label }: FigureProps) {
  const translate = useTranslate();
  const text = useProblemText();
  const { data, total, isPending, error } = useGetList(resource, { filter, pagination: { page: 1, perPage: 1 } });
  const shown = total ?? (data && data.length > 0 ? '1+' : 0);
  const search = new URLSearchParams({ filter: JSON.stringify(filter), displayedFilters: '{}' }).toString();
  return (
    <Box sx={{ minWidth: 110 }}>
      <Typography component="div" sx={{ fontSize: '2rem', fontWeight: 600, lineHeight: 1.2 }}>
        {isPending ? <Skeleton width={48} /> : error ? '–' : shown}
      </Typography>
      {error ? (
        <Typography variant="body2" color="error">
          {text(error)}
        </Typography>
      ) : (
        <Link to={`/${resource}?${search}`}>{translate(label)}</Link>
      )}
    </Box>
  );
}
