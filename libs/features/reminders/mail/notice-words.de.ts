import type { NoticeWords } from './notice-words.js';

const ENDED: Record<string, string> = {
  certified: 'Das Verfahren ist mit seinem Zertifikat beendet',
  refused: 'Die Stelle hat den Antrag abgelehnt',
  withdrawn: 'Der Antrag wurde zurückgezogen',
  lapsed: 'Der Antrag ist verfallen',
};

export const de: NoticeWords = {
  heading: (kind, who, ending) =>
    ({
      'document-requested': 'Bitte reichen Sie dieses Dokument ein',
      'document-returned': 'Dieses Dokument kam zurück und wird neu gebraucht',
      'document-received': `${who || 'Der Kunde'} hat ein Dokument eingereicht`,
      'comment-for-client': `${who || 'Ihre Beratung'} hat Ihnen geschrieben`,
      'comment-from-client': `${who || 'Der Kunde'} hat geschrieben`,
      mention: `${who || 'Jemand aus dem Team'} erwähnt Sie`,
      'audit-planned': 'Eine Werksinspektion ist geplant',
      'audit-moved': 'Eine Werksinspektion wurde verschoben',
      'audit-cancelled': 'Eine Werksinspektion ist abgesagt',
      'booking-confirmed': 'Eine Prüfung im Labor ist bestätigt',
      'booking-moved': 'Eine Prüfung im Labor wird verlegt',
      'booking-cancelled': 'Eine Prüfung im Labor ist abgesagt',
      'finding-recorded': 'Eine Inspektion hat etwas zu beheben gefunden',
      'finding-returned': 'Die Stelle hat die Korrektur nicht angenommen',
      'finding-answered': `${who || 'Der Kunde'} hat eine Abweichung beantwortet`,
      'case-ended': ENDED[ending] ?? 'Das Verfahren ist beendet',
      'certificate-expired': 'Dieses Zertifikat ist abgelaufen',
      'campaign-letter': 'Schreiben zu einer Kampagne',
      'campaign-chase': 'In einer Kampagne noch offen',
      'campaign-report': 'Wochenbericht zu einer Kampagne',
      'address-marked':
        ending === 'complaint' ? `${who} hat sich über unsere Mails beschwert` : `Mails an ${who} kommen zurück`,
      'reminder-disowned': `${who || 'Jemand'} ist nach eigener Angabe nicht zuständig`,
    })[kind],
  subject: (kind, what, who) =>
    ({
      'document-requested': `Bitte einreichen: ${what}`,
      'document-returned': `Neu gebraucht: ${what}`,
      'document-received': `Eingereicht: ${what}`,
      'comment-for-client': `Nachricht zu ${what}`,
      'comment-from-client': `${who || 'Der Kunde'} schreibt zu ${what}`,
      mention: `${who || 'Jemand aus dem Team'} erwähnt Sie: ${what}`,
      'audit-planned': `Werksinspektion: ${what}`,
      'audit-moved': `Inspektion verschoben: ${what}`,
      'audit-cancelled': `Inspektion abgesagt: ${what}`,
      'booking-confirmed': `Prüfung gebucht: ${what}`,
      'booking-moved': `Prüfung wird verlegt: ${what}`,
      'booking-cancelled': `Prüfung abgesagt: ${what}`,
      'finding-recorded': `Zu beheben: ${what}`,
      'finding-returned': `Nicht angenommen: Korrektur in ${what}`,
      'finding-answered': `Abweichung beantwortet: ${what}`,
      'case-ended': `Beendet: ${what}`,
      'certificate-expired': `Abgelaufen: ${what}`,
      'campaign-letter': what,
      'campaign-chase': what,
      'campaign-report': `Wochenbericht: ${what}`,
      'address-marked': `Mails kommen nicht an: ${what}`,
      'reminder-disowned': `Nicht zuständig: ${what}`,
    })[kind],
  subjectOfMany: (count, cases) =>
    cases.length === 0 ? `${count} Nachrichten` : `${count} Nachrichten zu ${cases.join(', ')}`,
  count: (count) => (count === 1 ? '1 Nachricht' : `${count} Nachrichten`),
  title: 'Was geschehen ist',
  open: (kind) =>
    ({
      'document-requested': 'Einreichen',
      'document-returned': 'Neu einreichen',
      'document-received': 'Ansehen',
      'comment-for-client': 'Lesen und antworten',
      'comment-from-client': 'Lesen und antworten',
      mention: 'Lesen und antworten',
      'audit-planned': 'Inspektion öffnen',
      'audit-moved': 'Inspektion öffnen',
      'audit-cancelled': 'Inspektion öffnen',
      'booking-confirmed': 'Buchung öffnen',
      'booking-moved': 'Buchung öffnen',
      'booking-cancelled': 'Buchung öffnen',
      'finding-recorded': 'Beantworten',
      'finding-returned': 'Neu beantworten',
      'finding-answered': 'Ansehen',
      'case-ended': 'Verfahren öffnen',
      'certificate-expired': 'Zertifikat öffnen',
      'campaign-letter': 'Öffnen, was von Ihnen gebraucht wird',
      'campaign-chase': 'Öffnen, was von Ihnen gebraucht wird',
      'campaign-report': 'Homolog öffnen',
      'address-marked': 'Adresse berichtigen',
      'reminder-disowned': 'Zuständige benennen',
    })[kind],
  labels: {
    until: 'Bis',
    days: 'Tage',
    time: 'Zeit',
    before: 'Bisher',
    campaign: 'Kampagne',
    address: 'Adresse',
    about: 'Worum es geht',
  },
  quoteTitle: (kind) =>
    kind === 'address-marked'
      ? 'Antwort des Servers'
      : kind === 'document-returned'
        ? 'Warum'
        : kind === 'certificate-expired'
          ? 'Was daraus folgt'
          : '',
  youAreTold: (tenant) => `Sie erhalten diese Nachricht, weil Sie bei ${tenant} daran arbeiten.`,
  span: (from, to) => `${from} bis ${to}`,
  invitation:
    'Diese Mail enthält einen Eintrag für Ihren Kalender. Eine Zu- oder Absage dort erreicht niemanden: Bitte schreiben Sie uns stattdessen.',
};
