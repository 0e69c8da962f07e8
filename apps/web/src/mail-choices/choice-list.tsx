import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isNewsTopic, isPlanTopic, type MailChoice, type MailTopic } from '#domain/mail/choices';
import classes from './mail-choices.module.css';
import type { MailChoiceRow } from './mail-choices.types.js';

interface ChoiceListProps {
  items: readonly MailChoiceRow[];
  isBusy: boolean;
  onChoose: (topic: MailTopic, choice: MailChoice) => void;
}

const GROUPS = ['dates', 'news', 'plans'] as const;

/** Every topic with how it comes; a choice holds at once. Beside it stands what comes whatever is chosen. */
export function ChoiceList({ items, isBusy, onChoose }: ChoiceListProps) {
  const { t } = useTranslation(['choices', 'domain']);
  return (
    <>
      {GROUPS.map((group) => (
        <section key={group} className={classes.group}>
          <h2>{t(`choices:group.${group}`)}</h2>
          <p className={classes.note}>{t(`choices:note.${group}`)}</p>
          <ul>
            {items
              .filter(({ topic }) => groupOf(topic) === group)
              .map((item) => (
                <li key={item.topic}>
                  <TopicRow item={item} isBusy={isBusy} onChoose={onChoose} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function TopicRow({ item, isBusy, onChoose }: { item: MailChoiceRow } & Omit<ChoiceListProps, 'items'>) {
  const { t } = useTranslation(['choices', 'domain']);
  const { topic, choice, choices } = item;
  const means = isPlanTopic(topic) ? t(`choices:means.${topic}`) : null;
  const stays = groupOf(topic) === 'dates' && choice === 'never' ? t('choices:stays') : null;
  const id = `mail-choice-${topic}`;
  return (
    <>
      <label htmlFor={id}>
        <TopicName topic={topic} />
        {(means ?? stays) && <span className={classes.means}>{means ?? stays}</span>}
      </label>
      <NativeSelect
        id={id}
        size="sm"
        className={classes.select}
        disabled={isBusy}
        value={choice}
        onChange={(event) => onChoose(topic, event.currentTarget.value as MailChoice)}
        data={choices.map((value) => ({ value, label: t(`choices:choice.${value}`) }))}
      />
    </>
  );
}

export function TopicName({ topic }: { topic: MailTopic }) {
  const { t } = useTranslation(['choices', 'domain']);
  return isNewsTopic(topic) || isPlanTopic(topic) ? t(`choices:topic.${topic}`) : t(`domain:deadlineKind.${topic}`);
}

function groupOf(topic: MailTopic): (typeof GROUPS)[number] {
  return isPlanTopic(topic) ? 'plans' : isNewsTopic(topic) ? 'news' : 'dates';
}
