import type { ImportDefaults, NewImport } from '../api/types.js';

/** The edge takes no more; a larger file is told before it is sent. */
export const largestFeedBytes = 20 * 1024 * 1024;

export type ImportForm = {
  organizationId: string;
  file: { rawFile: File };
  defaults: Omit<ImportDefaults, 'zone' | 'audiences'> & {
    audiences?: ImportDefaults['audiences'] | null;
    zone?: string | null;
  };
};

/** The request for a dry run, made of the form and the file's text. */
export async function newImport({ organizationId, file, defaults }: ImportForm): Promise<NewImport> {
  const { zone, ...others } = defaults;
  return {
    organizationId,
    fileName: file.rawFile.name.slice(0, 200),
    feed: await file.rawFile.text(),
    defaults: { ...others, audiences: others.audiences ?? [], ...(zone ? { zone } : {}) },
  };
}

/** What a chosen file cannot be sent for, as a message with its numbers; undefined when it may. */
export function fileProblem(file: { name: string; size: number }): { message: string; args: object } | undefined {
  if (file.size === 0) return { message: 'import.file_empty', args: {} };
  if (file.size <= largestFeedBytes) return undefined;
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
  return {
    message: 'import.file_too_large',
    args: { size: megabytes(file.size), largest: megabytes(largestFeedBytes) },
  };
}
