import { Checkbox, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CHANNEL_TOPICS, type ChannelKind, type ChannelTopic } from '#domain/mail/channel';
import { LANGUAGES, type Language } from '#domain/permissions';
import { refreshAfterChange } from '../api/refresh.js';
import { FormDrawer, type SaveContext } from '../components/form-drawer.js';
import { makeChannel } from './mail.api.js';
import type { Channel, ChannelList } from './mail.types.js';
import { isPushPossible, subscribeDevice } from './push-device.js';

interface ChannelValues {
  kind: ChannelKind;
  name: string;
  url: string;
  secret: string;
  to: string;
  headers: string;
  contentType: string;
  body: string;
  topics: ChannelTopic[];
  language: Language;
}

const SMS_BODY = '{"to": "{{to}}", "text": "{{text}}"}';
const CONTENT_TYPES = ['application/json', 'application/x-www-form-urlencoded'];

interface ChannelFormProps {
  opened: boolean;
  isTeam: boolean;
  list: ChannelList;
  onClose: () => void;
}

/** What the kind needs and nothing else. Addresses and secrets are entered once and shown to nobody again. */
export function ChannelForm({ opened, isTeam, list, onClose }: ChannelFormProps) {
  const { t } = useTranslation(['mail', 'domain']);
  const queryClient = useQueryClient();
  const kinds = list.kinds.filter((kind) => kind !== 'web-push' || (!isTeam && isPushPossible()));
  const save = async (values: ChannelValues, context: SaveContext): Promise<Channel> => {
    const target = values.kind === 'web-push' ? await subscribeDevice(list.pushKey) : targetOf(values);
    const { kind, name, topics, language } = values;
    const ofTeam = isTeam ? { language } : {};
    return makeChannel({ kind, name: name.trim(), topics, isTeam, ...ofTeam, ...target }, context);
  };
  return (
    <FormDrawer<ChannelValues, Channel>
      opened={opened}
      onClose={onClose}
      title={t(isTeam ? 'channels.makeTeam' : 'channels.makeMine')}
      // The address of a webhook is a secret: no draft of it stays behind.
      draftKey={null}
      initial={{
        ...{ kind: kinds[0] ?? 'wecom', name: '', url: '', secret: '', to: '', headers: '' },
        ...{
          contentType: CONTENT_TYPES[0]!,
          body: SMS_BODY,
          topics: ['legal-days', 'overdue'],
          language: list.teamLanguage,
        },
      }}
      labels={{
        kind: t('field.kind'),
        name: t('field.channelName'),
        url: t('field.url'),
        secret: t('field.secret'),
        to: t('field.to'),
        headers: t('field.headers'),
        contentType: t('field.contentType'),
        body: t('field.body'),
        topics: t('field.topics'),
        language: t('field.language'),
      }}
      check={(values) => ({
        ...(!values.name.trim() && { name: t('missing.channelName') }),
        ...(values.kind !== 'web-push' && !values.url.trim() && { url: t('missing.url') }),
        ...(values.topics.length === 0 && { topics: t('missing.topics') }),
        ...(values.kind === 'sms' && headersOf(values.headers) === null && { headers: t('missing.headers') }),
      })}
      save={save}
      onSaved={() => void refreshAfterChange(queryClient)}
      saveLabel={t('channels.make')}
    >
      {(field, form) => {
        const { kind } = form.values;
        return (
          <>
            <Select
              {...field('kind')}
              data={kinds.map((value) => ({ value, label: t(`channels.kind.${value}`) }))}
              allowDeselect={false}
              description={t(`help.kind.${kind}`, { hosts: list.smsHosts.join(', ') })}
            />
            <TextInput {...field('name')} description={t('help.channelName')} maxLength={100} data-autofocus />
            {kind !== 'web-push' && (
              <PasswordInput {...field('url')} description={t('help.url')} autoComplete="off" maxLength={2000} />
            )}
            {kind === 'dingtalk' && (
              <PasswordInput
                {...field('secret', { optional: true })}
                description={t('help.secret')}
                autoComplete="off"
              />
            )}
            {kind === 'sms' && (
              <>
                <TextInput {...field('to', { optional: true })} type="tel" description={t('help.to')} />
                <Select {...field('contentType')} data={CONTENT_TYPES} allowDeselect={false} />
                <Textarea {...field('body')} description={t('help.body')} autosize minRows={2} maxLength={4000} />
                <Textarea
                  {...field('headers', { optional: true })}
                  description={t('help.headers')}
                  autosize
                  minRows={2}
                />
              </>
            )}
            {isTeam && (
              <Select
                {...field('language')}
                description={t('help.language')}
                data={LANGUAGES.map((value) => ({ value, label: t(`domain:language.${value}`) }))}
                allowDeselect={false}
              />
            )}
            <Checkbox.Group {...field('topics')} description={t('help.topics')}>
              {CHANNEL_TOPICS.map((topic) => (
                <Checkbox key={topic} mt={8} value={topic} label={t(`channels.topic.${topic}`)} />
              ))}
            </Checkbox.Group>
          </>
        );
      }}
    </FormDrawer>
  );
}

function targetOf({ kind, url, secret, to, headers, contentType, body }: ChannelValues): object {
  const sms = {
    ...(to.trim() && { to: to.trim() }),
    ...{ contentType, body, headers: headersOf(headers) ?? {} },
  };
  return {
    url: url.trim(),
    ...(kind === 'dingtalk' && secret.trim() && { secret: secret.trim() }),
    ...(kind === 'sms' && sms),
  };
}

/** `Name: value`, a line each; null when a line is something else. */
function headersOf(text: string): Record<string, string> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => /^\s*([A-Za-z0-9-]+)\s*:\s*(.+?)\s*$/.exec(line));
  return pairs.includes(null) ? null : Object.fromEntries(pairs.map((pair) => [pair![1], pair![2]]));
}
