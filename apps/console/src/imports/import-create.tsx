import { Alert, Typography } from '@mui/material';
import { useState } from 'react';
import { Create, SaveButton, SimpleForm, Toolbar, useRedirect, useTranslate } from 'react-admin';
import { ownOrganizations } from '../access/access.js';
import { RequestFailed } from '../api/problem.js';
import { useSubmission } from '../api/use-submission.js';
import { OrganizationInput } from '../blocks/organization-input.js';
import { useProblemText } from '../blocks/problem-text.js';
import { useConsoleData } from '../blocks/use-console-data.js';
import { useRoles } from '../blocks/use-roles.js';
import { DefaultsInputs } from './defaults-inputs.js';
import { FeedInput, type FeedFile } from './feed-input.js';
import { newImport, type ImportForm } from './new-import.js';

/** Upload a feed and say what it cannot; the answer is a dry run, nothing is imported yet. */
export function ImportCreate() {
  const translate = useTranslate();
  const { roles, isPending } = useRoles();
  const { send, failure } = useUpload();
  const own = ownOrganizations(roles);
  if (isPending) return null;
  return (
    <Create title="import.new">
      <SimpleForm
        onSubmit={(values: unknown) => send(values as ImportForm)}
        toolbar={
          <Toolbar>
            <SaveButton label="import.check" icon={<></>} alwaysEnable />
          </Toolbar>
        }
        defaultValues={{
          organizationId: own[0],
          defaults: { audiences: [], facilitation: 'peer', durationMinutes: 60, language: 'en' },
        }}
        sx={{ maxWidth: 640 }}
      >
        <Typography sx={{ mb: 1 }}>{translate('import.lead')}</Typography>
        {failure !== null && <Alert severity="error">{failure}</Alert>}
        {own.length > 1 && <OrganizationInput source="organizationId" only={own} />}
        <FeedInput />
        <DefaultsInputs />
      </SimpleForm>
    </Create>
  );
}

function useUpload() {
  const dataProvider = useConsoleData();
  const redirect = useRedirect();
  const text = useProblemText();
  const submit = useSubmission<{ data: { id: unknown } }>();
  const [failure, setFailure] = useState<string | null>(null);

  async function send(values: ImportForm) {
    setFailure(null);
    try {
      const data = await newImport(values);
      const { name, size, lastModified } = (values.file as FeedFile).rawFile;
      const content = [name, size, lastModified, data.organizationId, data.defaults];
      const made = await submit(content, (idempotencyKey) =>
        dataProvider.create('imports', { data, meta: { idempotencyKey } }),
      );
      redirect('show', 'imports', String(made.data.id));
    } catch (error) {
      const errors = error instanceof RequestFailed ? fieldsOf(error) : {};
      if (Object.keys(errors).length === 0) setFailure(text(error));
      return errors;
    }
    return undefined;
  }
  return { send, failure };
}

/** A body that is too large has no pointer; it can only be the file. */
function fieldsOf(error: RequestFailed) {
  return error.status === 413 ? { file: error.message } : error.body.errors;
}
