import type { Modality } from '@opencircle/contracts';
import type { FeedRow, RowReport } from './row-report.js';

/** Whether people meet in a room, on line or both; undefined when the meeting is not held (the row is refused). */
export function readModality(
  row: FeedRow,
  known: { temporarilyClosed: boolean; joinable: boolean },
  report: RowReport,
): Modality | undefined {
  const option = typeof row['attendance_option'] === 'string' ? row['attendance_option'].trim().toLowerCase() : '';
  const stated = option === 'inactive' ? 'inactive' : modalities.get(option.replace('-', '_'));
  if (stated === undefined && row['attendance_option'] !== undefined && row['attendance_option'] !== '') {
    report.notice('/attendance_option', 'unknown-option', 'attendance_option is not known; it was derived instead.');
  }
  const modality = stated ?? derived(row, known, report);
  if (modality !== 'inactive') return modality;
  report.refuse('/attendance_option', 'inactive', 'The meeting is not held at present, neither in a room nor on line.');
  return undefined;
}

const modalities: ReadonlyMap<string, Modality> = new Map<string, Modality>([
  ['in_person', 'in-person'],
  ['online', 'virtual'],
  ['hybrid', 'hybrid'],
]);

/** As the format's reference reader derives it: a link, an exact address, and "location temporarily closed" decide. */
function derived(
  row: FeedRow,
  { temporarilyClosed, joinable }: { temporarilyClosed: boolean; joinable: boolean },
  report: RowReport,
): Modality | 'inactive' {
  const hasRoom = !temporarilyClosed && !isApproximate(row) && hasAddress(row);
  const modality = joinable ? (hasRoom ? 'hybrid' : 'virtual') : temporarilyClosed ? 'inactive' : 'in-person';
  if (modality !== 'inactive') {
    report.notice('/attendance_option', 'derived', `attendance_option is missing; ${modality} was derived.`);
  }
  return modality;
}

/** The feed says so when its point and address are no more than a city or a region. */
export function isApproximate(row: FeedRow): boolean {
  const value = row['approximate'];
  return value === true || (typeof value === 'string' && /^(yes|true|1)$/i.test(value.trim()));
}

function hasAddress(row: FeedRow): boolean {
  return ['formatted_address', 'address'].some((field) => typeof row[field] === 'string' && row[field] !== '');
}
