import { Box, Chip, Skeleton, Stack } from '@mui/material';
import { Show, useRecordContext, useTranslate } from 'react-admin';
import type { Case } from '../api/types.js';
import { ShowFailed } from '../blocks/failed.js';
import { Section } from '../blocks/section.js';
import { useRoles } from '../blocks/use-roles.js';
import { NextSessions } from '../content/next-sessions.js';
import { VenueMap } from '../content/venue-map.js';
import { CaseChecks } from './case-checks.js';
import { stateKey } from './case-state.js';
import { CaseTimeline } from './case-timeline.js';
import { ClaimBar } from './claim-bar.js';
import { DecisionForm } from './decision-form.js';
import { DueTime } from './due-time.js';
import { ReportBlock } from './report-block.js';
import { RevisionComparison } from './revision-comparison.js';

/** Under a key of its own: react-admin would first show the queue's line, which is not the whole case. */
const whole = { view: 'whole' };

/** Everything that a fair decision needs on one page: what is new, where, when, why it was flagged, and what came before. */
export function CaseShow() {
  return (
    <Show<Case>
      component="div"
      actions={false}
      error={<ShowFailed />}
      redirectOnError={false}
      queryOptions={{ meta: whole }}
    >
      <CasePage />
    </Show>
  );
}

function CasePage() {
  const one = useRecordContext<Case>();
  const { can } = useRoles();
  if (!one) return <Skeleton variant="rectangular" height={320} />;
  const content = one.revision.content;
  // What was decided is no longer compared: an approved revision is the published one.
  const isUnderReview = one.kind === 'revision' && one.state !== 'decided';
  return (
    <Stack spacing={2}>
      <CaseHeader one={one} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 400px' } }}>
        <Stack spacing={2}>
          {one.report && <ReportBlock report={one.report} />}
          <RevisionComparison submitted={content} published={isUnderReview ? one.published : null} />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
            <Section title="case.place">
              <VenueMap content={content} />
            </Section>
            <Section title="case.next">
              <NextSessions sessions={one.nextSessions} />
            </Section>
          </Box>
        </Stack>
        <Stack spacing={2}>
          {one.state !== 'decided' && can('cases', 'decide') && (
            <>
              <ClaimBar one={one} />
              <DecisionForm one={one} />
            </>
          )}
          <CaseChecks checks={one.checks} />
          <CaseTimeline entries={one.timeline} />
        </Stack>
      </Box>
    </Stack>
  );
}

function CaseHeader({ one }: { one: Case }) {
  const translate = useTranslate();
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <Chip label={translate(`case_kind.${one.kind}`)} />
      <Chip label={translate(stateKey(one))} variant="outlined" />
      <span>{one.organizationName}</span>
      <span aria-hidden>·</span>
      <DueTime of={one} />
    </Stack>
  );
}
