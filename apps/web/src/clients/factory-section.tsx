import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './clients.module.css';
import type { Client, FactoryLine } from './clients.types.js';
import { FactoryForm } from './factory-form.js';
import { factoryHref } from './hrefs.js';

/** The production sites of a client with their class and next inspection. */
export function FactorySection({ client }: { client: Client }) {
  const { t } = useTranslation('clients');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isCreating, setCreating] = useState(false);
  const cells = useFactoryCells();
  const columns: Column<FactoryLine>[] = [
    { key: 'name', title: t('field.factoryName'), cell: cells.name },
    { key: 'class', title: t('field.factoryClass'), cell: cells.factoryClass, width: '130px' },
    { key: 'last', title: t('factory.lastShort'), cell: cells.last, width: '130px' },
    { key: 'next', title: t('factory.nextShort'), cell: cells.next, width: '210px' },
  ];
  return (
    <Section
      title={t('factory.title')}
      acts={
        may('factory.edit') && (
          <button type="button" className="link" onClick={() => setCreating(true)}>
            {t('factory.create')}
          </button>
        )
      }
    >
      <SectionList
        caption={t('factory.title')}
        rows={client.factories}
        columns={columns}
        rowId={(factory) => factory.id}
        rowName={(factory) => factory.name}
        rowHref={(factory) => factoryHref(factory.id)}
        phoneRow={(factory) => <FactoryPhoneRow factory={factory} />}
        empty={t('factory.none')}
      />
      <FactoryForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        client={client}
        onSaved={(factory) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: factoryHref(factory.id) });
        }}
      />
    </Section>
  );
}

/** How a factory stands in a table, here and in the list of all factories. */
export function useFactoryCells() {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const language = useLanguage();
  return {
    name: (factory: FactoryLine) => (
      <Link to={factoryHref(factory.id)}>
        <Names latin={factory.name} zh={factory.nameZh} stacked strong />
      </Link>
    ),
    clients: (factory: FactoryLine) => {
      const [first, ...others] = factory.clients;
      if (!first) return null;
      if (others.length === 0) return <Names latin={first.legalName} zh={first.legalNameZh} stacked />;
      const name = language.name(first.legalName, first.legalNameZh);
      return <>{t('factory.andOthers', { name, count: others.length })}</>;
    },
    factoryClass: (factory: FactoryLine) => tDomain(`factoryClass.${factory.factoryClass ?? 'unknown'}`),
    last: (factory: FactoryLine) =>
      factory.lastFollowUpOn ? (
        language.day(factory.lastFollowUpOn, {})
      ) : (
        <span className={classes.none}>{t('factory.unknown')}</span>
      ),
    next: (factory: FactoryLine) =>
      factory.nextDueOn ? (
        <DueReading day={factory.nextDueOn} />
      ) : (
        <span className={classes.none}>{t('factory.noNext')}</span>
      ),
  };
}

/** A factory on a phone: the next inspection first. */
export function FactoryPhoneRow({ factory }: { factory: FactoryLine }) {
  const cells = useFactoryCells();
  return (
    <>
      {cells.name(factory)}
      <p className={classes.phoneLine}>
        {cells.next(factory)}
        <span className={classes.quiet}>{cells.factoryClass(factory)}</span>
      </p>
    </>
  );
}
