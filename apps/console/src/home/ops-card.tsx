import { Typography } from '@mui/material';
import { Link, useTranslate } from 'react-admin';
import { Section } from '../blocks/section.js';
import { usePartStates } from '../ops/use-part-states.js';

/** One sentence: is everything up? */
export function OpsCard() {
  const translate = useTranslate();
  const parts = usePartStates(10_000);
  const down = parts.filter((part) => part.state === 'down' || part.state === 'not-ready');
  const asked = parts.every((part) => part.state !== 'asking');
  return (
    <Section title="home.ops">
      <Typography sx={{ mb: 1 }}>
        {down.length > 0
          ? translate('home.some_down', { parts: down.map((part) => part.name).join(', ') })
          : translate(asked ? 'home.all_up' : 'ra.page.loading')}
      </Typography>
      <Link to="/ops">{translate('home.to_ops')}</Link>
    </Section>
  );
}
