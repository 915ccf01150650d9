import { Button, Typography } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { Factor } from '../api/types.js';
import { Line, Lines } from '../blocks/lines.js';
import { Loaded } from '../blocks/loaded.js';
import { Section } from '../blocks/section.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { TimeAgo } from '../time/time-ago.js';
import { useGuarded } from './confirm-first.js';
import { useFactors, useFactorsChanged } from './use-security.js';

/** The second factors that somebody has, each with a way to remove it. */
export function FactorList() {
  const translate = useTranslate();
  const factors = useFactors();
  return (
    <Section title="security.factors">
      <Loaded query={factors}>
        {({ factors: held }) =>
          held.length === 0 ? (
            <Typography color="text.secondary">{translate('security.no_factors')}</Typography>
          ) : (
            <Lines>
              {held.map((factor) => (
                <FactorLine key={factor.id} factor={factor} />
              ))}
            </Lines>
          )
        }
      </Loaded>
    </Section>
  );
}

function FactorLine({ factor }: { factor: Factor }) {
  const translate = useTranslate();
  const dataProvider = useConsoleData();
  const notify = useNotify();
  const changed = useFactorsChanged();
  const { act, busy, failure } = useGuarded();
  const remove = () =>
    act(
      () => dataProvider.removeFactor(factor.id),
      () => {
        notify('security.removed', { type: 'success' });
        return changed();
      },
    );
  return (
    <Line
      failure={failure}
      action={
        <Button
          color="error"
          loading={busy}
          onClick={() => void remove()}
          aria-label={translate('security.remove', { name: factor.label })}
        >
          {translate('ra.action.remove')}
        </Button>
      }
    >
      <Typography>
        {translate(`security.kind.${factor.kind}`)}: {factor.label}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('security.added')} <TimeAgo at={factor.enrolledAt} />
        {factor.lastUsedAt !== null && (
          <>
            , {translate('security.last_used')} <TimeAgo at={factor.lastUsedAt} />
          </>
        )}
      </Typography>
    </Line>
  );
}
