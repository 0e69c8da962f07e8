import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconEye, IconLock } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommentAudience } from '#domain/cases/comment';
import { api } from '../api/client.js';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { dropDraft, keepDraft, readDraft } from '../components/draft.js';
import { isTyping } from '../components/keys.js';
import { newKey } from '../components/new-key.js';
import { partyClass } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import { commentsQuery, eventsQuery, mentionableQuery } from './comments.api.js';
import classes from './comments.module.css';
import type { Comment, CommentClient, CommentSubject, Mentionable } from './comments.types.js';
import { matching, mentionsIn, typedMention } from './mention.js';

interface CommentBoxProps {
  subject: CommentSubject;
  /** Who may read along; named in the button. Left out in the client's own portal, where everything is for both. */
  client?: CommentClient | undefined;
}

interface Typed {
  body: string;
  audience: CommentAudience;
  chosen: Mentionable[];
}

const NOTHING: Typed = { body: '', audience: 'internal', chosen: [] };

/**
 * Writes a comment. It starts internal and says in its button who will read it; what is typed is kept on this device until
 * it is sent.
 */
export function CommentBox({ subject, client }: CommentBoxProps) {
  const { t } = useTranslation('comments');
  const { gap, name: nameOf } = useLanguage();
  const { isClient, membership } = useSession();
  const queryClient = useQueryClient();
  const draftKey = `comment.${Object.values(subject)[0]}`;
  const [typed, setTyped] = useState<Typed>(() => ({ ...NOTHING, ...readDraft<Typed>(draftKey) }));
  const [idempotencyKey, setKey] = useState(newKey);
  const field = useRef<HTMLTextAreaElement>(null);
  const mention = useMention(field, typed.body, !isClient);
  useCommentKey(field);
  const change = (next: Partial<Typed>) =>
    setTyped((before) => {
      const after = { ...before, ...next };
      if (after.body.trim() === '') dropDraft(draftKey);
      else keepDraft(draftKey, after);
      return after;
    });
  const write = useMutation({
    mutationFn: () =>
      api.post<Comment>(
        '/api/comments',
        {
          ...subject,
          body: typed.body.trim(),
          ...(!isClient && {
            audience: typed.audience,
            mentions: mentionsIn(typed.body, typed.chosen).map(({ memberId }) => memberId),
          }),
        },
        { idempotencyKey },
      ),
    onSuccess: async () => {
      // the audience goes back too: nobody tells a client something because the last comment was for it
      dropDraft(draftKey);
      setTyped(NOTHING);
      setKey(newKey());
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: commentsQuery(subject).queryKey }),
        queryClient.invalidateQueries({ queryKey: eventsQuery(subject).queryKey }),
      ]);
    },
  });
  const send = () => {
    if (typed.body.trim() && !write.isPending) write.mutate();
  };
  const choose = (member: Mentionable) => {
    const { body, caret } = mention.insert(member);
    change({ body, chosen: [...typed.chosen.filter(({ memberId }) => memberId !== member.memberId), member] });
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (mention.onKey(event, choose)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };
  const clientName = client ? nameOf(client.legalName, client.legalNameZh) : '';
  const isForClient = isClient || typed.audience === 'client';
  const ground = isClient ? '' : isForClient ? `${classes.framed} ${partyClass('client')}` : classes.internal;
  return (
    <div className={`${classes.box} ${ground}`}>
      {!isClient && (
        <div className={classes.audiences} role="radiogroup" aria-label={t('audience.label')}>
          <Audience value="internal" typed={typed} onChange={change} words={t('audience.internal')} />
          <Audience value="client" typed={typed} onChange={change} words={t('audience.client')} />
        </div>
      )}
      <Textarea
        ref={field}
        aria-label={t(isClient ? 'box.labelForTeam' : isForClient ? 'box.labelForClient' : 'box.labelInternal')}
        aria-autocomplete={isClient ? undefined : 'list'}
        aria-controls={mention.people.length > 0 ? mention.listId : undefined}
        aria-activedescendant={mention.people.length > 0 ? mention.activeId : undefined}
        placeholder={t(isClient ? 'box.placeholderForTeam' : 'box.placeholder')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={typed.body}
        onChange={(event) => {
          change({ body: event.currentTarget.value });
          mention.look();
        }}
        onSelect={mention.look}
        onBlur={mention.close}
        onKeyDown={onKeyDown}
        error={write.isError ? problemText(write.error) : undefined}
      />
      {mention.people.length > 0 && (
        <ul id={mention.listId} role="listbox" aria-label={t('mention.label')} className={classes.mentions}>
          {mention.people.map((member, index) => (
            <li
              key={member.memberId}
              id={`${mention.listId}-${index}`}
              role="option"
              aria-selected={index === mention.active}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(member);
              }}
            >
              {member.name}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.send}>
        <Button
          size="xs"
          loading={write.isPending}
          disabled={typed.body.trim() === ''}
          onClick={send}
          rightSection={isForClient ? <IconEye size={14} aria-hidden /> : <IconLock size={14} aria-hidden />}
        >
          {isClient
            ? t('box.sendTo', { name: nameOf(membership.tenantName, membership.tenantNameZh) })
            : isForClient
              ? t('box.sendTo', { name: clientName })
              : t('box.keepInternal')}
        </Button>
        <span className={classes.hint}>
          {!isClient && `${t(isForClient ? 'box.whoClient' : 'box.whoInternal')}${gap}`}
          <span className={classes.keys}>{t('box.keys')}</span>
        </span>
      </div>
    </div>
  );
}

function Audience(props: {
  value: CommentAudience;
  typed: Typed;
  onChange: (next: Partial<Typed>) => void;
  words: string;
}) {
  const Icon = props.value === 'internal' ? IconLock : IconEye;
  return (
    <label className={classes.audience}>
      <input
        type="radio"
        name="audience"
        checked={props.typed.audience === props.value}
        onChange={() => props.onChange({ audience: props.value })}
      />
      <Icon size={13} stroke={1.75} aria-hidden />
      {props.words}
    </label>
  );
}

/** `c` goes to the comment, unless it follows a `g`. */
function useCommentKey(field: { current: HTMLTextAreaElement | null }) {
  useEffect(() => {
    let pressedG = 0;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      const isAfterG = event.timeStamp - pressedG < 1500;
      pressedG = event.key === 'g' ? event.timeStamp : 0;
      if (event.key !== 'c' || isAfterG || !field.current) return;
      event.preventDefault();
      field.current.focus();
      field.current.scrollIntoView({ block: 'center' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [field]);
}

/** The list of people while a name is typed behind an `@`. */
function useMention(field: { current: HTMLTextAreaElement | null }, body: string, isOn: boolean) {
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const open = isOn && caret !== null ? typedMention(body, caret) : null;
  const team = useQuery({ ...mentionableQuery, enabled: open !== null });
  const people = open ? matching(team.data?.items ?? [], open.letters) : [];
  const close = () => setCaret(null);
  return {
    listId,
    people,
    active,
    activeId: `${listId}-${active}`,
    close,
    look: () => {
      setCaret(field.current?.selectionStart ?? null);
      setActive(0);
    },
    insert: (member: Mentionable) => {
      const { at } = open ?? { at: body.length };
      const before = `${body.slice(0, at)}@${member.name} `;
      close();
      return { body: before + body.slice(caret ?? body.length), caret: before.length };
    },
    /** @returns whether the key was the list's */
    onKey: (event: KeyboardEvent, choose: (member: Mentionable) => void): boolean => {
      const chosen = people[active];
      if (!chosen || event.ctrlKey || event.metaKey) return false;
      if (event.key === 'Enter' || event.key === 'Tab') choose(chosen);
      else if (event.key === 'ArrowDown') setActive((active + 1) % people.length);
      else if (event.key === 'ArrowUp') setActive((active + people.length - 1) % people.length);
      else if (event.key === 'Escape') close();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
