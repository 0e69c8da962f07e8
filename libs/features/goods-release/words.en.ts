import type { ReleaseLanguage } from './words.js';

const statuses = {
  valid: 'valid',
  suspended: 'suspended',
  cancelled: 'cancelled',
  revoked: 'revoked',
  expired: 'expired',
};
const forms = { 'standard-label': 'standard label', printed: 'printed mark', moulded: 'moulded mark' };

export const en: ReleaseLanguage = {
  answers: { yes: 'May ship', no: 'Must not ship', unknown: 'Cannot be said' },
  headline: {
    yes: (model, day) => `${model} may leave the factory on ${day}.`,
    no: (model, day) => `${model} must not leave the factory on ${day}.`,
    unknown: (model, day) => `Whether ${model} may leave the factory on ${day} cannot be said from what is recorded.`,
  },
  statuses,
  forms,
  reasons: {
    'class-needs-certificate': ({ classCode, mode }, say) => `Class ${classCode} on that day: ${say.mode(mode)}.`,
    'class-needs-declaration': ({ classCode, mode }, say) => `Class ${classCode} on that day: ${say.mode(mode)}.`,
    'class-needs-nothing': ({ classCode, mode }, say) => `Class ${classCode} on that day: ${say.mode(mode)}. No certificate is asked for.`, // prettier-ignore
    'class-not-yet-mandatory': ({ classCode }) => `Class ${classCode}: applications are accepted, certification is not yet demanded on that day.`, // prettier-ignore
    'class-unknown': ({ classCode }) => `The sources do not say how class ${classCode} is certified on that day, or its parts differ. Confirm with the certification body.`, // prettier-ignore
    'holds-on-day': ({ validUntil }, say) => validUntil === null ? 'Issued, and in force on that day.' : `Issued, in force on that day and valid until ${say.day(validUntil)}.`, // prettier-ignore
    'scheme-does-not-count': ({ scheme }, say) => `${say.scheme(scheme)}: a voluntary certificate does not stand in for CCC.`, // prettier-ignore
    'declaration-ended': () => 'Self-declarations of this class no longer count on that day.',
    'not-issued-yet': ({ issuedOn }, say) => `Issued only on ${say.day(issuedOn)}.`,
    'issue-day-not-recorded': () => 'The day of issue is not recorded.',
    'validity-over': ({ validUntil }, say) => `Its last valid day is ${say.day(validUntil)}.`,
    'status-forbids': ({ status }) => `${statuses[status as keyof typeof statuses]} on that day: no shipment.`,
    'status-unknown': () => 'Its status changed on a day that is not recorded; what held on that day is not known.',
    'model-not-named': ({ model }) => `The certificate does not name model ${model}.`,
    'mark-in-use': ({ form, usedFrom }, say) => `CCC mark in use (${forms[form as keyof typeof forms]}) since ${say.day(usedFrom)}.`, // prettier-ignore
    'mark-not-recorded': () => 'No CCC mark is recorded; goods must not leave without one.',
    'mark-not-used-on-day': ({ usedFrom }, say) => usedFrom === null ? 'No recorded mark is in use on that day.' : `The recorded mark is used only from ${say.day(usedFrom)}.`, // prettier-ignore
    'change-not-accepted': ({ title }) => `The body has not accepted the change “${title}”: changed goods must wait.`,
    'change-to-be-kept-out': ({ title }) => `Only goods from before the change “${title}”: the body has not accepted it yet.`, // prettier-ignore
    'campaign-over': ({ name, deadlineOn }, say) => `Campaign “${name}” ended on ${say.day(deadlineOn)} and this certificate is not done. Confirm with the body that it still holds.`, // prettier-ignore
    'no-certificate': () => 'No certificate or declaration of this product is recorded.',
    'stock-that-left-may-be-sold': ({ because }, say) => because === 'cancelled' ? 'Goods that left the factory before the cancellation may still be sold.' : `Goods that left the factory under the valid declaration and are no longer made may still be sold (${say.instrument(because)}).`, // prettier-ignore
    'exempt-for-its-purpose': ({ number, validUntil }, say) => `Exempted${number === null ? '' : ` (${number})`}${validUntil === null ? '' : ` until ${say.day(validUntil)}`}, for its purpose only: goods under an exemption are not for sale.`, // prettier-ignore
    'determined-out-of-catalogue': ({ number }) => `Determined to be outside the catalogue${number === null ? '' : ` (${number})`}.`, // prettier-ignore
  },
  statement: {
    subject: (model) => `Release of goods: ${model}`,
    opening: (day) => `On the question whether these goods may leave the factory on ${day}, for sale in the Chinese mainland, our register says:`, // prettier-ignore
    labels: {
      product: 'Product',
      model: 'Model',
      class: 'Catalogue class',
      client: 'Holder',
      day: 'Day (Beijing)',
      changed: 'Changed goods',
      answeredAt: 'Answered',
    },
    changed: { true: 'yes', false: 'no', unsaid: 'not said' },
    ofClass: 'What the class asks for',
    ofCertificate: (number, answer) => `${number}: ${answer}`,
    limits: 'What this statement is',
    basis: 'It follows from what has been recorded by the time named above. A coming day is answered by what is known today. The register of the authority is what counts.', // prettier-ignore
    register: 'our register',
    dataLine: (version) => `Reference data version ${version}.`,
    fileName: 'ccc-goods-release',
  },
};
