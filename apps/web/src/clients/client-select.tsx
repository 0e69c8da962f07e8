import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadClients } from './clients.api.js';
import type { NamedClient } from './clients.types.js';

interface ClientSelectProps extends Omit<SelectProps, 'data' | 'onChange' | 'value'> {
  value?: string | null;
  onChange: (id: string | null) => void;
  /** The chosen one, where a form opens with it. */
  known?: NamedClient;
  /** Clients that may not be chosen (again). */
  without?: readonly string[];
}

const labelOf = (client: NamedClient) => [client.legalName, client.legalNameZh].filter(Boolean).join(' ');

/** Finds a client by its name in either script; the api searches, so that thousands need not be loaded. */
export function ClientSelect({ value = null, onChange, known, without = [], ...rest }: ClientSelectProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(known ? { value: known.id, label: labelOf(known) } : null);
  // what the field shows of the chosen one is no search
  const words = search === chosen?.label ? '' : search.trim();
  const found = useQuery({
    queryKey: ['clients', 'find', words],
    queryFn: ({ signal }) => loadClients({ q: words, limit: 20 }, signal),
    placeholderData: (before) => before,
  });
  const options = (found.data?.items ?? [])
    .filter(({ id }) => !without.includes(id))
    .map((client) => ({ value: client.id, label: labelOf(client) }));
  const isListed = !chosen || options.some((option) => option.value === chosen.value);
  return (
    <Select
      nothingFoundMessage={t('select.nothing')}
      {...rest}
      searchable
      openOnFocus={false}
      value={value}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options: all }) => all}
      data={isListed ? options : [...options, chosen]}
      onChange={(id, option) => {
        setChosen(id ? option : null);
        onChange(id);
      }}
    />
  );
}
