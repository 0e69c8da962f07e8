import { Checkbox, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { OTHER_GROUND } from '#domain/campaigns/excuse';
import { refreshAfterChange } from '../api/refresh.js';
import { FormDrawer } from '../components/form-drawer.js';
import { Sources } from '../components/sources.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { excuseMember } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, CampaignMember } from './campaigns.types.js';

interface Values {
  ground: string | null;
  reason: string;
  withdrawsCase: boolean;
}

/** Lets a member off: on a ground of the announcement, in its own words and with its source, or for a reason of one's own. */
export function ExcuseForm({
  campaign,
  member,
  onClose,
}: {
  campaign: Campaign;
  member: CampaignMember;
  onClose: () => void;
}) {
  const { t } = useTranslation(['campaigns', 'common', 'domain']);
  const { language } = useLanguage();
  const queryClient = useQueryClient();
  const name = useId();
  const hasDraftCase = member.applicationStatus === 'draft';
  return (
    <FormDrawer<Values, CampaignMember>
      opened
      onClose={onClose}
      title={t('campaigns:excuse.title', { name: member.certificateNumber ?? member.productName })}
      draftKey={null}
      initial={{ ground: null, reason: '', withdrawsCase: hasDraftCase }}
      labels={{
        ground: t('campaigns:excuse.ground'),
        reason: t('campaigns:excuse.reason'),
        withdrawsCase: t('campaigns:excuse.withdrawsCase'),
      }}
      check={({ ground, reason }) => ({
        ...(ground === null && { ground: t('campaigns:missing.ground') }),
        ...(ground === OTHER_GROUND && !reason.trim() && { reason: t('campaigns:missing.reason') }),
      })}
      save={({ ground, reason, withdrawsCase }) =>
        excuseMember(campaign.id, member, {
          ground: ground ?? '',
          reason: reason.trim() || null,
          withdrawsCase: hasDraftCase && withdrawsCase,
        })
      }
      onSaved={() => {
        toast(t('campaigns:excuse.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('campaigns:excuse.save')}
    >
      {(field, form) => (
        <>
          <fieldset className={classes.grounds} id={field('ground').id}>
            <legend>{t('campaigns:excuse.ground')}</legend>
            {campaign.excuseGrounds.map(({ key, names, says, certainty, source }) => (
              <label key={key} className={classes.ground}>
                <input
                  type="radio"
                  name={name}
                  checked={form.values.ground === key}
                  onChange={() => form.setFieldValue('ground', key)}
                />
                <b>{names[language]}</b>
                <span>{says[language]}</span>
                <span className={classes.quiet}>
                  <Sources text={source} />
                  {certainty !== 'official' && ` (${t(`domain:certainty.${certainty}`)})`}
                </span>
              </label>
            ))}
            <label className={classes.ground}>
              <input
                type="radio"
                name={name}
                checked={form.values.ground === OTHER_GROUND}
                onChange={() => form.setFieldValue('ground', OTHER_GROUND)}
              />
              <b>{t('campaigns:excuse.other')}</b>
              <span>{t('campaigns:excuse.otherNote')}</span>
            </label>
            {form.errors['ground'] && <p className={classes.fault}>{form.errors['ground']}</p>}
          </fieldset>
          <Textarea
            {...field('reason', { optional: form.values.ground !== OTHER_GROUND })}
            autosize
            minRows={2}
            maxLength={1000}
          />
          {hasDraftCase && (
            <Checkbox
              {...field('withdrawsCase', { type: 'checkbox' })}
              description={t('campaigns:excuse.withdrawsHelp', { number: member.applicationNumber ?? '' })}
            />
          )}
        </>
      )}
    </FormDrawer>
  );
}
