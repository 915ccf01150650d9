import type { Modality, Point, PublicContent } from '@opencircle/contracts';
import { readAddress } from './feed-address.js';
import { isApproximate } from './feed-attendance.js';
import { readLine } from './feed-text.js';
import type { FeedRow, RowReport } from './row-report.js';

/** Where people meet; null when they meet online only. An approximate place is shown as an area. */
export function readVenue(
  row: FeedRow,
  known: { modality: Modality; point: Point | null; accessibility: string[] },
  report: RowReport,
): PublicContent['venue'] {
  if (known.modality === 'virtual') return null;
  return {
    publicity: isApproximate(row) ? 'area' : 'public',
    name: readLine(row, 'location', 200, report),
    ...readAddress(row, report),
    point: known.point,
    accessibility: known.accessibility,
  };
}
