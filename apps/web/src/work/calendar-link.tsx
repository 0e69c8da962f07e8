import { Button } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUrlState } from '../components/url-state.js';
import type { CalendarKind } from './work.types.js';

/** From a list to the days of what it lists, for the same client. */
export function CalendarLink({ show }: { show: CalendarKind }) {
  const { t } = useTranslation('common');
  const [{ clientId, responsibleId }] = useUrlState();
  const search = { show, ...(clientId && { clientId }), ...(responsibleId && { ownerId: responsibleId }) };
  return (
    <Button
      variant="default"
      leftSection={<IconCalendar size={16} stroke={1.5} aria-hidden />}
      renderRoot={(root) => <Link {...root} to="/cases/calendar" search={search as never} />}
    >
      {t('nav.calendar')}
    </Button>
  );
}
