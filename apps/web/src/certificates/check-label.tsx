import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { toast } from '../components/toast.js';
import { printLabel } from './print-label.js';
import { qrAddress, qrSvg } from './qr-code.js';
import { qrPng, saveBlob } from './qr-picture.js';
import classes from './register.module.css';

/** The code of a public check with its address: to be saved, printed or passed on. */
export default function CheckLabel({ address, number }: { address: string; number: string }) {
  const { t } = useTranslation('papers');
  const name = `check-${number.replace(/[^\p{L}\p{N}-]+/gu, '-')}`;
  const copy = () => navigator.clipboard.writeText(address).then(() => toast(t('check.copied')));
  const savePng = async () => saveBlob(await qrPng(address), `${name}.png`);
  const told = (act: Promise<unknown>) => void act.catch((error: unknown) => toast(problemText(error)));
  return (
    <div className={classes.check}>
      <img className={classes.qr} src={qrAddress(address)} alt={t('check.qr', { number })} />
      <div className={classes.checkWords}>
        <a className={`link ${classes.address}`} href={address} target="_blank" rel="noreferrer">
          {address}
        </a>
        <p className={classes.quiet}>{t('check.what')}</p>
        <div className={classes.checkActs}>
          <Button size="xs" variant="default" onClick={() => told(copy())}>
            {t('check.copy')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={`${t('check.save')} SVG`}
            onClick={() => saveBlob(new Blob([qrSvg(address)], { type: 'image/svg+xml' }), `${name}.svg`)}
          >
            {t('check.svg')}
          </Button>
          <Button size="xs" variant="default" aria-label={`${t('check.save')} PNG`} onClick={() => told(savePng())}>
            {t('check.png')}
          </Button>
          <Button size="xs" variant="default" onClick={() => printLabel(qrSvg(address), number, address)}>
            {t('check.print')}
          </Button>
        </div>
      </div>
    </div>
  );
}
