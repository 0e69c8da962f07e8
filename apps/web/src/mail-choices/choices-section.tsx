import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { OwnChoices } from './own-choices.js';

/** In the profile: what one wants by mail. */
export function ChoicesSection() {
  const { t } = useTranslation('choices');
  return (
    <Section title={t('title')} note={t('always')}>
      <OwnChoices />
    </Section>
  );
}
