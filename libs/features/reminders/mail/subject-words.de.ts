import type { MailSubjects } from './words.js';

const days = (count: number): string => (count === 1 ? '1 Tag' : `${count} Tage`);

/** Whether the day is still ahead, in front of the act. */
export const lead = (left: number): string =>
  left < 0 ? `${days(-left)} überfällig` : left === 0 ? 'Heute' : `Noch ${days(left)}`;

export const SUBJECTS_DE: MailSubjects = {
  subjectOfOne: (kind, left, what, day) => {
    const by = left < 0 ? `, fällig war ${day}` : ` bis ${day}`;
    switch (kind) {
      case 'conversion':
        return left < 0 ? `${lead(left)}: ${what} umwandeln${by}` : `${lead(left)}: ${what}${by} umwandeln`;
      case 'cut-over':
        return `${lead(left)}: ab ${day} nur noch zertifizierte Ware, ${what}`;
      case 'renewal-filing':
        return left < 0
          ? `${lead(left)}: Verlängerung von ${what} beantragen${by}`
          : `${lead(left)}: Verlängerung von ${what}${by} beantragen`;
      case 'certificate-expiry':
        return `${lead(left)}: ${what} endet am ${day}`;
      case 'follow-up-inspection':
        return `${lead(left)}: Folgeinspektion ${what}${by}`;
      case 'document-request':
        return left < 0 ? `${lead(left)}: ${what} einreichen${by}` : `${lead(left)}: ${what}${by} einreichen`;
      case 'stage-due':
        return `${lead(left)}: ${what}${by}`;
      case 'case-limit':
        return `${lead(left)}: Zertifikat im Verfahren ${what}${by}`;
      case 'inspection-after-test':
        return `${lead(left)}: Werksinspektion, Verfahren ${what}${by}`;
      case 'finding-correction':
        return left < 0 ? `${lead(left)}: ${what} beheben${by}` : `${lead(left)}: ${what}${by} beheben`;
      case 'booking-option':
        return `${lead(left)}: Option bei ${what} endet am ${day}`;
      case 'temporary-import':
        return `${lead(left)}: vorübergehende Einfuhr von ${what} endet am ${day}`;
      case 'restoration-request':
        return left < 0
          ? `${lead(left)}: Aufhebung der Aussetzung von ${what} beantragen${by}`
          : `${lead(left)}: Aufhebung der Aussetzung von ${what}${by} beantragen`;
      case 'annual-fee':
        return left < 0
          ? `${lead(left)}: Jahresgebühr für ${what} bezahlen${by}`
          : `${lead(left)}: Jahresgebühr für ${what}${by} bezahlen`;
      case 'views-on-draft':
        return left < 0
          ? `${lead(left)}: Stellung nehmen zu ${what}${by}`
          : `${lead(left)}: zu ${what}${by} Stellung nehmen`;
      case 'determination-end':
        return `${lead(left)}: Bescheid ${what} endet am ${day}`;
      case 'export-write-off':
        return `${lead(left)}: Abschreibung ${what}${by}`;
      case 'energy-label':
        return left < 0
          ? `${lead(left)}: Energieetikett melden, ${what}${by}`
          : `${lead(left)}: Energieetikett ${what}${by} melden`;
      case 'approval-expiry':
        return `${lead(left)}: Zulassung ${what} endet am ${day}`;
      case 'approval-audit':
        return `${lead(left)}: Audit zur Zulassung ${what}${by}`;
      case 'transition':
        return left < 0
          ? `${lead(left)}: ${what} auf neue Norm oder Regel umstellen${by}`
          : `${lead(left)}: ${what}${by} auf neue Norm oder Regel umstellen`;
      case 'cb-report':
        return left < 0
          ? `${lead(left)}: CB-Prüfbericht ${what} verwenden oder erneuern${by}`
          : `${lead(left)}: CB-Prüfbericht ${what}${by} verwenden oder erneuern`;
    }
  },
  subjectOfKind: (kind, left, count, day) => {
    const by = left < 0 ? `, fällig war ${day}` : ` bis ${day}`;
    switch (kind) {
      case 'conversion':
        return left < 0
          ? `${lead(left)}: ${count} Selbsterklärungen umwandeln${by}`
          : `${lead(left)}: ${count} Selbsterklärungen${by} umwandeln`;
      case 'cut-over':
        return `${lead(left)}: ab ${day} nur noch zertifizierte Ware, ${count} Selbsterklärungen`;
      case 'renewal-filing':
        return left < 0
          ? `${lead(left)}: ${count} Verlängerungen beantragen${by}`
          : `${lead(left)}: ${count} Verlängerungen${by} beantragen`;
      case 'certificate-expiry':
        return `${lead(left)}: ${count} Zertifikate enden am ${day}`;
      case 'follow-up-inspection':
        return `${lead(left)}: ${count} Folgeinspektionen${by}`;
      case 'document-request':
        return left < 0
          ? `${lead(left)}: ${count} Dokumente einreichen${by}`
          : `${lead(left)}: ${count} Dokumente${by} einreichen`;
      case 'stage-due':
        return left < 0
          ? `${lead(left)}: ${count} Schritte abschließen${by}`
          : `${lead(left)}: ${count} Schritte${by} abschließen`;
      case 'case-limit':
        return `${lead(left)}: Zertifikate in ${count} Verfahren${by}`;
      case 'inspection-after-test':
        return `${lead(left)}: ${count} Werksinspektionen${by}`;
      case 'finding-correction':
        return left < 0
          ? `${lead(left)}: ${count} Abweichungen beheben${by}`
          : `${lead(left)}: ${count} Abweichungen${by} beheben`;
      case 'booking-option':
        return `${lead(left)}: ${count} Buchungsoptionen enden am ${day}`;
      case 'temporary-import':
        return `${lead(left)}: ${count} vorübergehende Einfuhren enden am ${day}`;
      case 'restoration-request':
        return left < 0
          ? `${lead(left)}: Aufhebung von ${count} Aussetzungen beantragen${by}`
          : `${lead(left)}: Aufhebung von ${count} Aussetzungen${by} beantragen`;
      case 'annual-fee':
        return left < 0
          ? `${lead(left)}: ${count} Jahresgebühren bezahlen${by}`
          : `${lead(left)}: ${count} Jahresgebühren${by} bezahlen`;
      case 'views-on-draft':
        return left < 0
          ? `${lead(left)}: zu ${count} Entwürfen Stellung nehmen${by}`
          : `${lead(left)}: zu ${count} Entwürfen${by} Stellung nehmen`;
      case 'determination-end':
        return `${lead(left)}: ${count} Bescheide enden am ${day}`;
      case 'export-write-off':
        return `${lead(left)}: ${count} Abschreibungen${by}`;
      case 'energy-label':
        return left < 0
          ? `${lead(left)}: ${count} Energieetiketten melden${by}`
          : `${lead(left)}: ${count} Energieetiketten${by} melden`;
      case 'approval-expiry':
        return `${lead(left)}: ${count} Zulassungen enden am ${day}`;
      case 'approval-audit':
        return `${lead(left)}: ${count} Audits zu Zulassungen${by}`;
      case 'transition':
        return `${lead(left)}: ${count} Umstellungen auf neue Normen oder Regeln${by}`;
      case 'cb-report':
        return left < 0
          ? `${lead(left)}: ${count} CB-Prüfberichte verwenden oder erneuern${by}`
          : `${lead(left)}: ${count} CB-Prüfberichte${by} verwenden oder erneuern`;
    }
  },
  subjectOfMany: (parts) => `Termine: ${parts.join(', ')}`,
};
