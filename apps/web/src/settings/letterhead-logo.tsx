import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { FileInput } from '../components/file-input.js';
import { toast } from '../components/toast.js';
import { letterheadQuery, logoQuery, removeLogo, saveLogo } from './letterhead.api.js';
import classes from './letterhead.module.css';
import type { Letterhead } from './settings.types.js';

/** The logo as it is kept, on the white of the paper. */
export function LetterheadLogo({ logo }: { logo: Letterhead['logo'] }) {
  const { t } = useTranslation('settings');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const keep = (saved: Letterhead) => queryClient.setQueryData(letterheadQuery.queryKey, saved);
  const put = useMutation({
    mutationFn: saveLogo,
    onSuccess: (saved) => {
      keep(saved);
      toast(t('letterhead.logoSaved'));
    },
  });
  const remove = useMutation({
    // the picture is still here: put back, it is as it was
    mutationFn: async () => ({
      before: logo && (await queryClient.ensureQueryData(logoQuery(logo.revision))),
      saved: await removeLogo(),
    }),
    onSuccess: ({ before, saved }) => {
      keep(saved);
      toast(t('letterhead.removed'), async () => {
        if (before) keep(await saveLogo(new File([before], 'logo')));
      });
    },
  });
  const fault = put.error ?? remove.error;
  const isBusy = put.isPending || remove.isPending;
  return (
    <Section title={t('letterhead.logo')}>
      {logo ? <Picture revision={logo.revision} /> : <p className={classes.quiet}>{t('letterhead.noLogo')}</p>}
      {fault && (
        <p role="alert" className={classes.fault}>
          {problemText(fault)}
        </p>
      )}
      {may('tenant.edit') && (
        <>
          <p className={classes.help}>{t('letterhead.logoHelp')}</p>
          <div className={classes.acts}>
            <Button variant="default" loading={put.isPending} disabled={isBusy} onClick={() => input.current?.click()}>
              {t(logo ? 'letterhead.replaceLogo' : 'letterhead.chooseLogo')}
            </Button>
            {logo && (
              <button type="button" className="link" disabled={isBusy} onClick={() => remove.mutate()}>
                {t('letterhead.removeLogo')}
              </button>
            )}
          </div>
          <FileInput
            ref={input}
            accept="image/png,image/jpeg"
            label={t('letterhead.chooseLogo')}
            onFile={(file) => {
              remove.reset();
              put.mutate(file);
            }}
          />
        </>
      )}
    </Section>
  );
}

function Picture({ revision }: { revision: string }) {
  const { t } = useTranslation('settings');
  const { data } = useQuery(logoQuery(revision));
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!data) return undefined;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return <div className={classes.paper}>{address && <img src={address} alt={t('letterhead.logoAlt')} />}</div>;
}
