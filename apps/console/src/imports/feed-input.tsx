import { FileField, FileInput, required, useTranslate } from 'react-admin';
import { fileProblem } from './new-import.js';

export type FeedFile = { rawFile: File; title?: string };

const sendable = (value: FeedFile | null | undefined) => value?.rawFile && fileProblem(value.rawFile);

/** One Meeting Guide file. Its size is judged when it is chosen, so that nobody waits for an upload in vain. */
export function FeedInput() {
  const translate = useTranslate();
  return (
    <FileInput
      source="file"
      label="import.file"
      inputProps={{ 'aria-label': translate('import.file') }}
      helperText="import.file_help"
      accept={{ 'application/json': ['.json'] }}
      validate={[required(), sendable as never]}
    >
      <FileField source="src" title="title" download />
    </FileInput>
  );
}
