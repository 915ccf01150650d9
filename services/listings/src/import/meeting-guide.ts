import type { PublicContent } from '@opencircle/contracts';
import { listingContent } from '../listing/listing-content.js';
import type { PrivateContent } from '../listing/private-content.js';
import { readModality } from './feed-attendance.js';
import { readContact, takesGifts } from './feed-contact.js';
import { readDescription, summaryOf } from './feed-description.js';
import { contentHash, readKey } from './feed-identity.js';
import { readJoin } from './feed-join.js';
import { readName } from './feed-name.js';
import { readPoint, readZone } from './feed-place.js';
import { firstStart, readSchedule, weeklyRule } from './feed-schedule.js';
import { readTypes } from './feed-types.js';
import { readUpdated } from './feed-updated.js';
import { readVenue } from './feed-venue.js';
import type { ImportDefaults } from './import-defaults.js';
import { RowReport, type FeedRemark, type FeedRow } from './row-report.js';

/** What becomes of one row: the content of a listing, or a refusal with fields and rules. */
export type RowReading = { name: string | null; key: string | null; notices: FeedRemark[] } & (
  | { taken: true; content: PublicContent; hidden: PrivateContent; hash: string }
  | { taken: false; problems: FeedRemark[] }
);

type Contents = { content: PublicContent; hidden: PrivateContent };

/**
 * Reads one row of a Meeting Guide feed (code4recovery/spec). Pure: the same row, defaults and day give the same
 * reading; nothing throws whatever the row is. `now` anchors the first session and the check of `updated`.
 */
export function readRow(raw: unknown, defaults: ImportDefaults, now: Date): RowReading {
  const report = new RowReport();
  if (!isRow(raw)) {
    report.refuse('', 'type', 'A row must be an object.');
    return { taken: false, name: null, key: null, notices: [], problems: report.problems };
  }
  const name = readName(raw, report);
  const key = readKey(raw, report);
  const contents = readContents(raw, name, defaults, now, report);
  const known = { name: name ?? null, key: key ?? null, notices: report.notices };
  return contents === undefined || report.problems.length > 0
    ? { taken: false, ...known, problems: report.problems }
    : { taken: true, ...known, ...contents, hash: contentHash(contents.content, contents.hidden) };
}

/** Reads every field even when one is refused already, so that all problems of a row are told at once. */
function readContents(
  row: FeedRow,
  name: string | undefined,
  defaults: ImportDefaults,
  now: Date,
  report: RowReport,
): Contents | undefined {
  const types = readTypes(row, report);
  const { description, join } = readDescription(row, readJoin(row, report), report);
  const joinable = join.joinLink !== null || join.dialIn !== null;
  const modality = readModality(row, { temporarilyClosed: types.temporarilyClosed, joinable }, report);
  const schedule = readSchedule(row, defaults.durationMinutes, report);
  const point = readPoint(row, report);
  const zone = readZone(row, point, defaults, report);
  if (name === undefined || modality === undefined || schedule === undefined || zone === undefined) return undefined;
  if (types.openness === null)
    report.notice('/types', 'default-openness', 'Neither O nor C is given; open was assumed.');
  const openness = types.openness ?? 'open';
  const content: PublicContent = {
    name,
    summary: summaryOf(description),
    description,
    focuses: [...new Set([...defaults.focuses, ...types.focuses])].slice(0, 10),
    audiences: [...new Set([...defaults.audiences, ...types.audiences])].slice(0, 10),
    facilitation: defaults.facilitation,
    modality,
    venue: readVenue(row, { modality, point, accessibility: types.accessibility }, report),
    series: {
      zone,
      firstStart: firstStart(schedule, zone, now),
      durationMinutes: schedule.durationMinutes,
      rule: weeklyRule(schedule.days),
      exceptions: [],
      overrides: [],
    },
    capacity: null,
    openness,
    visitors: { allowed: openness === 'open', note: null },
    registration: 'drop-in',
    ageRange: { min: null, max: null },
    languages: types.languages.length > 0 ? types.languages : [defaults.language],
    cost: { kind: takesGifts(row) ? 'donation' : 'free', note: null },
    guidelines: '',
    contact: readContact(row, report),
    assuredAt: readUpdated(row, now, report),
  };
  return withinLimits({ content, hidden: join }, report);
}

/** The last net: what no reader foresaw is refused by the listing's own schema, never stored. */
function withinLimits(contents: Contents, report: RowReport): Contents {
  const verdict = listingContent.safeParse(contents.content);
  for (const issue of verdict.error?.issues ?? []) report.refuse(`/${issue.path.join('/')}`, 'content', issue.message);
  return contents;
}

function isRow(raw: unknown): raw is FeedRow {
  return raw !== null && typeof raw === 'object' && !Array.isArray(raw);
}
