import { keepPreviousData } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useDebouncedEvent, useGetList, useGetManyAggregate } from 'react-admin';
import type { Organization } from '../api/types.js';

const SHOWN = 25;
/** Milliseconds without a keystroke before the service is asked. */
const CALM = 250;

/**
 * For a MUI Autocomplete over organizations, which are more than a list can show: those that fit what is typed, and those
 * that are chosen, by name. The service finds them, so nothing is filtered here.
 */
export function useOrganizationSearch(chosen: readonly string[]) {
  const [words, setWords] = useState('');
  const search = useDebouncedEvent(setWords, CALM);
  const q = words.trim();
  const { data: found = [] } = useGetList<Organization>(
    'organizations',
    { pagination: { page: 1, perPage: SHOWN }, filter: { q } },
    { placeholderData: keepPreviousData },
  );
  const { data: known = [] } = useGetManyAggregate<Organization>(
    'organizations',
    { ids: [...chosen] },
    { enabled: chosen.length > 0 },
  );
  const named = new Map([...found, ...known].map(({ id, name }) => [id, name]));
  return {
    options: [...new Set([...found.map(({ id }) => id), ...chosen])],
    getOptionLabel: (id: string) => named.get(id) ?? id.slice(0, 8),
    filterOptions: (options: string[]) => options,
    onInputChange: (_: SyntheticEvent, typed: string, reason: string) => {
      // A choice writes its name into the field; only what somebody types is searched for.
      if (reason === 'input' || reason === 'clear') search(typed);
      else setWords('');
    },
  };
}
