import type { Mode } from '#domain/reference/catalogue';
import type { ApplicabilityWords } from './words.js';

const certified: Record<Mode, string> = {
  'third-party': 'nötig ist ein Zertifikat einer benannten Zertifizierungsstelle',
  choice: 'nötig ist nach Wahl ein Zertifikat einer benannten Zertifizierungsstelle oder eine Selbsterklärung',
  'self-declaration-a': 'nötig ist eine Selbsterklärung nach Verfahren A (Prüfung in einem geeigneten Labor)',
  'self-declaration-b': 'nötig ist eine Selbsterklärung nach Verfahren B (Prüfung in einem für CCC benannten Labor)',
  'third-party-declarations-valid':
    'neue Fälle brauchen ein Zertifikat einer benannten Zertifizierungsstelle; zuvor abgegebene Erklärungen gelten fort',
  released: 'die Klasse steht nicht mehr im Katalog, CCC wird nicht mehr verlangt',
  'not-in-catalogue': 'die Klasse steht nicht im Katalog',
  unknown: 'die Quellen sagen nicht, wie die Klasse zertifiziert wird',
};

const units = {
  'working-days': ['Arbeitstag', 'Arbeitstagen'],
  'calendar-days': ['Kalendertag', 'Kalendertagen'],
  weeks: ['Woche', 'Wochen'],
  months: ['Monat', 'Monaten'],
  years: ['Jahr', 'Jahren'],
} as const;

const verdicts: ApplicabilityWords['verdicts'] = {
  'third-party-ccc': 'CCC-Zertifikat nötig',
  'self-declaration': 'Selbsterklärung nötig',
  released: 'aus dem Katalog entlassen',
  'not-required': 'CCC nicht erforderlich',
  exempt: 'Befreiung von CCC',
  'never-in-scope': 'nie CCC-pflichtig',
  undecided: 'offen',
};

export const de: ApplicabilityWords = {
  verdicts,
  subject: (name) => (name === null ? 'das Erzeugnis' : `das Erzeugnis „${name}“`),
  headline: (verdict, { subject, day, hasReserve }) => {
    const reserve = hasReserve ? ', vorbehaltlich der unten genannten offenen Punkte' : '';
    return {
      'third-party-ccc': `Am ${day} ist für ${subject} ein CCC-Zertifikat einer benannten Zertifizierungsstelle nötig${reserve}.`,
      'self-declaration': `Am ${day} ist für ${subject} eine CCC-Selbsterklärung nötig; ein Zertifikat einer Stelle wird nicht verlangt${reserve}.`,
      released: `Am ${day} ist für ${subject} kein CCC nötig: Die Klasse ist aus dem Katalog entlassen${reserve}.`,
      'not-required': `Am ${day} ist CCC für ${subject} nicht erforderlich${reserve}.`,
      exempt: `Am ${day} kann für ${subject} eine Befreiung von CCC beantragt werden${reserve}.`,
      'never-in-scope': `CCC hat ${subject} nie erfasst${reserve}.`,
      undecided: `Ob am ${day} CCC für ${subject} nötig ist, lässt sich noch nicht entscheiden: Es sind Fragen offen.`,
    }[verdict];
  },
  bases: { legal: 'Gesetzlich', practice: 'Praxis', planning: 'Unsere Planung' },
  certainties: { official: 'amtlicher Text', secondary: 'Sekundärquelle', unverified: 'nicht belegt' },
  noSource: 'ohne Quelle, eigenes Vorgehen',
  modes: {
    'third-party': 'Zertifikat einer Stelle',
    choice: 'Zertifikat oder Selbsterklärung',
    'self-declaration-a': 'Selbsterklärung A',
    'self-declaration-b': 'Selbsterklärung B',
    'third-party-declarations-valid': 'Zertifikat einer Stelle; frühere Erklärungen gültig',
    released: 'entlassen',
    'not-in-catalogue': 'nicht im Katalog',
    unknown: 'unbekannt',
  },
  applicants: {
    manufacturer: 'der Hersteller',
    importer: 'ein Importeur',
    'repair-unit': 'der Reparaturbetrieb',
    'end-user': 'der Endnutzer',
    user: 'das Unternehmen, das es verwendet',
    exhibitor: 'das ausstellende Unternehmen',
  },
  categories: {
    L: 'L (zwei- und dreirädrige Fahrzeuge)',
    M: 'M (Personenbeförderung)',
    N: 'N (Güterbeförderung)',
    O: 'O (Anhänger)',
    T: 'T (landwirtschaftliche Zugmaschinen)',
    other: 'keine davon',
  },
  schemes: {
    ccc: 'CCC',
    'ccc-self-declaration-a': 'CCC-Selbsterklärung A',
    'ccc-self-declaration-b': 'CCC-Selbsterklärung B',
    'cqc-voluntary': 'CQC (freiwillig)',
    'ccap-voluntary': 'CCAP (freiwillig)',
    'cav-voluntary': 'CAV (freiwillig)',
  },
  uses: { 'placing-on-market': 'Inverkehrbringen in China', unknown: 'Noch nicht bekannt' },
  yesNo: { yes: 'ja', no: 'nein', unknown: 'nicht bekannt' },
  limit: ({ amount, unit }) => `${amount} ${units[unit][amount === 1 ? 0 : 1]}`,
  reasons: {
    'class-taken': (f, say) =>
      `Das Erzeugnis wird der Klasse ${say.className(f.class)} zugeordnet${f.rule ? `, Durchführungsregel ${f.rule}` : ''}.`,
    'class-code-unverified': (f) =>
      `Der Code ${f.code} ist im Handel gebräuchlich; ein Quelltext dazu war nicht zu finden.`,
    'never-in-scope': (f, say) =>
      f.isChosen
        ? `Das Erzeugnis gehört zu dem, was CCC nie erfasst hat: ${say.name(f.names)}.`
        : `Die Beschreibung nennt etwas, das CCC nie erfasst hat: ${say.name(f.names)}.`,
    'class-not-known': (f, say) =>
      f.candidates.length > 0
        ? `Die Klasse steht nicht fest. Nach Beschreibung oder Zolltarifnummer kommen in Frage: ${say.list(f.candidates.map(say.className))}.`
        : 'Zur Beschreibung fand sich keine Klasse in unseren Daten. Das heißt nicht, dass es im Katalog keine gibt.',
    'hs-code-fits': (f, say) =>
      `Die Zolltarifnummer ${f.hsCode} passt zu den für die Klasse bekannten Nummern (${say.list(f.prefixes)}). Sie ist ein Hinweis und entscheidet nichts; maßgeblich ist die Beschreibung im Katalog.`,
    'hs-code-differs': (f, say) =>
      `Die Zolltarifnummer ${f.hsCode} gehört nicht zu den für die Klasse bekannten Nummern (${say.list(f.prefixes)}). Sie ist ein Hinweis und entscheidet nichts; maßgeblich ist die Beschreibung im Katalog.`,
    'hs-code-unknown': (f) =>
      `Für die Klasse sind keine Zolltarifnummern bekannt, ${f.hsCode} sagt daher nichts. Maßgeblich ist die Beschreibung im Katalog.`,
    'vehicle-category-inside': (f, say) =>
      `Die Klasse erfasst die Fahrzeugklasse ${f.category} (${say.list(f.categories)}).`,
    'vehicle-category-outside': (f, say) =>
      `Die Klasse erfasst die Fahrzeugklassen ${say.list(f.categories)}; das Erzeugnis ist für ${f.category === 'other' ? 'keine davon' : f.category} bestimmt.`,
    'condition-met': (f, say) =>
      `Die Beschreibung ist in diesem Punkt erfüllt: „${say.name(f.question)}“ wurde mit ${de.yesNo[f.answer]} beantwortet.`,
    'condition-failed': (f, say) =>
      `„${say.name(f.question)}“ wurde mit ${de.yesNo[f.answer]} beantwortet; damit liegt das Erzeugnis außerhalb der Beschreibung der Klasse.`,
    'outside-description': (f, say) =>
      `Das Erzeugnis erfüllt die Beschreibung der Klasse ${say.className(f.class)} im Katalog nicht.${f.note ? ` ${say.name(f.note)}` : ''}`,
    variant: (f, say) => `Teil der Klasse: ${say.name(f.names)}.`,
    mode: (f, say) =>
      `${say.period(f.validFrom, f.validTo)}: ${certified[f.mode]}${f.isMandatory ? '' : '; Anträge werden angenommen, verlangt wird die Zertifizierung noch nicht'}${f.instrument ? ` (${say.instrument(f.instrument)})` : ''}.`,
    'mode-note': (f, say) => `Anmerkung der Quelle: ${say.name(f.note)}`,
    'mode-unknown': (f) =>
      `Für diesen Tag sagen die Quellen nicht, wie die Klasse zertifiziert wird.${f.lastKnown && f.lastKnown !== 'unknown' ? ` Zuvor, soweit bekannt: ${certified[f.lastKnown]}.` : ''} Das Schweigen der Quellen heißt nie nein.`,
    'next-mode': (f, say) =>
      `Ab dem ${say.day(f.validFrom)}: ${certified[f.mode]}${f.isMandatory ? '' : '; noch nicht verlangt'}${f.instrument ? ` (${say.instrument(f.instrument)})` : ''}.`,
    'not-yet-mandatory': (f, say) =>
      f.mandatoryFrom
        ? `Pflicht wird die Zertifizierung am ${say.day(f.mandatoryFrom)}.`
        : 'Ab welchem Tag die Zertifizierung Pflicht wird, war nicht zu finden.',
    'use-on-market': () =>
      'Das Erzeugnis wird in Verkehr gebracht: Was der Katalog nennt, darf ohne Zertifizierung und Zeichen weder das Werk verlassen noch verkauft, eingeführt oder geschäftlich verwendet werden.',
    'ground-not-needed': (f, say) =>
      `Der vorgesehene Zweck ist „${say.name(f.names)}“. Da CCC an diesem Tag nicht verlangt wird, ist nichts zu befreien.`,
    'ground-taken': (f, say) =>
      f.kind === 'exempt'
        ? `Der vorgesehene Zweck ist ein Befreiungsgrund (免予办理): ${say.name(f.names)}.`
        : `Der vorgesehene Zweck gehört zu denen, für die CCC nicht erforderlich ist (无需办理): ${say.name(f.names)}.`,
    'ground-condition-met': (f, say) => `Bedingung erfüllt: ${say.name(f.text)}.`,
    'ground-condition-failed': (f, say) => `Bedingung nicht erfüllt: ${say.name(f.text)}.`,
    'ground-condition-open': (f, say) => `Bedingung noch offen: ${say.name(f.text)}.`,
    'ground-met': (f) =>
      f.kind === 'exempt'
        ? 'Alle Bedingungen der Befreiung, die die Quellen nennen, sind erfüllt.'
        : 'Für diesen Zweck ist CCC nicht erforderlich; zu beantragen ist nichts.',
    'ground-failed': () => 'Der Grund trägt nicht, es bleibt bei der Pflicht der Klasse.',
    'ground-note': (f, say) => say.name(f.note),
    'exemption-is-granted': (f, say) =>
      `Eine Befreiung wird beantragt und erteilt, sie tritt nicht von selbst ein.${f.authority ? ` Zuständig: ${say.name(f.authority)}.` : ' Wer entscheidet, war nicht zu finden.'}${f.applicant ? ` Antragsteller: ${say.name(f.applicant)}.` : ' Wer den Antrag stellt, war nicht zu finden.'}`,
    origin: (f, say) =>
      f.isMainland
        ? 'Das Erzeugnis wird auf dem chinesischen Festland hergestellt. Die Pflicht ist dieselbe wie bei der Einfuhr: Sie gilt ab dem Verlassen des Werks.'
        : `Herstellungsland: ${say.country(f.country)}. Der Ort der Herstellung ändert nichts daran, ob CCC gilt: Einfuhren und in China Hergestelltes werden gleich behandelt.`,
    'three-roles': (f) =>
      `Ein Antrag nennt drei Rollen: Antragsteller, Hersteller und Werk.${f.applicant ? ` Als einführend oder beantragend ist hier genannt: ${de.applicants[f.applicant]}.` : ' Wer einführt oder beantragt, ist noch nicht genannt; davon hängt ab, wer zeichnet, nicht ob CCC gilt.'}`,
  },
  questions: {
    'which-class': (f, say) => {
      const names = [...f.classes.map(say.className), ...f.neverInScope.map((item) => `${say.name(item.names)} (nie CCC-pflichtig)`)]; // prettier-ignore
      return names.length > 0
        ? `Zu welcher Klasse des Katalogs gehört es? In Frage kommen: ${say.list(names)}.`
        : 'Zu welcher Klasse des Katalogs gehört es? Mit der Zertifizierungsstelle klären.';
    },
    'class-not-in-data': (f) =>
      `Die Klasse ${f.key} steht nicht in unseren Daten. Mit der Zertifizierungsstelle klären, was sie erfasst und wie sie zertifiziert wird.`,
    'class-or-never-in-scope': (f, say) =>
      `Die Beschreibung nennt auch „${say.name(f.names)}“, das CCC nie erfasst hat. Gehört das Erzeugnis wirklich zur Klasse ${say.className(f.class)}?`,
    'only-this-item': (f, say) =>
      `Ist das Erzeugnis „${say.name(f.names)}“ und nichts anderes? Die Beschreibung sagt außerdem: ${f.rest}.`,
    'hs-code-differs': (f, say) =>
      f.classes.length > 0
        ? `Die Zolltarifnummer ${f.hsCode} ist für ${say.list(f.classes.map(say.className))} bekannt. Stimmen Nummer und Klasse?`
        : `Die Zolltarifnummer ${f.hsCode} ist für keine Klasse unserer Daten bekannt. Stimmen Nummer und Klasse?`,
    'vehicle-category': (f, say) =>
      `Für welche Fahrzeuge ist das Erzeugnis bestimmt? Erfasst sind: ${say.list(f.categories)}.`,
    'class-condition': (f, say) => say.name(f.question),
    variant: (f, say) => `Worum handelt es sich: ${say.either(f.variants.map((one) => say.name(one.names)))}?`,
    'mode-unknown': () =>
      'Wie wird die Klasse an diesem Tag zertifiziert? Unbekannt; mit der Zertifizierungsstelle klären.',
    'intended-use': () =>
      'Wofür wird das Erzeugnis eingeführt oder hergestellt? Manche Zwecke sind befreit oder brauchen kein CCC.',
    'ground-not-in-data': (f) =>
      `Unsere Daten kennen an diesem Tag keinen Grund „${f.key}“. Mit dem Marktaufsichtsamt klären.`,
    'ground-condition': (f, say) => `Trifft das zu? ${say.name(f.text)}.`,
    applicant: (f, say) => `Wer stellt den Antrag? ${say.name(f.text)}.`,
    'applicant-contradicts': (f, say) =>
      `Die Angaben widersprechen sich: Als Antragsteller ist ${de.applicants[f.applicant]} genannt, die Antwort auf „${say.name(f.text)}“ sagt anderes.`,
    'voluntary-route': (f, say) =>
      `Nimmt ${say.list(f.schemes.map((one) => de.schemes[one]))} dieses Erzeugnis an, und nach welcher Regel? Mit der Stelle klären.`,
    'another-class': (f, say) =>
      `Außerhalb der Klasse ${say.className(f.class)} heißt nicht außerhalb des Katalogs: Erfasst eine andere Klasse das Erzeugnis?`,
    'outside-determination': () =>
      'Wer die schriftliche Feststellung ausstellt, wie lange das dauert und wie lange sie gilt, ist unbekannt. Mit Zertifizierungsstelle und Zoll klären.',
    'exemption-validity': (f, say) =>
      `Wie lange gilt die Befreiung, und wie lange dauert sie?${f.note ? ` ${say.name(f.note)}` : ''}`,
  },
  decision: (answer, verdict) =>
    ({
      yes: `Wenn ja: ${verdict}.`,
      no: `Wenn nein: ${verdict}.`,
      outside: `Wenn für andere Fahrzeuge: ${verdict}.`,
      inside: `Wenn für diese Fahrzeuge: ${verdict}.`,
      'other-use': `Bei einem dieser Zwecke und erfüllten Bedingungen: ${verdict} oder nicht erforderlich.`,
    })[answer],
  steps: {
    certify: (f, say) =>
      `CCC-Zertifizierung bei einer benannten Stelle beantragen.${f.schemes.length > 0 ? ` Offene Verfahren: ${say.list(f.schemes.map((one) => say.name(one.names)))}.` : ''}`,
    'convert-declaration': (f, say, on) =>
      `Bestehende Selbsterklärungen${on ? `, bis zum ${say.day(on)}` : ''} (${say.instrument(f.instrument)}): ${f.duty ? say.name(f.duty) : 'jede in ein Zertifikat überführen.'}${f.relief ? ` ${say.name(f.relief)}` : ''}`,
    'only-certified': (f, say, on) =>
      `${on ? `Ab dem ${say.day(on)}` : 'Danach'} darf nur Zertifiziertes mit Zeichen das Werk verlassen, verkauft, eingeführt oder verwendet werden; Erklärungen zählen nicht mehr (${say.instrument(f.instrument)}).`,
    'declare-until': (f, say, on) =>
      `Selbsterklärung nach Verfahren ${f.mode === 'self-declaration-a' ? 'A' : 'B'} abgeben${on ? `; neue sind bis zum ${say.day(on)} möglich` : ''}.`,
    'mandatory-from': (_, say, on) =>
      on ? `Das Zertifikat bis zum ${say.day(on)} haben: Ab diesem Tag ist CCC Pflicht.` : 'CCC wird Pflicht.',
    'apply-for-exemption': (f, say) =>
      `Die Befreiung vor der Einfuhr beantragen${f.authority ? `; zuständig: ${say.name(f.authority)}` : ''}.${f.applicant ? ` Antragsteller: ${say.name(f.applicant)}.` : ''}`,
    'ground-deadline': (f, say) =>
      f.limit
        ? `${say.name(f.names)}: binnen ${de.limit(f.limit)} nach ${say.name(f.from)}.`
        : `${say.name(f.names)}: nach ${say.name(f.from)}; die Länge der Frist war nicht zu finden, mit dem Amt klären.`,
    'fast-channel': (f, say) => `Nach dem vereinfachten Weg fragen.${f.note ? ` ${say.name(f.note)}` : ''}`,
    'get-determination': () =>
      'Eine schriftliche Feststellung einholen, dass das Erzeugnis außerhalb des Katalogs liegt, und für den Zoll bereithalten (Praxis).',
    'answer-questions': () => 'Die offenen Punkte beantworten; danach die Prüfung wiederholen.',
    'confirm-with-body': () =>
      'Was unsere Quellen offenlassen, von der Zertifizierungsstelle oder der genannten Behörde bestätigen lassen.',
    'no-shipment-before': () =>
      'Bis Zertifikat oder Erklärung und Zeichen vorliegen, darf die Ware weder das Werk verlassen noch verkauft, eingeführt oder geschäftlich verwendet werden.',
    fine: (f, say) =>
      `Ein Verstoß kostet ${say.amount(f.minimumCny)} bis ${say.amount(f.maximumCny)} CNY Bußgeld, die Gewinne werden eingezogen (Artikel ${f.article} der Zertifizierungs- und Akkreditierungsverordnung).${f.note ? ` ${say.name(f.note)}` : ''}`,
  },
  alternatives: {
    'self-declaration': (f, say) =>
      `Statt des Zertifikats ist eine Selbsterklärung möglich${f.until ? `, bis zum ${say.day(f.until)}` : ''}.`,
    'third-party-early': (f, say) =>
      f.isOpen || !f.from
        ? `Ein Zertifikat einer Stelle kann schon beantragt werden${f.from ? ` (seit dem ${say.day(f.from)})` : ''}.`
        : `Ab dem ${say.day(f.from)} kann ein Zertifikat einer Stelle beantragt werden.`,
    'single-vehicle': (f, say) => `Für einzelne Fahrzeuge: ${say.list(f.schemes.map((one) => say.name(one.names)))}.`,
    voluntary: (f, say) =>
      `Freiwillige Zertifizierung: ${say.list(f.schemes.map((one) => de.schemes[one]))}${f.insteadOf.length > 0 ? `, bei vielen Erzeugnissen anstelle von ${say.list(f.insteadOf.map((one) => de.schemes[one]))}` : ''}.${f.rules.length > 0 ? ` Gesehene Regeln: ${say.list(f.rules)}.` : ''} Kein Gesetz verlangt sie.`,
  },
  letter: {
    subject: (name) => (name === null ? 'CCC-Pflicht des Erzeugnisses' : `CCC-Pflicht: ${name}`),
    backing: (basis, certainty) => `${basis}, ${certainty}`,
    salutation: 'Sehr geehrte Damen und Herren,',
    opening: (day) =>
      `wir haben geprüft, ob das Erzeugnis am ${day} der China Compulsory Certification (CCC) unterliegt.`,
    facts: 'Ihre Angaben',
    answer: 'Unsere Antwort',
    reasons: 'Gründe',
    openTitle: (isBlocking) => (isBlocking ? 'Vor einer Entscheidung zu klären' : 'Offene Punkte'),
    follows: 'Was daraus folgt',
    alternatives: 'Andere Wege',
    basisOfAnswer: 'Worauf dies beruht',
    dataLine: (version, day) =>
      `Diese Antwort beruht auf Version ${version} unserer Referenzdaten, nach der uns bekannten Rechtslage für den ${day}. Spätere Bekanntmachungen können die Antwort ändern.`,
    hsLine:
      'Eine Zolltarifnummer (HS-Code) entscheidet nicht darüber, ob CCC gilt; maßgeblich ist die Beschreibung im Katalog.',
    judgementLine:
      'Mit „Sekundärquelle“ oder „nicht belegt“ gekennzeichnete Gründe stützen sich auf Berichte und nicht auf den Text der Behörde; wo keine Quelle zu finden war, sagen wir es. Es entscheiden Zertifizierungsstelle und Zoll.',
    superseded: (number) => `Zu diesem Erzeugnis gibt es eine neuere Prüfung: ${number}.`,
    noRecipient: 'Für Ihre Unterlagen',
    fileName: 'ccc-pruefung',
    roles: { owner: 'Leitung', manager: 'Projektleitung', consultant: 'Beratung Homologation', viewer: 'Homologation', client: '' }, // prettier-ignore
    labels: {
      product: 'Erzeugnis',
      class: 'Katalogklasse',
      description: 'Beschreibung',
      day: 'Stichtag',
      variant: 'Teil der Klasse',
      vehicleCategory: 'Fahrzeugklasse',
      intendedUse: 'Zweck',
      applicant: 'Führt ein oder beantragt',
      madeIn: 'Herstellungsland',
      hsCode: 'Zolltarifnummer (Hinweis)',
    },
    notGiven: 'nicht angegeben',
  },
};
