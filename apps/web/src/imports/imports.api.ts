import { queryOptions } from '@tanstack/react-query';
import type { RegisterColumn } from '#domain/register/columns';
import { api, type Query } from '../api/client.js';
import { loadFile } from '../api/load-file.js';
import type { Page } from '../api/types.js';
import type {
  ImportFault,
  ImportLine,
  ImportReader,
  ImportSheetRows,
  ImportView,
  ImportWarning,
  LinePage,
} from './imports.types.js';

export const loadImports = (query: Query, signal: AbortSignal) =>
  api.get<Page<ImportLine>>('/api/imports', query, signal);

/** Whether something works on the import, so that it is asked again soon. */
export const isRunning = (view: Pick<ImportView, 'state'>) => view.state === 'checking' || view.state === 'importing';

const ASK_AGAIN_MS = 700;

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/api/imports/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? ASK_AGAIN_MS : false),
  });

export type FaultOrder = 'row' | 'kind';

export const loadFaults = (id: string, query: Query, signal: AbortSignal) =>
  api.get<LinePage<ImportFault>>(`/api/imports/${id}/faults`, query, signal);

export const loadWarnings = (id: string, query: Query, signal: AbortSignal) =>
  api.get<LinePage<ImportWarning>>(`/api/imports/${id}/warnings`, query, signal);

export const sheetRowsQuery = (id: string, around: number) =>
  queryOptions({
    queryKey: ['imports', id, 'rows', around],
    queryFn: ({ signal }) => api.get<ImportSheetRows>(`/api/imports/${id}/rows`, { around }, signal),
    staleTime: Infinity, // a file that was read does not change
  });

/** The faults as a workbook. */
export const loadFaultsWorkbook = (id: string) => loadFile(`/api/imports/${id}/faults.xlsx`);

export const executeImport = (
  id: string,
  body: { zones: Record<string, string>; updatesKnown: boolean },
  idempotencyKey: string,
) => api.post<ImportView>(`/api/imports/${id}/execution`, body, { idempotencyKey });

export const readersQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id, 'readers'],
    queryFn: ({ signal }) => api.get<{ items: ImportReader[] }>(`/api/imports/${id}/readers`, undefined, signal),
  });

/** Lets the held mails go; the figures are those that the person has seen. */
export const confirmMails = (id: string, seen: { mails: number; people: number }, idempotencyKey: string) =>
  api.post<ImportView>(`/api/imports/${id}/mail-confirmation`, seen, { idempotencyKey });

/** Reads the file again with what each heading stands for. */
export const chooseColumns = (id: string, choices: Record<string, RegisterColumn | 'ignore'>) =>
  api.put<ImportView>(`/api/imports/${id}/columns`, { choices });
