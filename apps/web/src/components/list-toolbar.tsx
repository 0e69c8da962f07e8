import { Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCheck, IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './list.module.css';

/** A named filter of the api with the values it takes. */
export interface Filter {
  name: string;
  /** "Status", "Client" */
  label: string;
  options: readonly { value: string; label: string }[];
}

/** A ready-made set of filters, shown as a tab. */
export interface View {
  key: string;
  name: string;
  filters: Record<string, string>;
  /** Rows in it, as it is written. */
  count?: string | undefined;
}

/** A filter of the api whose value is typed. */
export interface Field {
  name: string;
  label: string;
  /** A day; else words. */
  isDay: boolean;
}

type Changes = Record<string, string | null>;

interface ToolbarProps {
  filters: readonly Filter[];
  search?: { name: string; label: string } | undefined;
  fields?: readonly Field[];
  active: Record<string, string>;
  onChange: (changes: Changes) => void;
}

/** Search and filters in words: "Status is Valid", each with its own way out. */
export function ListToolbar({ filters, search, fields = [], active, onChange }: ToolbarProps) {
  const { t } = useTranslation();
  const chosen = filters.filter((filter) => active[filter.name]);
  const free = filters.filter((filter) => !active[filter.name]);
  return (
    <div className={classes.toolbar}>
      {search && <SearchField search={search} value={active[search.name] ?? ''} onChange={onChange} />}
      {fields.map((field) =>
        field.isDay ? (
          <DayField key={field.name} field={field} value={active[field.name] ?? ''} onChange={onChange} />
        ) : (
          <SearchField key={field.name} search={field} value={active[field.name] ?? ''} onChange={onChange} />
        ),
      )}
      {chosen.map((filter) => (
        <FilterChip key={filter.name} filter={filter} value={active[filter.name] as string} onChange={onChange} />
      ))}
      {free.length > 0 && (
        <Menu position="bottom-start" width={240}>
          <Menu.Target>
            <button type="button" className={classes.addFilter}>
              <IconPlus size={14} stroke={1.75} aria-hidden />
              {t('list.filter')}
            </button>
          </Menu.Target>
          {/* no scrolling here: it would cut off the lists that open beside it */}
          <Menu.Dropdown>
            {free.map((filter) => (
              <Menu.Sub key={filter.name}>
                <Menu.Sub.Target>
                  <Menu.Sub.Item>{filter.label}</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown className={classes.menu}>
                  {filter.options.map((option) => (
                    <Menu.Item key={option.value} onClick={() => onChange({ [filter.name]: option.value })}>
                      {option.label}
                    </Menu.Item>
                  ))}
                </Menu.Sub.Dropdown>
              </Menu.Sub>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

/** A click on the words changes the value, the cross removes the filter. */
function FilterChip({
  filter,
  value,
  onChange,
}: {
  filter: Filter;
  value: string;
  onChange: (changes: Changes) => void;
}) {
  const { t } = useTranslation();
  const shown = filter.options.find((option) => option.value === value)?.label ?? value;
  return (
    <span className={classes.chip}>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button">
            {t('list.is', { filter: filter.label })} <b>{shown}</b>
          </button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {filter.options.map((option) => (
            <Menu.Item
              key={option.value}
              onClick={() => onChange({ [filter.name]: option.value })}
              rightSection={option.value === value ? <IconCheck size={14} stroke={1.75} aria-hidden /> : null}
            >
              {option.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <button
        type="button"
        aria-label={t('list.removeFilter', { filter: filter.label })}
        onClick={() => onChange({ [filter.name]: null })}
      >
        <IconX size={12} stroke={1.75} aria-hidden />
      </button>
    </span>
  );
}

function SearchField({
  search,
  value,
  onChange,
}: {
  search: { name: string; label: string };
  value: string;
  onChange: (changes: Changes) => void;
}) {
  const [text, setText] = useState(value);
  const pass = useDebouncedCallback((typed: string) => onChange({ [search.name]: typed.trim() || null }), 250);
  useEffect(() => setText((typed) => (typed.trim() === value ? typed : value)), [value]);
  return (
    <TextInput
      type="search"
      className={classes.search}
      size="xs"
      aria-label={search.label}
      placeholder={search.label}
      leftSection={<IconSearch size={14} stroke={1.5} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        pass(event.currentTarget.value);
      }}
    />
  );
}

/** A day in the address, written as the reader writes days; while it names none, the list stays as it is. */
function DayField({ field, value, onChange }: { field: Field; value: string; onChange: (changes: Changes) => void }) {
  const language = useLanguage();
  const [text, setText] = useState(value && language.day(value, {}));
  useEffect(() => {
    // What is being typed stays; a change of language rewrites nothing.
    setText((typed) => (value === (readDay(typed) ?? '') ? typed : value && language.day(value, {})));
  }, [value]);
  const isUnread = text.trim() !== '' && readDay(text) === null;
  return (
    <TextInput
      className={classes.dayField}
      size="xs"
      aria-label={field.label}
      placeholder={field.label}
      error={isUnread}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const day = readDay(typed);
        if (day !== null || typed.trim() === '') onChange({ [field.name]: day });
      }}
    />
  );
}

interface ViewsProps {
  views: readonly View[];
  active: Record<string, string>;
  /** Every filter a view may set; those it does not name are cleared. */
  names: readonly string[];
  onChoose: (changes: Changes) => void;
}

/** Views as tabs. The one whose filters are exactly those of the address is chosen. */
export function ListViews({ views, active, names, onChoose }: ViewsProps) {
  const { t } = useTranslation();
  const isChosen = (view: View) => {
    const entries = Object.entries(view.filters);
    return entries.length === Object.keys(active).length && entries.every(([name, value]) => active[name] === value);
  };
  return (
    <div className={classes.views} role="group" aria-label={t('list.views')}>
      {views.map((view) => (
        <button
          key={view.key}
          type="button"
          aria-pressed={isChosen(view)}
          onClick={() =>
            onChoose({ ...Object.fromEntries(names.map((name) => [name, null])), peek: null, ...view.filters })
          }
        >
          {view.name}
          {view.count !== undefined && <span>{view.count}</span>}
        </button>
      ))}
    </div>
  );
}
