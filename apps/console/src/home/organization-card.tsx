import { Stack } from '@mui/material';
import { Button } from 'react-admin';
import UploadIcon from '@mui/icons-material/UploadFile';
import { Link as RouterLink } from 'react-admin';
import { Section } from '../blocks/section.js';
import { useRoles } from '../blocks/use-roles.js';
import { Figure } from './figure.js';

/** An organization's groups at a glance, and the way to bring more. */
export function OrganizationCard() {
  const { can } = useRoles();
  return (
    <Section title="home.groups">
      <Stack direction="row" spacing={3} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <Figure resource="listings" filter={{ state: 'published' }} label="home.published" />
        <Figure resource="listings" filter={{ state: 'in_review' }} label="home.in_review" />
      </Stack>
      {can('imports', 'create') && (
        <Button component={RouterLink} to="/imports/create" label="action.import" variant="outlined" sx={{ mt: 2 }}>
          <UploadIcon />
        </Button>
      )}
    </Section>
  );
}
