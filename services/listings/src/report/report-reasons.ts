/** What somebody may say is wrong with a group. */
export const reportReasons = [
  'wrong-details',
  'not-held',
  'not-a-support-group',
  'unsafe',
  'personal-data',
  'spam',
  'other',
] as const;
export type ReportReason = (typeof reportReasons)[number];
