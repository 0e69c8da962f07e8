import { Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { teamQuery } from '../certificates/certificates.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { casesOfProductQuery, saveCbReport, type CbReportValues } from './cb-reports.api.js';
import type { CbReport } from './cb-reports.types.js';

interface CbReportFormProps {
  opened: boolean;
  onClose: () => void;
  productId: string;
  /** The report to edit; a new one when left out. */
  report?: CbReport;
}

export function CbReportForm({ opened, onClose, productId, report }: CbReportFormProps) {
  const { t } = useTranslation('products');
  const queryClient = useQueryClient();
  const cases = useQuery({ ...casesOfProductQuery(productId), enabled: opened });
  const team = useQuery({ ...teamQuery, enabled: opened });
  // what is named may no longer be among those that are offered
  const withNamed = (options: { value: string; label: string }[], id?: string | null, name?: string | null) =>
    id && name && !options.some(({ value }) => value === id) ? [{ value: id, label: name }, ...options] : options;
  return (
    <FormDrawer<CbReportValues, CbReport>
      opened={opened}
      onClose={onClose}
      title={report ? t('report.editTitle', { number: report.number }) : t('report.add')}
      draftKey={`cb-report-${report?.id ?? `new-${productId}`}`}
      initial={{
        number: report?.number ?? '',
        certificateNumber: report?.certificateNumber ?? '',
        issuer: report?.issuer ?? '',
        standard: report?.standard ?? '',
        issuedOn: report?.issuedOn ?? '',
        applicationId: report?.applicationId ?? null,
        responsibleId: report?.responsibleId ?? null,
      }}
      labels={{
        number: t('report.number'),
        certificateNumber: t('report.certificateNumber'),
        issuer: t('report.issuer'),
        standard: t('field.standard'),
        issuedOn: t('report.issuedOn'),
        applicationId: t('report.case'),
        responsibleId: t('report.responsible'),
      }}
      check={({ number, issuer, issuedOn }) => ({
        ...(!number.trim() && { number: t('report.missing.number') }),
        ...(!issuer.trim() && { issuer: t('report.missing.issuer') }),
        ...(!readDay(issuedOn) && { issuedOn: t('report.missing.issuedOn') }),
      })}
      {...(report && { version: report.version })}
      save={(values, context) => saveCbReport(productId, report?.id, values, context)}
      onSaved={() => {
        toast(t('report.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('report.save')}
    >
      {(field) => (
        <>
          <TextInput {...field('number')} maxLength={100} data-autofocus />
          <TextInput {...field('certificateNumber', { optional: true })} maxLength={100} />
          <TextInput {...field('issuer')} description={t('report.issuerHelp')} maxLength={200} />
          <TextInput
            {...field('standard', { optional: true })}
            description={t('report.standardHelp')}
            maxLength={200}
          />
          <DateField {...field('issuedOn')} />
          <Select
            {...field('applicationId', { optional: true })}
            clearable
            searchable
            description={t('report.caseHelp')}
            data={withNamed(cases.data ?? [], report?.applicationId, report?.caseNumber)}
          />
          <Select
            {...field('responsibleId', { optional: true })}
            clearable
            searchable
            description={t('report.responsibleHelp')}
            data={withNamed(team.data ?? [], report?.responsibleId, report?.responsibleName)}
          />
        </>
      )}
    </FormDrawer>
  );
}
