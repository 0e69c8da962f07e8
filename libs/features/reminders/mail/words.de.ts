import type { Day } from '#domain/day';
import type { Counted } from '#domain/deadlines/deadline';
import { dayPart } from './day-part.js';
import { lead, SUBJECTS_DE } from './subject-words.de.js';
import type { MailWords } from './words.js';

const part = dayPart('de-DE');
const date = (day: Day): string => `${Number(day.slice(8))}.`;

const STARTS: Partial<Record<Counted['start'], string>> = {
  accepted: 'nach der Annahme vom',
  'stage-start': 'nach dem Beginn der Phase am',
  'stage-end': 'nach dem Ende der Phase am',
  inspected: 'nach der Inspektion vom',
  imported: 'nach der Einfuhr vom',
  issued: 'nach der Ausstellung des Zertifikats am',
  suspended: 'nach der Aussetzung vom',
  'promised-export': 'nach der zugesagten Ausfuhr vom',
  reported: 'nach der Ausstellung des Berichts am',
  published: 'nach der Bekanntmachung vom',
};

function spanOf({ amount = 0, unit }: Counted): string {
  const [one, many] = {
    'working-days': ['Arbeitstag in China', 'Arbeitstage in China'],
    'calendar-days': ['Kalendertag', 'Kalendertage'],
    months: ['Monat', 'Monate'],
    years: ['Jahr', 'Jahre'],
  }[unit ?? 'calendar-days'];
  return `${amount} ${amount === 1 ? one : many}`;
}

export const de: MailWords = {
  lang: 'de',
  comma: ', ',
  colon: ': ',
  dayLong: (day) =>
    `${part(day, { weekday: 'long' })}, ${date(day)} ${part(day, { month: 'long' })} ${day.slice(0, 4)}`,
  // asked with the day, the month gets its point: `Feb.`
  dayShort: (day) => `${part(day, { day: 'numeric', month: 'short' })} ${day.slice(0, 4)}`,
  daysLeft: lead,
  daysLeftBrief: (left) => (left < 0 ? `${-left} T. überfällig` : left === 0 ? 'heute' : `${left} T.`),
  workingDays: (count, isProvisional) =>
    `${count === 1 ? '1 Arbeitstag' : `${count} Arbeitstage`} in China${isProvisional ? ' (Feiertage noch nicht veröffentlicht)' : ''}`,

  ofCase: (what, caseNumber) => `${what} (${caseNumber})`,
  hours: (day, hours, city) => `${day === null ? '' : `${day}, `}${hours} (${city})`,
  ...SUBJECTS_DE,
  partCount: (which, count) =>
    ({
      overdue: `${count} überfällig`,
      week: `${count} innerhalb von 7 Tagen`,
      month: `${count} innerhalb von 30 Tagen`,
      later: `${count} später`,
    })[which],
  partTitle: (which) =>
    ({ overdue: 'Überfällig', week: 'Innerhalb von 7 Tagen', month: 'Innerhalb von 30 Tagen', later: 'Später' })[which],

  act: (kind) =>
    ({
      conversion: 'Diese Selbsterklärung in ein CCC-Zertifikat umwandeln',
      'cut-over': 'Ab diesem Tag darf nur zertifizierte und gekennzeichnete Ware ausgeliefert werden',
      'renewal-filing': 'Die Verlängerung dieses Zertifikats beantragen',
      'certificate-expiry': 'Dieses Zertifikat endet',
      'follow-up-inspection': 'Die Folgeinspektion dieses Werks durchführen lassen',
      'document-request': 'Dieses Dokument einreichen',
      'stage-due': 'Diese Phase des Verfahrens abschließen',
      'case-limit': 'Dieses Verfahren bis zum Zertifikat führen',
      'inspection-after-test': 'Das Werk inspizieren lassen',
      'finding-correction': 'Diese Abweichung beheben lassen',
      'booking-option': 'Diese Buchung bestätigen oder freigeben',
      'temporary-import': 'Dieses Muster ausführen oder seinen Verbleib verlängern lassen',
      'restoration-request':
        'Bei der Stelle beantragen, dass dieses Zertifikat wieder in Kraft tritt, mit dem Bericht der Behebung',
      'annual-fee': 'Die Jahresgebühr dieses Zertifikats bezahlen',
      'views-on-draft': 'Zu diesem Entwurf Stellung nehmen',
      'determination-end': 'Dieser Bescheid endet: regeln, was unter ihn fällt',
      'export-write-off': 'Die ausgeführten Waren abschreiben lassen',
      'energy-label': 'Die Daten des Energieetiketts melden',
      'approval-expiry': 'Diese Zulassung endet',
      'approval-audit': 'Das Audit zu dieser Zulassung durchführen lassen',
      transition: 'Auf die neue Norm oder Regel umstellen',
      'cb-report': 'Diesen CB-Prüfbericht verwenden oder erneuern lassen',
    })[kind],
  actOfMany: (kind, count) =>
    ({
      conversion:
        count === 1
          ? '1 Selbsterklärung in ein CCC-Zertifikat umwandeln'
          : `${count} Selbsterklärungen in CCC-Zertifikate umwandeln`,
      'cut-over': `Nur noch zertifizierte und gekennzeichnete Ware: ${count === 1 ? '1 Selbsterklärung' : `${count} Selbsterklärungen`}`,
      'renewal-filing': count === 1 ? '1 Verlängerung beantragen' : `${count} Verlängerungen beantragen`,
      'certificate-expiry': count === 1 ? '1 Zertifikat endet' : `${count} Zertifikate enden`,
      'follow-up-inspection': count === 1 ? '1 Folgeinspektion' : `${count} Folgeinspektionen`,
      'document-request': count === 1 ? '1 Dokument einreichen' : `${count} Dokumente einreichen`,
      'stage-due': count === 1 ? '1 Phase abschließen' : `${count} Phasen abschließen`,
      'case-limit': `${count} Verfahren bis zum Zertifikat führen`,
      'inspection-after-test':
        count === 1 ? '1 Werksinspektion nach der Typprüfung' : `${count} Werksinspektionen nach der Typprüfung`,
      'finding-correction': count === 1 ? '1 Abweichung beheben lassen' : `${count} Abweichungen beheben lassen`,
      'booking-option': count === 1 ? '1 Buchungsoption endet' : `${count} Buchungsoptionen enden`,
      'temporary-import': count === 1 ? '1 vorübergehende Einfuhr endet' : `${count} vorübergehende Einfuhren enden`,
      'restoration-request':
        count === 1 ? 'Aufhebung von 1 Aussetzung beantragen' : `Aufhebung von ${count} Aussetzungen beantragen`,
      'annual-fee': count === 1 ? '1 Jahresgebühr bezahlen' : `${count} Jahresgebühren bezahlen`,
      'views-on-draft': count === 1 ? 'Zu 1 Entwurf Stellung nehmen' : `Zu ${count} Entwürfen Stellung nehmen`,
      'determination-end': count === 1 ? '1 Bescheid endet' : `${count} Bescheide enden`,
      'export-write-off': count === 1 ? '1 Ausfuhr abschreiben lassen' : `${count} Ausfuhren abschreiben lassen`,
      'energy-label': count === 1 ? '1 Energieetikett melden' : `${count} Energieetiketten melden`,
      'approval-expiry': count === 1 ? '1 Zulassung endet' : `${count} Zulassungen enden`,
      'approval-audit': count === 1 ? '1 Audit zu einer Zulassung' : `${count} Audits zu Zulassungen`,
      transition:
        count === 1
          ? '1 Umstellung auf eine neue Norm oder Regel'
          : `${count} Umstellungen auf neue Normen oder Regeln`,
      'cb-report':
        count === 1 ? '1 CB-Prüfbericht verwenden oder erneuern' : `${count} CB-Prüfberichte verwenden oder erneuern`,
    })[kind],
  ifMissedTitle: (isLate) => (isLate ? 'Was daraus folgt' : 'Wenn der Tag verstreicht'),
  ifMissed: (kind, isVoluntary, validUntil) => {
    switch (kind) {
      case 'conversion':
      case 'cut-over':
        return 'Ab 1. Januar 2027 dürfen die Waren nicht mehr ausgeliefert, verkauft, eingeführt oder verwendet werden. Die Selbsterklärung wird gelöscht. Waren, die das Werk vorher unter ihr verlassen haben und nicht mehr hergestellt werden, dürfen weiter verkauft werden.';
      case 'renewal-filing':
        return isVoluntary
          ? `Ohne Verlängerung endet das Zertifikat${validUntil ? ` am ${validUntil}` : ''}.`
          : `Ohne Verlängerung endet das Zertifikat${validUntil ? ` am ${validUntil}` : ''}, und die Waren dürfen nicht mehr ausgeliefert werden. Dann hilft nur ein neuer Antrag mit Mustern und Werksinspektion.`;
      case 'certificate-expiry':
        return isVoluntary
          ? 'Das Zertifikat gilt dann nicht mehr.'
          : 'Die Waren dürfen dann nicht mehr ausgeliefert oder eingeführt werden. Es hilft nur ein neuer Antrag mit Mustern und Werksinspektion.';
      case 'follow-up-inspection':
        return 'Die Stelle kann die Zertifikate dieses Werks aussetzen. Solange sie ausgesetzt sind, dürfen die Waren nicht ausgeliefert oder eingeführt werden.';
      case 'document-request':
        return 'Das Verfahren wartet darauf, und seine späteren Tage verschieben sich.';
      case 'stage-due':
        return 'Die späteren Tage des Verfahrens verschieben sich.';
      case 'case-limit':
        return 'Was daraus folgt, ist unbekannt; es ist mit der Stelle zu klären.';
      case 'inspection-after-test':
        return 'Die Typprüfung ist zu wiederholen.';
      case 'finding-correction':
        return 'Verspätete oder misslungene Behebung gilt als nicht bestandene Inspektion; das Verfahren wird beendet.';
      case 'booking-option':
        return 'Die Option verfällt von selbst, und der Platz ist für andere frei.';
      case 'temporary-import':
        return 'Was daraus folgt, ist unbekannt; maßgeblich ist die Zollanmeldung der Sendung.';
      case 'restoration-request':
        return isVoluntary
          ? 'Was daraus folgt, ist unbekannt; es ist mit der Stelle zu klären.'
          : 'Die Stelle widerruft das Zertifikat (CNCA-00C-001, Grund 0201). Bis es wieder in Kraft ist, dürfen die Waren nicht ausgeliefert oder eingeführt werden.';
      case 'annual-fee':
        return 'Was daraus folgt, ist unbekannt; es ist mit der Stelle zu klären.';
      case 'views-on-draft':
        return 'Die Anhörung ist geschlossen; ob spätere Stellungnahmen gehört werden, ist unbekannt.';
      case 'approval-expiry':
        return 'Die Zulassung gilt dann nicht mehr; was das für die Waren bedeutet, ist mit der Behörde zu klären.';
      case 'transition':
        return isVoluntary
          ? 'Was daraus folgt, ist unbekannt; es ist mit der Stelle zu klären.'
          : 'Die Stelle kann das Zertifikat aussetzen (CNCA-00C-001, Grund 0202). Solange es ausgesetzt ist, dürfen die Waren nicht ausgeliefert oder eingeführt werden.';
      case 'cb-report':
        return 'CQC stellt Berichte infrage, die älter als drei Jahre sind; was dann verlangt wird, ist mit der Stelle zu klären.';
      case 'determination-end':
      case 'export-write-off':
      case 'energy-label':
      case 'approval-audit':
        return 'Was daraus folgt, ist unbekannt; es ist mit der Behörde zu klären.';
    }
  },

  labels: {
    declaration: 'Selbsterklärung',
    certificate: 'Zertifikat',
    product: 'Produkt',
    factory: 'Werk',
    factoryClass: 'Klasse',
    lastInspection: 'Letzte Inspektion',
    holder: 'Inhaber',
    validUntil: 'Gültig bis',
    case: 'Verfahren',
    document: 'Dokument',
    stage: 'Phase',
    finding: 'Abweichung',
    laboratory: 'Labor',
    sample: 'Muster',
    draft: 'Entwurf',
    determination: 'Bescheid',
    approval: 'Zulassung',
    edition: 'Norm oder Regel',
    report: 'CB-Prüfbericht',
    consultant: 'Beratung',
    open: 'Öffnen',
  },
  factoryClass: (value) => value ?? 'unbekannt',
  whyTitle: 'Warum dieser Tag',
  basis: (basis) =>
    ({ legal: 'Gesetzlich.', practice: 'Praxis, kein Gesetz.', planning: 'Planwert. Keine Quelle nennt diesen Tag.' })[
      basis
    ],
  counted: (counted, source, day) => {
    const from = source === 'none' ? '' : ` (${source})`;
    if (counted.start === 'named')
      return source === 'none'
        ? 'Von Hand gesetzt, nicht berechnet.'
        : `Genannt in ${source}. Nicht von uns berechnet.`;
    if (counted.start === 'valid-until') {
      return counted.amount === 0
        ? `Letzter Tag der Gültigkeit${from}.`
        : `${Math.abs(counted.amount!)} ${counted.unit === 'months' ? 'Monate' : 'Kalendertage'} vor dem letzten Tag der Gültigkeit, ${day(counted.from!)}${from}.`;
    }
    const start = STARTS[counted.start];
    if (start) return `${spanOf(counted)} ${start} ${day(counted.from!)}${from}.`;
    return counted.factoryClass === 'unknown'
      ? `${counted.amount} Monate nach der Inspektion vom ${day(counted.from!)}; die Klasse des Werks ist unbekannt, daher zählen 12 Monate${from}.`
      : `${counted.amount} Monate nach der Inspektion vom ${day(counted.from!)}, Werksklasse ${counted.factoryClass}${from}.`;
  },
  disputed:
    'Die Vorschrift wird zweifach gelesen: Antrag innerhalb der letzten 90 Tage oder spätestens am Tag −90. Wir richten uns nach dem früheren Tag.',

  stepOf: (position, count) => `Erinnerung ${position} von ${count}.`,
  overdueStep: (every, unit) =>
    every === null
      ? 'Überfällig.'
      : every === 1
        ? 'Überfällig; eine Erinnerung kommt an jedem Arbeitstag.'
        : unit === 'working'
          ? `Überfällig; eine Erinnerung kommt alle ${every} Arbeitstage.`
          : every === 7
            ? 'Überfällig; eine Erinnerung kommt jede Woche.'
            : `Überfällig; eine Erinnerung kommt alle ${every} Tage.`,
  sentSteps: (steps) => `Gesendet: ${steps.join(', ')} Tage vorher.`,
  comingSteps: (steps) => `Es folgen: ${steps.join(', ')} Tage vorher.`,
  stops: (kind) =>
    ({
      conversion: 'Sie enden von selbst, sobald das Zertifikat erfasst ist.',
      'cut-over': 'Sie enden von selbst, sobald das Zertifikat erfasst ist.',
      'renewal-filing': 'Sie enden von selbst, sobald der Antrag erfasst ist.',
      'certificate-expiry': 'Sie enden von selbst, sobald der neue letzte Tag erfasst ist.',
      'follow-up-inspection': 'Sie enden von selbst, sobald die Inspektion erfasst ist.',
      'document-request': 'Sie enden von selbst, sobald das Dokument eingereicht ist.',
      'stage-due': 'Sie enden von selbst, sobald die Phase abgeschlossen ist.',
      'case-limit': 'Sie enden von selbst, sobald das Verfahren endet.',
      'inspection-after-test': 'Sie enden von selbst, sobald die Inspektion erfasst ist.',
      'finding-correction': 'Sie enden von selbst, sobald die Abweichung geschlossen ist.',
      'booking-option': 'Sie enden von selbst, sobald die Buchung bestätigt oder freigegeben ist.',
      'temporary-import': 'Sie enden von selbst, sobald das Muster China verlassen hat.',
      'restoration-request': 'Sie enden von selbst, sobald das Zertifikat wieder in Kraft oder der Antrag erfasst ist.',
      'annual-fee': 'Sie enden von selbst, sobald die Zahlung erfasst ist.',
      'views-on-draft': 'Sie enden von selbst, sobald die Stellungnahme erfasst ist.',
      'determination-end': 'Sie enden von selbst, sobald das Ende des Bescheids erfasst ist.',
      'export-write-off': 'Sie enden von selbst, sobald die Abschreibung erfasst ist.',
      'energy-label': 'Sie enden von selbst, sobald die Meldung erfasst ist.',
      'approval-expiry': 'Sie enden von selbst, sobald der neue letzte Tag erfasst ist.',
      'approval-audit': 'Sie enden von selbst, sobald das Audit erfasst ist.',
      transition:
        'Sie enden von selbst, sobald die neue Ausgabe erfasst oder die Umstellung als erledigt markiert ist.',
      'cb-report': 'Sie enden von selbst, sobald erfasst ist, was aus dem Bericht wurde.',
    })[kind],

  openSubject: (kind) =>
    ({
      conversion: 'Selbsterklärung öffnen',
      'cut-over': 'Selbsterklärung öffnen',
      'renewal-filing': 'Zertifikat öffnen',
      'certificate-expiry': 'Zertifikat öffnen',
      'follow-up-inspection': 'Werk öffnen',
      'document-request': 'Verfahren öffnen',
      'stage-due': 'Verfahren öffnen',
      'case-limit': 'Verfahren öffnen',
      'inspection-after-test': 'Verfahren öffnen',
      'finding-correction': 'Inspektion öffnen',
      'booking-option': 'Buchung öffnen',
      'temporary-import': 'Muster öffnen',
      'restoration-request': 'Zertifikat öffnen',
      'annual-fee': 'Zertifikat öffnen',
      'views-on-draft': 'Entwurf öffnen',
      'determination-end': 'Bescheid öffnen',
      'export-write-off': 'Bescheid öffnen',
      'energy-label': 'Zulassung öffnen',
      'approval-expiry': 'Zulassung öffnen',
      'approval-audit': 'Zulassung öffnen',
      transition: 'Einzelheiten öffnen',
      'cb-report': 'Produkt öffnen',
    })[kind],
  openList: 'Alle Termine öffnen',
  writeTo: (name) => `An ${name} schreiben`,
  more: (count) => `${count} weitere in Homolog`,
  answer: 'Gesehen, in Arbeit oder nicht zuständig? Hier antworten',
  pleaseAnswer: 'Bitte antworten Sie: Bleibt die Antwort aus, erfährt die nächste Person im Team davon.',
  notAnswered: (name, on) =>
    `Sie erhalten diese Nachricht, weil ${name} am ${on} gefragt wurde und nicht geantwortet hat.`,

  youAreContact: (client, tenant) => `Sie erhalten diese Nachricht von ${tenant} als Kontakt von ${client}.`,
  youAreResponsible: (tenant) => `Sie erhalten diese Nachricht, weil Sie bei ${tenant} dafür verantwortlich sind.`,
  youAreDeputy: (tenant, isOverdue) =>
    isOverdue
      ? `Sie erhalten diese Nachricht als Vertretung im Verfahren bei ${tenant}, weil der Termin überfällig ist.`
      : `Sie erhalten diese Nachricht als Vertretung bei ${tenant}, weil die verantwortliche Person abwesend ist.`,
  youAreManager: (tenant, isOverdue) =>
    isOverdue
      ? `Sie erhalten diese Nachricht als Leitung bei ${tenant}, weil der Termin überfällig ist.`
      : `Sie erhalten diese Nachricht als Leitung bei ${tenant}.`,
  youAreLaboratory: (tenant) => `Sie erhalten diese Nachricht von ${tenant} als Prüflabor des Verfahrens.`,
  insteadOf: (address, tenant) =>
    `Sie erhalten diese Nachricht anstelle von ${address}: Mails von ${tenant} kommen dort nicht an.`,
  replyReaches: (name) => `Ihre Antwort auf diese Nachricht erreicht ${name}.`,
  chooseMails: 'Wählen, was per Mail kommt',
  late: (day, time) => `Diese Nachricht kommt verspätet: Vorgesehen war ${day}, ${time} Uhr.`,
};
