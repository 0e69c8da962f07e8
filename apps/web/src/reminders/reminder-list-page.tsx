import { useTranslation } from 'react-i18next';
import { DEADLINE_KINDS } from '#domain/deadlines/deadline';
import { useClientFilter } from '../clients/use-client-filter.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { subjectHref } from '../components/subject-href.js';
import { SubjectBrief } from '../components/subject-words.js';
import { TwoLines } from '../components/two-lines.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { Mornings } from './mornings.js';
import { RefusedActs } from './refused-acts.js';
import { RefusedNotices } from './refused-notices.js';
import { ReminderPeek } from './reminder-peek.js';
import { ReminderStateWords, useStep, useWhen } from './reminder-words.js';
import { ExportButton } from '../work/export-button.js';
import { countReminders, loadReminders } from './reminders.api.js';
import classes from './reminders.module.css';
import { REMINDER_REASONS, REMINDER_SIGNS, REMINDER_STATES, type ReminderLine } from './reminders.types.js';

/** Names of the filters with values to choose from, and of those that are typed. */
const NAMES = ['state', 'kind', 'reason', 'sign', 'clientId'] as const;
const FIELDS = ['serverWords', 'sendFrom', 'sendTo'] as const;

/** What was mailed, what will be, what was refused or is no longer owed: for the whole company. */
export function ReminderListPage() {
  const { t } = useTranslation(['reminders', 'domain']);
  const when = useWhen();
  const step = useStep();
  const clientFilter = useClientFilter();
  const { language } = useLanguage();
  const [url] = useUrlState();
  const state = url['state'] ?? 'planned';
  // what is to come with the next first, what was with the last first
  const defaultSort = state === 'planned' ? 'sendAt' : '-sendAt';
  const columns: Column<ReminderLine>[] = [
    {
      key: 'when',
      title: t('list.when'),
      cell: (reminder) => <When reminder={reminder} />,
      sort: 'sendAt',
      width: { en: '224px', de: '290px', zh: '248px' }[language],
    },
    {
      key: 'to',
      title: t('list.to'),
      cell: (reminder) => <TwoLines first={reminder.toName} second={reminder.toEmail} />,
      width: '20%',
    },
    { key: 'what', title: t('list.what'), cell: (reminder) => <What reminder={reminder} /> },
    {
      key: 'client',
      title: t('list.client'),
      cell: (reminder) => <Names latin={reminder.clientName} zh={reminder.clientNameZh} stacked />,
      width: '200px',
      folds: 'unlessWide',
    },
    ...(state === 'refused'
      ? [
          {
            key: 'acts',
            title: '',
            cell: (reminder: ReminderLine) => <RefusedActs reminder={reminder} asLinks />,
            width: '270px',
            folds: 'byPeek' as const,
          },
        ]
      : [
          {
            key: 'step',
            title: t('list.step'),
            cell: (reminder: ReminderLine) => step(reminder),
            width: '120px',
            folds: 'byPeek' as const,
          },
        ]),
    {
      key: 'state',
      title: t('list.state'),
      cell: (reminder) => <ReminderStateWords reminder={reminder} />,
      width: state === 'planned' ? '170px' : '230px',
    },
  ];
  return (
    <ListPage<ReminderLine>
      title={t('list.title')}
      reading={t('list.reading')}
      acts={
        <ExportButton
          list="reminders"
          names={[...NAMES, 'q', ...FIELDS]}
          defaultSort={defaultSort}
          defaults={state === 'planned' ? { state } : {}}
        />
      }
      queryKey={['reminders']}
      load={(query, signal) => loadReminders({ state: 'planned', ...query }, signal)}
      count={(query, signal) => countReminders({ state: 'planned', ...query }, signal)}
      columns={columns}
      defaultSort={defaultSort}
      search={{ name: 'q', label: t('list.search') }}
      fields={FIELDS.map((name) => ({ name, label: t(`list.${name}`), isDay: name !== 'serverWords' }))}
      views={REMINDER_STATES.map((one) => ({
        key: one,
        name: t(`view.${one}`),
        filters: (one === 'planned' ? {} : { state: one }) as Record<string, string>,
      }))}
      filters={[
        {
          name: 'state',
          label: t('list.state'),
          options: REMINDER_STATES.map((one) => ({ value: one, label: t(`view.${one}`) })),
        },
        {
          name: 'kind',
          label: t('list.kind'),
          options: DEADLINE_KINDS.map((kind) => ({ value: kind, label: t(`domain:deadlineKind.${kind}`) })),
        },
        {
          name: 'reason',
          label: t('list.reason'),
          options: REMINDER_REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) })),
        },
        {
          name: 'sign',
          label: t('list.sign'),
          options: REMINDER_SIGNS.map((sign) => ({ value: sign, label: t(`sign.${sign}`) })),
        },
        ...clientFilter,
      ]}
      above={state === 'planned' ? <Mornings /> : state === 'refused' && <RefusedNotices />}
      rowId={(reminder) => reminder.id}
      rowHref={subjectHref}
      rowName={(reminder) => [when(reminder).full, reminder.toName, reminder.label].filter(Boolean).join(', ')}
      phoneRow={(reminder) => <PhoneRow reminder={reminder} />}
      peek={(id) => <ReminderPeek id={id} />}
      isOnlyPeeked
      empty={
        <EmptyState
          sentence={t(
            `empty.${(REMINDER_STATES as readonly string[]).includes(state) ? (state as ReminderLine['state']) : 'planned'}`,
          )}
          hint={t('empty.hint')}
        />
      }
    />
  );
}

function When({ reminder }: { reminder: ReminderLine }) {
  const { full, moved } = useWhen()(reminder);
  return <TwoLines first={full} second={moved} />;
}

/** What is to be done, and of which certificate or factory. */
function What({ reminder }: { reminder: ReminderLine }) {
  const { t } = useTranslation('domain');
  return <TwoLines first={t(`deadlineAct.${reminder.deadlineKind}`)} second={<SubjectBrief subject={reminder} />} />;
}

function PhoneRow({ reminder }: { reminder: ReminderLine }) {
  const step = useStep();
  const { clauses } = useLanguage();
  return (
    <>
      <When reminder={reminder} />
      <What reminder={reminder} />
      <p className={classes.phoneLine}>
        <span className={classes.quiet}>{clauses([reminder.toName, step(reminder)])}</span>
        <ReminderStateWords reminder={reminder} />
      </p>
      <RefusedActs reminder={reminder} />
    </>
  );
}
