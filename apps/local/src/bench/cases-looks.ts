import type { CaseTenant } from './cases-data.js';

/** A tenant as it is looked at. */
export interface Looked extends CaseTenant {
  clientId: string;
  ownerId: string;
  caseId: string;
  cookies: Record<Session, string>;
}

export const SESSIONS = ['staff', 'client'] as const;
type Session = (typeof SESSIONS)[number];

/** What somebody looks at, as the requests that their screen makes. */
interface Look {
  name: string;
  sessions: readonly Session[];
  paths: (of: Looked) => string[];
  /** the larger tenant has more to tell: no ratio is asked for */
  tellsMore?: true;
}

const staff = ['staff'] as const;
const everybody = SESSIONS;

const list = (filters: string) => `/api/applications?limit=50${filters && `&${filters}`}`;
const q = (text: string) => encodeURIComponent(text);

/** Words typed into the search: few hits, very many, in both scripts, together, and some that never meet. */
const TYPED: [string, (of: Looked) => string][] = [
  ['few hits', () => 'hydrogen'],
  ['few hits, Chinese', () => '氢气阀门'],
  ['model', ({ products }) => `HM-${Math.round(products / 3)}A`],
  ['number', ({ cases }) => `2024-${String(cases - 2).padStart(4, '0')}`],
  ['one client by name', () => 'nordlicht electronics 2'],
  ['common', () => 'ag'],
  ['common, Chinese', () => '股份公司'],
  ['common, one letter', () => 's'],
  ['common year', () => '2026'],
  ['two common that meet', () => 'ag adapter'],
  ['common and few', () => 'hydrogen 2024'],
  ['nothing', () => 'zzyzx'],
  ['two common that never meet', () => 'ag headlamp'],
  ['two of products that never meet', () => 'headlamp adapter'],
  ['two of clients that never meet', () => 'ag gmbh'],
  ['two years', () => '2024 2025'],
  ['a year and a product', () => '2025 headlamp'],
  ['three common that meet', () => 'ag adapter 2026'],
  ['three common that never meet', () => '2024 headlamp ag'],
];

const month = () => {
  const today = new Date();
  const day = (offset: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + offset, offset)).toISOString().slice(0, 10);
  return `from=${day(0)}&to=${day(1)}`;
};

/** What the page of a case asks for. */
export const casePage = (id: string): string[] => [
  `/api/applications/${id}`,
  `/api/applications/${id}/plan`,
  `/api/applications/${id}/document-requests?limit=100`,
  `/api/comments?applicationId=${id}&limit=50`,
  `/api/events?applicationId=${id}&limit=50`,
];

const FILTERS: [string, (of: Looked) => string][] = [
  ['all', () => ''],
  ['open', () => 'isOpen=true'],
  ['of one client', ({ clientId }) => `clientId=${clientId}`],
  ['of one owner', ({ ownerId }) => `ownerId=${ownerId}`],
  ['one turn', () => 'turn=laboratory'],
  ['one stage', () => 'stage=documents'],
  ['one status', () => 'status=certified'],
  ['rare status', () => 'status=lapsed'],
  ['one kind', () => 'kind=change'],
  ['client and turn', ({ clientId }) => `clientId=${clientId}&turn=laboratory`],
];

const SORTS = ['nextDueOn', 'startedOn', '-startedOn', 'number', '-number'];

/** A page from the middle, by a cursor as the list makes it. */
const middle = ({ caseId }: Looked) =>
  Buffer.from(
    JSON.stringify(['nextDueOn', new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10), caseId]),
  ).toString('base64url');

export const LOOKS: Look[] = [
  ...['stage', 'turn', 'owner'].map((by): Look => ({
    name: `board by ${by}`,
    sessions: staff,
    paths: () => [`/api/work/board?by=${by}`],
  })),
  {
    name: 'board by turn, one client',
    sessions: staff,
    paths: ({ clientId }) => [`/api/work/board?by=turn&clientId=${clientId}`],
  },
  {
    name: 'board by stage, one client',
    sessions: staff,
    paths: ({ clientId }) => [`/api/work/board?by=stage&clientId=${clientId}`],
  },
  ...SORTS.map((sort): Look => ({
    name: `table by ${sort}`,
    sessions: everybody,
    paths: () => [list(`sort=${sort}`)],
  })),
  {
    name: 'table, a page from the middle',
    sessions: staff,
    paths: (of) => [list(`sort=nextDueOn&cursor=${middle(of)}`)],
  },
  ...FILTERS.map(([name, filters]): Look => ({
    name: `table, ${name}`,
    sessions: name.includes('owner') ? staff : everybody,
    paths: (of) => [list(filters(of))],
  })),
  ...FILTERS.map(([name, filters]): Look => ({
    name: `count, ${name}`,
    sessions: name.includes('owner') ? staff : everybody,
    paths: (of) => [`/api/applications/count?${filters(of)}`],
  })),
  ...TYPED.map(([name, typed]): Look => ({
    name: `search, ${name}`,
    sessions: everybody,
    paths: (of) => [`/api/search?q=${q(typed(of))}`],
  })),
  ...TYPED.map(([name, typed]): Look => ({
    name: `table with q, ${name}`,
    sessions: everybody,
    paths: (of) => [list(`q=${q(typed(of))}`)],
  })),
  ...TYPED.map(([name, typed]): Look => ({
    name: `count with q, ${name}`,
    sessions: everybody,
    paths: (of) => [`/api/applications/count?q=${q(typed(of))}`],
  })),
  { name: 'board by turn with q, common', sessions: staff, paths: () => ['/api/work/board?by=turn&q=gmbh'] },
  { name: 'table with q, common, of one turn', sessions: staff, paths: () => [list('q=gmbh&turn=laboratory')] },
  { name: 'calendar of a month', tellsMore: true, sessions: staff, paths: () => [`/api/work/calendar?${month()}`] },
  {
    name: 'calendar of a month, one owner',
    tellsMore: true,
    sessions: staff,
    paths: ({ ownerId }) => [`/api/work/calendar?${month()}&ownerId=${ownerId}`],
  },
  {
    name: 'calendar of a month, one client',
    tellsMore: true,
    sessions: staff,
    paths: ({ clientId }) => [`/api/work/calendar?${month()}&clientId=${clientId}`],
  },
  { name: 'page of a case', sessions: staff, paths: ({ caseId }) => casePage(caseId) },
];
