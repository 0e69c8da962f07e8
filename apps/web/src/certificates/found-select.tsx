import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Found {
  value: string;
  label: string;
}

interface FoundSelectProps extends Omit<SelectProps, 'data' | 'onChange' | 'value'> {
  value: string | null;
  onChange: (id: string | null) => void;
  /** The same with everything `find` said of it. */
  onPick?: (found: Found | null) => void;
  /** Names what is searched in the query cache. */
  queryKey: readonly unknown[];
  find: (words: string, signal: AbortSignal) => Promise<Found[]>;
  /** What is chosen when the form opens, so that it has its name before anything is searched. */
  first?: Found | undefined;
}

/** Chooses one of many by words; the api searches, so that thousands need not be loaded. */
export function FoundSelect({ value, onChange, onPick, queryKey, find, first, ...rest }: FoundSelectProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState(first?.label ?? '');
  const [chosen, setChosen] = useState<Found | null>(first ?? null);
  // what the field shows of the chosen one is no search
  const words = search === chosen?.label ? '' : search.trim();
  const found = useQuery({
    queryKey: [...queryKey, 'find', words],
    queryFn: ({ signal }) => find(words, signal),
    placeholderData: (before) => before,
    enabled: rest.disabled !== true,
  });
  const options = found.data ?? [];
  const isListed = !chosen || options.some((option) => option.value === chosen.value);
  return (
    <Select
      nothingFoundMessage={t('select.nothing')}
      {...rest}
      searchable
      value={value}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options: all }) => all}
      data={isListed ? options : [...options, chosen]}
      onChange={(id, option) => {
        setChosen(id ? option : null);
        onChange(id);
        onPick?.(options.find((found) => found.value === id) ?? null);
      }}
    />
  );
}
