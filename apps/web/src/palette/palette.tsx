import { Kbd, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { problemText } from '../api/problem.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './palette.module.css';
import { keepRecent } from './recent.js';
import type { SearchHit } from './search.types.js';
import { usePaletteItems, type PaletteItem } from './use-palette-items.js';

/** Go, do, find: one field and one list, used with the keyboard alone. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['search', 'common']);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { groups, isSearching, error } = usePaletteItems(text);
  const items = groups.flatMap((group) => group.items);
  const chosen = Math.min(active, items.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const open = (item: PaletteItem | undefined) => {
    if (!item) return;
    if (item.type === 'hit') keepRecent(item.hit);
    onClose();
    if (item.type !== 'hit' && item.isAnew) window.location.assign(item.to);
    else void navigate({ to: item.to as '/' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || items.length === 0) return;
    const to: Record<string, number> = {
      ArrowDown: (chosen + 1) % items.length,
      ArrowUp: (chosen + items.length - 1) % items.length,
      PageDown: Math.min(chosen + 8, items.length - 1),
      PageUp: Math.max(chosen - 8, 0),
    };
    const next = to[event.key];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') open(items[chosen]);
    else return;
    event.preventDefault();
  };
  let index = -1;
  return (
    <Modal.Root opened onClose={onClose} size={640} yOffset="10dvh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('search:title')}>
        <Modal.Body p={0} className={classes.body}>
          <div className={classes.field}>
            <IconSearch size={18} stroke={1.5} aria-hidden />
            <input
              data-autofocus
              type="text"
              role="combobox"
              aria-expanded={items.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={items.length > 0 ? optionId(chosen) : undefined}
              aria-label={t('search:title')}
              placeholder={t('search:placeholder')}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
            />
            <button type="button" className={classes.close} onClick={onClose} aria-label={t('common:act.close')}>
              <Kbd className={classes.keys}>{t('search:escape')}</Kbd>
              <IconX size={18} stroke={1.5} className={classes.cross} aria-hidden />
            </button>
          </div>
          <div
            id={listId}
            ref={list}
            role="listbox"
            aria-label={t('search:found')}
            className={classes.list}
            tabIndex={-1}
          >
            {groups.map((group) => (
              <div key={group.title} role="group" aria-label={group.title}>
                <div className={classes.group} aria-hidden="true">
                  {group.title}
                </div>
                {group.items.map((item) => {
                  index += 1;
                  const at = index;
                  return (
                    <div
                      key={item.key}
                      id={optionId(at)}
                      role="option"
                      aria-selected={at === chosen}
                      className={classes.option}
                      onMouseMove={() => setActive(at)}
                      onClick={() => open(item)}
                    >
                      <Line item={item} />
                    </div>
                  );
                })}
              </div>
            ))}
          </div>
          <p className={classes.foot} role="status">
            {error ? (
              problemText(error)
            ) : items.length === 0 ? (
              isSearching ? (
                t('search:searching')
              ) : (
                t('search:nothing', { text: text.trim() })
              )
            ) : (
              <span className={classes.keys}>{t('search:keys')}</span>
            )}
          </p>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Line({ item }: { item: PaletteItem }) {
  if (item.type === 'hit') return <HitLine hit={item.hit} />;
  return (
    <span className={classes.line}>
      <span>{item.name}</span>
      {item.goKey && (
        <span className={`${classes.note} ${classes.keys}`} aria-hidden="true">
          <Kbd>g</Kbd> <Kbd>{item.goKey}</Kbd>
        </span>
      )}
    </span>
  );
}

function HitLine({ hit }: { hit: SearchHit }) {
  const language = useLanguage();
  const { about, aboutZh, clientName, clientNameZh } = hit;
  return (
    <span className={classes.hit}>
      <span className={classes.line}>
        {hit.kind === 'certificate' ? (
          <b className={classes.number}>
            <CertificateNumber number={hit.title} />
          </b>
        ) : (
          <Names latin={hit.title} zh={hit.titleZh} strong />
        )}
        {hit.on && <span className={classes.note}>{language.day(hit.on as Day)}</span>}
      </span>
      {(about || clientName) && (
        <span className={classes.about}>
          {about && <Names latin={about} zh={aboutZh} />}
          {about && clientName && ' · '}
          {clientName && <Names latin={clientName} zh={clientNameZh} />}
        </span>
      )}
    </span>
  );
}
