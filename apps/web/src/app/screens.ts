import {
  IconBuilding,
  IconBriefcase,
  IconBuildingFactory2,
  IconCalendar,
  IconCalendarStats,
  IconCar,
  IconCertificate,
  IconClipboardCheck,
  IconChartBar,
  IconMail,
  IconPackage,
  IconTimeline,
  IconTruckDelivery,
  IconReplace,
  IconRefresh,
  IconSettings,
  IconSpeakerphone,
  IconTimelineEvent,
  IconFileCheck,
  IconFileImport,
  IconFlask2,
  IconListCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Permission } from '#domain/permissions';

/** One entry of the navigation. An entry stands here only when its page exists. */
export interface Screen {
  /** Its address and the key of its name in `common:nav`. */
  to: string;
  name: ScreenName;
  icon: TablerIcon;
  /** Who sees it; the api refuses the others anyway. */
  needs: Permission;
  group: 'day' | 'work' | 'registers' | 'foot';
  /** Stands in the phone's bottom bar; the others are under "More". */
  onPhoneBar?: boolean;
  /** Second key after `g`: `g c` goes to the certificates. */
  goKey: string;
}

export type ScreenName =
  | 'today'
  | 'calendar'
  | 'cases'
  | 'renewals'
  | 'productChanges'
  | 'campaigns'
  | 'release'
  | 'certificates'
  | 'plans'
  | 'audits'
  | 'applicability'
  | 'changes'
  | 'clients'
  | 'ownCompany'
  | 'factories'
  | 'products'
  | 'reminders'
  | 'imports'
  | 'lab'
  | 'determinations'
  | 'projects'
  | 'workingDays'
  | 'settings';

/** Every page with an entry, in the order of the navigation. */
export const SCREENS: readonly Screen[] = [
  { to: '/', name: 'today', icon: IconChartBar, needs: 'deadline.read', group: 'day', onPhoneBar: true, goKey: 't' },
  { to: '/cases/calendar', name: 'calendar', icon: IconCalendar, needs: 'work.read', group: 'day', goKey: 'l' },
  { to: '/changes', name: 'changes', icon: IconTimelineEvent, needs: 'move.read', group: 'day', goKey: 'u' },
  {
    to: '/cases',
    name: 'cases',
    icon: IconBriefcase,
    needs: 'work.read',
    group: 'work',
    onPhoneBar: true,
    goKey: 'z',
  },
  {
    to: '/certificates',
    name: 'certificates',
    icon: IconCertificate,
    needs: 'certificate.read',
    group: 'work',
    onPhoneBar: true,
    goKey: 'c',
  },
  { to: '/renewals', name: 'renewals', icon: IconRefresh, needs: 'renewal.read', group: 'work', goKey: 'e' },
  {
    to: '/product-changes',
    name: 'productChanges',
    icon: IconReplace,
    needs: 'product-change.read',
    group: 'work',
    goKey: 'd',
  },
  { to: '/campaigns', name: 'campaigns', icon: IconSpeakerphone, needs: 'campaign.read', group: 'work', goKey: 'm' },
  { to: '/release', name: 'release', icon: IconTruckDelivery, needs: 'release.read', group: 'work', goKey: 'o' },
  { to: '/audits', name: 'audits', icon: IconClipboardCheck, needs: 'audit.read', group: 'work', goKey: 'a' },
  { to: '/lab', name: 'lab', icon: IconFlask2, needs: 'laboratory.read', group: 'work', goKey: 'b' },
  { to: '/plans', name: 'plans', icon: IconTimeline, needs: 'plan.read', group: 'work', goKey: 'w' },
  {
    to: '/applicability',
    name: 'applicability',
    icon: IconListCheck,
    needs: 'applicability.read',
    group: 'work',
    goKey: 'n',
  },
  {
    to: '/determinations',
    name: 'determinations',
    icon: IconFileCheck,
    needs: 'determination.read',
    group: 'work',
    goKey: 'x',
  },
  { to: '/projects', name: 'projects', icon: IconCar, needs: 'approval.read', group: 'work', goKey: 'v' },
  {
    to: '/clients',
    name: 'clients',
    icon: IconBuilding,
    needs: 'client.read',
    group: 'registers',
    goKey: 'k',
  },
  {
    to: '/factories',
    name: 'factories',
    icon: IconBuildingFactory2,
    needs: 'factory.read',
    group: 'registers',
    goKey: 'f',
  },
  { to: '/products', name: 'products', icon: IconPackage, needs: 'product.read', group: 'registers', goKey: 'p' },
  {
    to: '/calendar',
    name: 'workingDays',
    icon: IconCalendarStats,
    needs: 'deadline.read',
    group: 'registers',
    goKey: 'y',
  },
  { to: '/reminders', name: 'reminders', icon: IconMail, needs: 'reminder.read', group: 'registers', goKey: 'r' },
  { to: '/imports', name: 'imports', icon: IconFileImport, needs: 'import.read', group: 'registers', goKey: 'i' },
  { to: '/settings', name: 'settings', icon: IconSettings, needs: 'tenant.read', group: 'foot', goKey: 's' },
];

/** The entry whose page, or a page under it, has this address: the closest where several do. */
export function screenAt(pathname: string): Screen | undefined {
  return SCREENS.filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)))
    .sort((one, other) => one.to.length - other.to.length)
    .at(-1);
}
