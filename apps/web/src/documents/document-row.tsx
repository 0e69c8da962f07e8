import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconEye,
  IconMinus,
  IconSend,
  IconUpload,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { isOwedByClient } from '#domain/states/document-request-status';
import { Names } from '../components/names.js';
import { toast } from '../components/toast.js';
import { urgencyMark, urgencyText, useUrgency, type UrgencyState } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { DocumentPanel } from './document-panel.js';
import { useDocumentWords } from './document-words.js';
import { markOpened, remindOf } from './documents.api.js';
import classes from './documents.module.css';
import type { DocumentRequest } from './documents.types.js';
import { problemText } from '../api/problem.js';

const ICONS: Record<DocumentRequest['status'], TablerIcon> = {
  requested: IconUpload,
  received: IconEye,
  accepted: IconCheck,
  returned: IconArrowBackUp,
  submitted: IconSend,
  waived: IconMinus,
};

/** One asked document: what it is, how it stands, what can be done next; opened, its versions and everything else. */
export function DocumentRow({ request, isEnded }: { request: DocumentRequest; isEnded: boolean }) {
  const { t } = useTranslation('documents');
  const { may, isClient, viewAs } = useSession();
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  const words = useDocumentWords();
  const look = useLook(request);
  const Icon = look.state === 'overdue' ? IconAlertTriangle : ICONS[request.status];
  const [newest] = request.versions;
  const toggle = () => {
    setOpen(!isOpen);
    if (!isOpen && isClient && !viewAs && !request.firstSeenAt) void markOpened(request.id);
  };
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <span className={`${classes.mark} ${urgencyMark(look.state)}`}>
          <Icon size={18} stroke={1.75} aria-hidden />
        </span>
        <button type="button" className={classes.name} aria-expanded={isOpen} aria-controls={panelId} onClick={toggle}>
          <span className={classes.title}>
            <Names latin={request.title} zh={request.titleZh} strong />
          </span>
          <span className={classes.under}>{words.story(request)}</span>
        </button>
        <span className={classes.number}>{newest ? t('version', { number: newest.number }) : '–'}</span>
        <span className={`${classes.state} ${urgencyText(look.state)}`}>{look.words}</span>
        <span className={classes.act}>
          {!isEnded && isOwedByClient(request.status) && may('document.request') && <RemindButton request={request} />}
          {!isEnded && request.status === 'received' && may('document.judge') && !isOpen && (
            <Button size="xs" variant="default" onClick={toggle}>
              {t('act.check')}
            </Button>
          )}
          {!isEnded && isOwedByClient(request.status) && isClient && !viewAs && !isOpen && (
            <Button size="xs" variant="default" onClick={toggle}>
              {t('act.handIn')}
            </Button>
          )}
        </span>
      </div>
      <div id={panelId}>{isOpen && <DocumentPanel request={request} isEnded={isEnded} />}</div>
    </li>
  );
}

function RemindButton({ request }: { request: DocumentRequest }) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const remind = async () => {
    setBusy(true);
    try {
      await remindOf(request.id);
      toast(t('done.reminded', { title: language.name(request.title, request.titleZh) }));
      await refreshAfterChange(queryClient);
    } catch (error) {
      toast(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="xs" variant="default" loading={isBusy} onClick={() => void remind()}>
      {t('act.remind')}
    </Button>
  );
}

/** The state in words, and the hue that its day has. */
function useLook({ status, dueOn, versions }: DocumentRequest): { state: UrgencyState; words: string } {
  const { t } = useTranslation(['documents', 'domain']);
  const language = useLanguage();
  const isOwed = isOwedByClient(status);
  const urgency = useUrgency(dueOn, !isOwed);
  if (isOwed) {
    const day = language.day(dueOn, { withoutYear: true });
    const next = (versions[0]?.number ?? 0) + 1;
    const key = urgency.daysLeft < 0 ? 'overdueSince' : urgency.daysLeft === 0 ? 'dueToday' : 'dueOn';
    const words = t(`documents:due.${key}`, { day });
    return {
      state: urgency.state,
      words: next > 1 ? t('documents:due.nextVersion', { number: next, due: words }) : words,
    };
  }
  if (status === 'received') return { state: 'quarter', words: t('documents:due.toCheck') };
  return { state: status === 'waived' ? 'later' : 'met', words: t(`domain:documentStatus.${status}`) };
}
