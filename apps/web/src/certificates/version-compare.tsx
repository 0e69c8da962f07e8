import { Drawer, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { differencesBetween, SAID_FIELDS } from '#domain/certificates/versions';
import { readerTimeZone } from '../api/clock.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Version } from './certificate-life.types.js';
import classes from './certificate-life.module.css';
import { Differences, SaidValue } from './said-value.js';

interface VersionCompareProps {
  opened: boolean;
  onClose: () => void;
  number: string;
  /** Newest first. */
  versions: readonly Version[];
}

/** Any two versions of a certificate, field by field. */
export function VersionCompare({ opened, onClose, number, versions }: VersionCompareProps) {
  const { t } = useTranslation(['certificates', 'common']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('certificates:version.compareTitle', { number })}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
      keepMounted={false}
    >
      {opened && <Comparison versions={versions} />}
    </Drawer>
  );
}

function Comparison({ versions }: { versions: readonly Version[] }) {
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  const [olderId, setOlder] = useState(versions[1]?.id);
  const [newerId, setNewer] = useState(versions[0]?.id);
  const older = versions.find(({ id }) => id === olderId);
  const newer = versions.find(({ id }) => id === newerId);
  if (!older || !newer) return null;
  const choices = versions.map(({ id, number, cause, holdsFrom, recordedAt }) => ({
    value: id,
    label: t('version.option', {
      number,
      cause: t(`version.cause.${cause}`),
      day: holdsFrom
        ? language.day(holdsFrom, {})
        : t('version.recorded', { day: language.day(instantParts(recordedAt, readerTimeZone()).day, {}) }),
    }),
  }));
  const differing = differencesBetween(older.says, newer.says).map(({ field }) => field);
  const alike = SAID_FIELDS.filter((field) => !differing.includes(field));
  return (
    <div className={classes.compare}>
      <div className={classes.choices}>
        <Select
          label={t('version.older')}
          data={choices}
          value={older.id}
          allowDeselect={false}
          onChange={(id) => setOlder(id!)}
        />
        <Select
          label={t('version.newer')}
          data={choices}
          value={newer.id}
          allowDeselect={false}
          onChange={(id) => setNewer(id!)}
        />
      </div>
      <h3>{differing.length === 0 ? t('version.nothing') : t('version.fields', { count: differing.length })}</h3>
      {differing.length > 0 && <Differences older={older} newer={newer} />}
      <h3>{t('version.alike')}</h3>
      <dl className={classes.differences}>
        {alike
          .filter((field) => newer.says[field] !== null)
          .map((field) => (
            <div key={field}>
              <dt>{t(`version.says.${field}`)}</dt>
              <dd>
                {field === 'models' ? (
                  newer.says.models!.join(', ')
                ) : (
                  <SaidValue field={field} value={newer.says[field]} version={newer} />
                )}
              </dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
