import type { PublicContent } from '@opencircle/contracts';
import { FormControlLabel, Switch, Typography, useMediaQuery, type Theme } from '@mui/material';
import { useState } from 'react';
import { useLocale, useTranslate } from 'react-admin';
import { Section } from '../blocks/section.js';
import { ContentFacts } from '../content/content-facts.js';
import { differences, type Difference } from '../content/differences.js';
import { factsOf } from '../content/facts.js';
import { FactRow, FactsList } from '../content/facts-list.js';
import { MarkedText } from '../content/marked-text.js';
import { ChangeChip } from './change-chip.js';
import { ComparisonTable } from './comparison-table.js';

type Props = { submitted: PublicContent; published: PublicContent | null };

/** The content under review; beside the published one, with what changes marked, where there is one. */
export function RevisionComparison({ submitted, published }: Props) {
  if (published) return <Comparison submitted={submitted} published={published} />;
  return (
    <Section title="case.content">
      <ContentFacts content={submitted} />
    </Section>
  );
}

function Comparison({ submitted, published }: { submitted: PublicContent; published: PublicContent }) {
  const translate = useTranslate();
  const locale = useLocale();
  const wide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  const [onlyChanges, setOnlyChanges] = useState(true);
  const all = differences(factsOf(published, translate, locale), factsOf(submitted, translate, locale));
  const changed = all.filter(({ change }) => change !== 'same');
  const shown = onlyChanges ? changed : all.filter(({ segments }) => segments.some(({ text }) => text !== ''));
  return (
    <Section title="case.changes">
      <Typography>{translate('case.changed_fields', { smart_count: changed.length })}</Typography>
      <FormControlLabel
        control={<Switch checked={onlyChanges} onChange={(_, checked) => setOnlyChanges(checked)} />}
        label={translate('case.only_changes')}
      />
      {wide ? <ComparisonTable differences={shown} /> : <MergedFacts differences={shown} />}
    </Section>
  );
}

/** Both versions in one text, for narrow screens. */
function MergedFacts({ differences: shown }: { differences: Difference[] }) {
  return (
    <FactsList>
      {shown.map((one) => (
        <FactRow key={one.field} field={one.field} mark={one.change !== 'same' && <ChangeChip change={one.change} />}>
          <MarkedText difference={one} />
        </FactRow>
      ))}
    </FactsList>
  );
}
