import { SelectInput, useGetList, type SelectInputProps } from 'react-admin';
import type { Organization } from '../api/types.js';

/** One of the organizations that the person may see. `only` narrows them to those they act for. */
export function OrganizationInput({ only, ...props }: SelectInputProps & { only?: string[] }) {
  const { data, isPending } = useGetList<Organization>('organizations', {
    pagination: { page: 1, perPage: 100 },
  });
  const named = new Map(data?.map(({ id, name }) => [id, name]));
  const ids = only ?? [...named.keys()];
  return (
    <SelectInput
      label="resources.listings.fields.organizationId"
      {...props}
      isPending={isPending}
      translateChoice={false}
      choices={ids.map((id) => ({ id, name: named.get(id) ?? id }))}
    />
  );
}
