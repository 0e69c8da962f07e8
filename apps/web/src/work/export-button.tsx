import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Query } from '../api/client.js';
import { useToday } from '../api/clock.js';
import { loadFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { toast } from '../components/toast.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { download } from '../imports/register-file.js';

interface ExportButtonProps {
  list: 'cases' | 'audits' | 'bookings' | 'reminders';
  /** Names of the filters that the list may have in its address. */
  names: readonly string[];
  defaultSort: string;
  /** What the list is narrowed to where its address says nothing. */
  defaults?: Query;
}

const WORKBOOKS = {
  cases: '/api/work/cases.xlsx',
  audits: '/api/work/audits.xlsx',
  bookings: '/api/work/bookings.xlsx',
  reminders: '/api/work/reminders.xlsx',
} as const;

/** The rows of a list as a workbook, with exactly the filters and the order that are seen. */
export function ExportButton({ list, names, defaultSort, defaults = {} }: ExportButtonProps) {
  const [url] = useUrlState();
  const filters = Object.fromEntries(names.flatMap((name) => (url[name] ? [[name, url[name]]] : [])));
  const { start, isBusy, label } = useExport(list);
  return (
    <Button
      variant="default"
      loading={isBusy}
      leftSection={<IconFileSpreadsheet size={16} stroke={1.5} aria-hidden />}
      onClick={() => start({ ...defaults, ...filters, sort: url['sort'] ?? defaultSort })}
    >
      {label}
    </Button>
  );
}

/** Asks for a workbook and hands it to the browser's downloads. */
export function useExport(list: ExportButtonProps['list']) {
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const today = useToday();
  const file = useMutation({
    mutationFn: (query: Query) => loadFile(WORKBOOKS[list], { ...query, language }),
    onSuccess: (blob) => download(blob, `${list}-${today}.xlsx`),
    onError: (error) => toast(problemText(error)),
  });
  return { start: (query: Query) => file.mutate(query), isBusy: file.isPending, label: t('list.export') };
}
