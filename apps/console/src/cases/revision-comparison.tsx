import type { PublicContent } from '@opencircle/contracts';
import { Chip, FormControlLabel, Switch, Typography } from '@mui/material';
import { useState } from 'react';
import { useLocale, useTranslate } from 'react-admin';
import { NothingHere } from '../blocks/nothing-here.js';
import { Section } from '../blocks/section.js';
import { differences, type Difference } from '../content/differences.js';
import { factsOf } from '../content/facts.js';
import { FactRow, FactsList } from '../content/facts-list.js';
import { MarkedText } from '../content/marked-text.js';

type Props = { submitted: PublicContent | null; published: PublicContent | null };

/** The content under review with what it changes marked: struck out is published now, underlined is new. */
export function RevisionComparison({ submitted, published }: Props) {
  const translate = useTranslate();
  const locale = useLocale() ?? 'en';
  const [onlyChanges, setOnlyChanges] = useState(true);
  if (!submitted) return <NothingHere title="case.no_content" />;

  const before = published && factsOf(published, translate, locale);
  const all = differences(before, factsOf(submitted, translate, locale));
  const changed = all.filter(({ change }) => change !== 'same');
  const shown = published && onlyChanges ? changed : all.filter((one) => one.change !== 'same' || hasText(one));
  return (
    <Section title={published ? 'case.changes' : 'case.content'}>
      {published && (
        <>
          <Typography>{translate('case.changed_fields', { smart_count: changed.length })}</Typography>
          <FormControlLabel
            control={<Switch checked={onlyChanges} onChange={(_, checked) => setOnlyChanges(checked)} />}
            label={translate('case.only_changes')}
          />
        </>
      )}
      <FactsList>
        {shown.map((one) => (
          <FactRow key={one.field} field={one.field} mark={one.change !== 'same' && <ChangeChip change={one.change} />}>
            <MarkedText difference={one} />
          </FactRow>
        ))}
      </FactsList>
    </Section>
  );
}

function ChangeChip({ change }: { change: Difference['change'] }) {
  const translate = useTranslate();
  return <Chip color="info" variant="outlined" label={translate(`change.${change}`)} />;
}

function hasText({ segments }: Difference): boolean {
  return segments.some(({ text }) => text !== '');
}
