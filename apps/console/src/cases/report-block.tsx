import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Case } from '../api/types.js';
import { Section } from '../blocks/section.js';

/** What somebody told us about a published group. Reports are anonymous. */
export function ReportBlock({ report }: { report: NonNullable<Case['report']> }) {
  const translate = useTranslate();
  return (
    <Section title="case.report">
      <Typography sx={{ fontWeight: 600 }}>
        {translate(`report_reason.${report.reason}`, { _: report.reason.replaceAll('-', ' ') })}
      </Typography>
      {report.note && (
        <Typography component="blockquote" sx={{ m: 0, mt: 1, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {report.note}
        </Typography>
      )}
    </Section>
  );
}
