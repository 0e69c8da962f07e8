import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import type { DocumentRequest, DocumentVersion } from './documents.types.js';
import { useFileSize } from './file-size.js';

/** `3f9a…c21e`: enough to compare with what another program says. */
export const shortHash = (sha256: string): string => `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

/** What is told of a document and of each of its versions, in the reader's language. */
export function useDocumentWords() {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const size = useFileSize();
  const dayOf = (instant: string) => language.day(instantParts(instant, readerTimeZone()).day, { withoutYear: true });
  return {
    /** The line under the title: what happened last. */
    story: (request: DocumentRequest): string => {
      const { status, statusReason, askedOn, firstSeenAt, versions } = request;
      const [newest] = versions;
      if (status === 'returned') return t('story.returned', { reason: statusReason });
      if (status === 'waived') return t('story.waived', { reason: statusReason });
      if (newest) {
        const received = t('story.received', { day: dayOf(newest.receivedAt) });
        return language.clauses([received, size(newest.file.sizeBytes), `SHA-256 ${shortHash(newest.file.sha256)}`]);
      }
      const asked = t('story.asked', { day: language.day(askedOn, { withoutYear: true }) });
      return language.clauses([asked, firstSeenAt ? t('story.seen', { day: dayOf(firstSeenAt) }) : t('story.unseen')]);
    },
    /** When and by whom a version came. */
    cameIn: ({ receivedAt, receivedByName, isOnBehalf }: DocumentVersion): string => {
      const at = language.instant(receivedAt, readerTimeZone());
      if (!receivedByName) return t('versionAt', { at });
      return t(isOnBehalf ? 'versionOnBehalf' : 'versionBy', { at, name: receivedByName });
    },
    /** What was thought of a version; null while nobody has looked. */
    verdict: ({ verdict, verdictReason, verdictAt }: DocumentVersion): string | null => {
      if (!verdict || !verdictAt) return null;
      const said = t(`verdict.${verdict}`, { day: dayOf(verdictAt) });
      return verdictReason ? t('verdict.withReason', { said, reason: verdictReason }) : said;
    },
  };
}
