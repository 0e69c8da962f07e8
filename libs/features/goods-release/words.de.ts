import type { ReleaseLanguage } from './words.js';

const statuses = {
  valid: 'gültig',
  suspended: 'ausgesetzt',
  cancelled: 'gelöscht',
  revoked: 'entzogen',
  expired: 'abgelaufen',
};
const forms = { 'standard-label': 'Standardetikett', printed: 'gedrucktes Zeichen', moulded: 'eingeformtes Zeichen' };

export const de: ReleaseLanguage = {
  answers: { yes: 'Darf ausgeliefert werden', no: 'Darf nicht ausgeliefert werden', unknown: 'Nicht zu sagen' },
  headline: {
    yes: (model, day) => `${model} darf am ${day} das Werk verlassen.`,
    no: (model, day) => `${model} darf am ${day} das Werk nicht verlassen.`,
    unknown: (model, day) => `Ob ${model} am ${day} das Werk verlassen darf, lässt sich aus dem Erfassten nicht sagen.`,
  },
  statuses,
  forms,
  reasons: {
    'class-needs-certificate': ({ classCode, mode }, say) => `Klasse ${classCode} an diesem Tag: ${say.mode(mode)}.`,
    'class-needs-declaration': ({ classCode, mode }, say) => `Klasse ${classCode} an diesem Tag: ${say.mode(mode)}.`,
    'class-needs-nothing': ({ classCode, mode }, say) => `Klasse ${classCode} an diesem Tag: ${say.mode(mode)}. Ein Zertifikat wird nicht verlangt.`, // prettier-ignore
    'class-not-yet-mandatory': ({ classCode }) => `Klasse ${classCode}: Anträge werden angenommen, die Zertifizierung wird an diesem Tag noch nicht verlangt.`, // prettier-ignore
    'class-unknown': ({ classCode }) => `Die Quellen sagen nicht, wie Klasse ${classCode} an diesem Tag zertifiziert wird, oder ihre Teile unterscheiden sich. Bitte mit der Zertifizierungsstelle klären.`, // prettier-ignore
    'holds-on-day': ({ validUntil }, say) => validUntil === null ? 'Ausgestellt und an diesem Tag in Kraft.' : `Ausgestellt, an diesem Tag in Kraft und gültig bis ${say.day(validUntil)}.`, // prettier-ignore
    'scheme-does-not-count': ({ scheme }, say) => `${say.scheme(scheme)}: Ein freiwilliges Zertifikat ersetzt kein CCC-Zertifikat.`, // prettier-ignore
    'declaration-ended': () => 'Selbsterklärungen dieser Klasse zählen an diesem Tag nicht mehr.',
    'not-issued-yet': ({ issuedOn }, say) => `Erst am ${say.day(issuedOn)} ausgestellt.`,
    'issue-day-not-recorded': () => 'Der Tag der Ausstellung ist nicht erfasst.',
    'validity-over': ({ validUntil }, say) => `Der letzte gültige Tag ist der ${say.day(validUntil)}.`,
    'status-forbids': ({ status }) => `An diesem Tag ${statuses[status as keyof typeof statuses]}: keine Auslieferung.`,
    'status-unknown': () => 'Der Status hat sich an einem nicht erfassten Tag geändert; was an diesem Tag galt, ist nicht bekannt.', // prettier-ignore
    'model-not-named': ({ model }) => `Das Zertifikat nennt das Modell ${model} nicht.`,
    'mark-in-use': ({ form, usedFrom }, say) => `CCC-Zeichen in Gebrauch (${forms[form as keyof typeof forms]}) seit ${say.day(usedFrom)}.`, // prettier-ignore
    'mark-not-recorded': () => 'Es ist kein CCC-Zeichen erfasst; ohne Zeichen dürfen Waren das Werk nicht verlassen.',
    'mark-not-used-on-day': ({ usedFrom }, say) => usedFrom === null ? 'Kein erfasstes Zeichen ist an diesem Tag in Gebrauch.' : `Das erfasste Zeichen wird erst ab ${say.day(usedFrom)} verwendet.`, // prettier-ignore
    'change-not-accepted': ({ title }) => `Die Stelle hat die Änderung „${title}“ nicht angenommen: Geänderte Waren müssen warten.`, // prettier-ignore
    'change-to-be-kept-out': ({ title }) => `Nur Waren von vor der Änderung „${title}“: Die Stelle hat sie noch nicht angenommen.`, // prettier-ignore
    'campaign-over': ({ name, deadlineOn }, say) => `Die Kampagne „${name}“ endete am ${say.day(deadlineOn)}, dieses Zertifikat ist nicht erledigt. Bitte mit der Stelle klären, ob es noch gilt.`, // prettier-ignore
    'no-certificate': () => 'Zu diesem Produkt ist weder ein Zertifikat noch eine Erklärung erfasst.',
    'stock-that-left-may-be-sold': ({ because }, say) => because === 'cancelled' ? 'Waren, die das Werk vor der Löschung verlassen haben, dürfen weiter verkauft werden.' : `Waren, die das Werk unter gültiger Erklärung verlassen haben und nicht mehr hergestellt werden, dürfen weiter verkauft werden (${say.instrument(because)}).`, // prettier-ignore
    'exempt-for-its-purpose': ({ number, validUntil }, say) => `Befreit${number === null ? '' : ` (${number})`}${validUntil === null ? '' : ` bis ${say.day(validUntil)}`}, nur für den genannten Zweck: Befreite Waren sind nicht zum Verkauf bestimmt.`, // prettier-ignore
    'determined-out-of-catalogue': ({ number }) => `Als außerhalb des Katalogs festgestellt${number === null ? '' : ` (${number})`}.`, // prettier-ignore
  },
  statement: {
    subject: (model) => `Warenfreigabe: ${model}`,
    opening: (day) => `Auf die Frage, ob diese Waren am ${day} das Werk zum Verkauf auf dem chinesischen Festland verlassen dürfen, sagt unser Register:`, // prettier-ignore
    labels: {
      product: 'Produkt',
      model: 'Modell',
      class: 'Katalogklasse',
      client: 'Inhaber',
      day: 'Tag (Peking)',
      changed: 'Geänderte Waren',
      answeredAt: 'Beantwortet',
    },
    changed: { true: 'ja', false: 'nein', unsaid: 'nicht angegeben' },
    ofClass: 'Was die Klasse verlangt',
    ofCertificate: (number, answer) => `${number}: ${answer}`,
    limits: 'Was diese Auskunft ist',
    basis: 'Sie folgt aus dem, was bis zum genannten Zeitpunkt erfasst war. Ein kommender Tag wird nach heutigem Stand beantwortet. Maßgeblich ist das Register der Behörde.', // prettier-ignore
    register: 'unser Register',
    dataLine: (version) => `Stand der Referenzdaten: Version ${version}.`,
    fileName: 'ccc-warenfreigabe',
  },
};
