import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#domain/permissions';
import { searchWords } from '#domain/search-words';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { useLanguage } from '../i18n/use-language.js';
import { addressAs } from '../api/view-as.js';
import { useScreens } from '../app/navigation.js';
import { recentHits } from './recent.js';
import type { SearchHit } from './search.types.js';

/** A line of the palette. */
export type PaletteItem =
  | {
      key: string;
      type: 'act' | 'page';
      name: string;
      to: string;
      goKey?: string;
      /** The page is loaded anew. */ isAnew?: true;
    }
  | { key: string; type: 'hit'; hit: SearchHit; to: string };

export interface PaletteGroup {
  title: string;
  items: PaletteItem[];
}

/** Acts that begin on a page of their own; one whose page does not exist yet is left out. */
const ACTS = [
  { name: 'newCase', to: '/cases/new', needs: 'application.edit' },
  { name: 'planAudit', to: '/audits/windows', needs: 'audit.edit' },
  { name: 'requestBooking', to: '/lab', needs: 'booking.edit' },
  { name: 'newPlan', to: '/plans/new', needs: 'plan.edit' },
  { name: 'checkApplicability', to: '/applicability/new', needs: 'applicability.check' },
  { name: 'newCampaign', to: '/campaigns/new', needs: 'campaign.edit' },
  { name: 'importRegister', to: '/imports/new', needs: 'import.run' },
] as const satisfies readonly { name: string; to: string; needs: Permission }[];

/** Where the page of something found is. */
const PAGE_OF: Record<SearchHit['kind'], string> = {
  case: '/cases/$id',
  certificate: '/certificates/$id',
  product: '/products/$id',
  client: '/clients/$id',
  factory: '/factories/$id',
  audit: '/audits/$id',
  booking: '/lab/bookings/$id',
};

const SETTLE_MS = 100;
const HITS_KINDS = Object.keys(PAGE_OF) as SearchHit['kind'][];

/** Go, do and find: what the palette offers for what is typed so far. */
export function usePaletteItems(text: string): { groups: PaletteGroup[]; isSearching: boolean; error: unknown } {
  const { t } = useTranslation(['search', 'common']);
  const { may } = useSession();
  const language = useLanguage();
  const screens = useScreens();
  const { routesByPath } = useRouter();
  const typed = text.trim();
  const [settled] = useDebouncedValue(typed, SETTLE_MS);
  const search = useQuery({
    queryKey: ['search', settled],
    queryFn: ({ signal }) => api.get<{ items: SearchHit[] }>('/api/search', { q: settled }, signal),
    enabled: settled !== '',
    // the hits before stay until the next are there: lines that vanish and come back cannot be read
    placeholderData: (before) => before,
  });
  const isThere = (path: string) => path in routesByPath;
  const hitItems = (hits: readonly SearchHit[]): PaletteItem[] =>
    hits
      .filter(({ kind }) => isThere(PAGE_OF[kind]))
      .map((hit) => ({
        key: `${hit.kind} ${hit.id}`,
        type: 'hit',
        hit,
        to: PAGE_OF[hit.kind].replace('$id', hit.id),
      }));
  const words = searchWords(typed);
  const isMeant = (name: string) => {
    const lower = name.toLocaleLowerCase();
    return words.every((word) => lower.includes(word));
  };
  const acts: PaletteItem[] = ACTS.filter(({ to, needs }) => may(needs) && isThere(to))
    .map(({ name, to }) => ({
      key: `act ${name}`,
      type: 'act' as const,
      name: t(`search:act.${name}`),
      to: String(to),
    }))
    .filter(({ name }) => isMeant(name));
  const pages: PaletteItem[] = screens
    .map(({ name, to, goKey }) => ({
      key: `page ${to}`,
      type: 'page' as const,
      name: t(`common:nav.${name}`),
      to,
      goKey,
    }))
    .filter(({ name }) => isMeant(name));
  const found = typed === '' ? [] : (search.data?.items ?? []);
  const sights: PaletteItem[] = may('client.view-as')
    ? found
        .filter(({ kind }) => kind === 'client')
        .map(({ id, title, titleZh }) => ({
          key: `sight ${id}`,
          type: 'act',
          name: t('search:act.viewAs', { client: language.name(title, titleZh) }),
          to: addressAs(id),
          isAnew: true,
        }))
    : [];
  const groups: PaletteGroup[] = [
    ...(typed === '' ? [{ title: t('search:group.recent'), items: hitItems(recentHits()) }] : []),
    ...HITS_KINDS.map((kind) => ({
      title: t(`search:group.${kind}`),
      items: hitItems(found.filter((hit) => hit.kind === kind)),
    })),
    { title: t('search:group.do'), items: [...acts, ...sights] },
    { title: t('search:group.go'), items: pages },
  ];
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    isSearching: typed !== '' && (typed !== settled || search.isFetching),
    error: search.isError ? search.error : null,
  };
}
