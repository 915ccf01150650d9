import type { Point } from '@opencircle/contracts';
import { Box, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { mapSize } from './map-size.js';

const { width, height } = mapSize;

/** Where a group meets, on a map drawn here: no tile server learns which place is looked at. */
export function PlaceMap({ point }: { point: Point }) {
  const translate = useTranslate();
  const { data, isError } = useQuery({
    queryKey: ['map', point.latitude, point.longitude],
    queryFn: async () => (await import('./base-map.js')).drawMap(point),
    staleTime: Infinity,
  });
  const degrees = `${point.latitude.toFixed(4)}, ${point.longitude.toFixed(4)}`;

  if (isError) return <Typography>{translate('map.failed', { degrees })}</Typography>;
  if (!data) return <Skeleton variant="rectangular" sx={{ width: 1, height: 'auto', aspectRatio: width / height }} />;
  const place = data.place ?? translate('map.nowhere');
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <Box
        component="svg"
        role="img"
        aria-label={translate('map.label', { place, degrees })}
        viewBox={`0 0 ${width} ${height}`}
        sx={{
          display: 'block',
          width: 1,
          borderRadius: 1,
          bgcolor: (theme) => (theme.palette.mode === 'dark' ? '#0f1c24' : '#dbe7ee'),
          color: 'text.secondary',
          '& path': { vectorEffect: 'non-scaling-stroke' },
        }}
      >
        <Box component="path" d={data.land} sx={{ fill: (theme) => theme.palette.background.paper }} />
        <path d={data.borders} fill="none" stroke="currentColor" strokeWidth={0.6} strokeOpacity={0.45} />
        <path d={data.outlines} fill="none" stroke="currentColor" strokeWidth={1.4} />
        <Box
          component="circle"
          cx={width / 2}
          cy={height / 2}
          r={7}
          sx={{ fill: (theme) => theme.palette.error.main, stroke: (theme) => theme.palette.background.paper }}
          strokeWidth={2}
        />
      </Box>
      <Typography component="figcaption" variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
        {translate('map.caption', { place, degrees })}
      </Typography>
    </Box>
  );
}
