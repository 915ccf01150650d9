import {
  AutocompleteInput,
  ReferenceInput,
  SelectInput,
  useGetManyAggregate,
  type SelectInputProps,
} from 'react-admin';
import type { Organization } from '../api/types.js';

const LABEL = 'resources.listings.fields.organizationId';

type Props = Pick<SelectInputProps, 'size' | 'helperText'> & {
  source: string;
  alwaysOn?: boolean;
  /** The few that the person acts for, in place of all that they see. */
  only?: string[];
};

/** One of the organizations that the person may see, found by a part of its name. */
export function OrganizationInput({ only, source, alwaysOn: _, ...props }: Props) {
  if (only !== undefined) return <OwnOrganizationInput ids={only} source={source} {...props} />;
  return (
    <ReferenceInput source={source} reference="organizations" perPage={25}>
      <AutocompleteInput label={LABEL} optionText="name" filterToQuery={(q: string) => ({ q })} {...props} />
    </ReferenceInput>
  );
}

function OwnOrganizationInput({ ids, ...props }: Omit<Props, 'only' | 'alwaysOn'> & { ids: string[] }) {
  const { data, isPending } = useGetManyAggregate<Organization>('organizations', { ids });
  const named = new Map(data?.map((one) => [one.id, one.name]));
  return (
    <SelectInput
      label={LABEL}
      {...props}
      isPending={isPending}
      translateChoice={false}
      choices={ids.map((id) => ({ id, name: named.get(id) ?? id }))}
    />
  );
}
