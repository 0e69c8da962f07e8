import type { Mode } from '#domain/reference/catalogue';
import type { ApplicabilityWords } from './words.js';

const certified: Record<Mode, string> = {
  'third-party': 'a certificate of a designated certification body is needed',
  choice: 'a certificate of a designated certification body or a self-declaration is needed, at choice',
  'self-declaration-a': 'a self-declaration by procedure A (test in any suitable laboratory) is needed',
  'self-declaration-b': 'a self-declaration by procedure B (test in a CCC-designated laboratory) is needed',
  'third-party-declarations-valid':
    'new cases need a certificate of a designated certification body; declarations made before stay valid',
  released: 'the class is out of the catalogue, CCC is no longer asked for',
  'not-in-catalogue': 'the class is not in the catalogue',
  unknown: 'the sources do not say how the class is certified',
};

const unit = { 'working-days': 'working day', 'calendar-days': 'calendar day', weeks: 'week', months: 'month', years: 'year' }; // prettier-ignore

const verdicts: ApplicabilityWords['verdicts'] = {
  'third-party-ccc': 'CCC certificate needed',
  'self-declaration': 'Self-declaration needed',
  released: 'Released from the catalogue',
  'not-required': 'CCC not required',
  exempt: 'Exemption from CCC',
  'never-in-scope': 'Never in scope of CCC',
  undecided: 'Undecided',
};

export const en: ApplicabilityWords = {
  verdicts,
  subject: (name) => (name === null ? 'the product' : `the product “${name}”`),
  headline: (verdict, { subject, day, hasReserve }) => {
    const reserve = hasReserve ? ', subject to the open points named below' : '';
    return {
      'third-party-ccc': `On ${day} ${subject} needs a CCC certificate of a designated certification body${reserve}.`,
      'self-declaration': `On ${day} ${subject} needs a CCC self-declaration; a certificate of a body is not demanded${reserve}.`,
      released: `On ${day} ${subject} needs no CCC: its class has been released from the catalogue${reserve}.`,
      'not-required': `On ${day} CCC is not required for ${subject}${reserve}.`,
      exempt: `On ${day} an exemption from CCC can be applied for, for ${subject}${reserve}.`,
      'never-in-scope': `CCC never covered ${subject}${reserve}.`,
      undecided: `Whether ${subject} needs CCC on ${day} cannot be decided yet: questions are open.`,
    }[verdict];
  },
  bases: { legal: 'Legal', practice: 'Practice', planning: 'Our planning' },
  certainties: { official: 'official text', secondary: 'secondary source', unverified: 'unverified' },
  noSource: 'no source, our own order of work',
  modes: {
    'third-party': 'certificate of a body',
    choice: 'certificate or self-declaration',
    'self-declaration-a': 'self-declaration A',
    'self-declaration-b': 'self-declaration B',
    'third-party-declarations-valid': 'certificate of a body; earlier declarations valid',
    released: 'released',
    'not-in-catalogue': 'not in the catalogue',
    unknown: 'unknown',
  },
  applicants: {
    manufacturer: 'the manufacturer',
    importer: 'an importer',
    'repair-unit': 'the repair unit',
    'end-user': 'the end user',
    user: 'the company that uses it',
    exhibitor: 'the exhibiting company',
  },
  categories: {
    L: 'L (two- and three-wheelers)',
    M: 'M (passenger vehicles)',
    N: 'N (goods vehicles)',
    O: 'O (trailers)',
    T: 'T (agricultural tractors)',
    other: 'none of these',
  },
  schemes: {
    ccc: 'CCC',
    'ccc-self-declaration-a': 'CCC self-declaration A',
    'ccc-self-declaration-b': 'CCC self-declaration B',
    'cqc-voluntary': 'CQC (voluntary)',
    'ccap-voluntary': 'CCAP (voluntary)',
    'cav-voluntary': 'CAV (voluntary)',
  },
  uses: { 'placing-on-market': 'Placing on the market in China', unknown: 'Not known yet' },
  yesNo: { yes: 'yes', no: 'no', unknown: 'not known' },
  limit: ({ amount, unit: of }) => `${amount} ${unit[of]}${amount === 1 ? '' : 's'}`,
  reasons: {
    'class-taken': (f, say) =>
      `The product is taken as class ${say.className(f.class)}${f.rule ? `, implementation rule ${f.rule}` : ''}.`,
    'class-code-unverified': (f) =>
      `The code ${f.code} is in common use in the trade; no source text showing it was found.`,
    'never-in-scope': (f, say) =>
      f.isChosen
        ? `The product is one that CCC never covered: ${say.name(f.names)}.`
        : `The description names something that CCC never covered: ${say.name(f.names)}.`,
    'class-not-known': (f, say) =>
      f.candidates.length > 0
        ? `The class is not settled. Candidates by description or tariff code: ${say.list(f.candidates.map(say.className))}.`
        : 'No class of our data was found for the description. That does not mean that there is none in the catalogue.',
    'hs-code-fits': (f, say) =>
      `Tariff code ${f.hsCode} fits the codes seen for the class (${say.list(f.prefixes)}). It is a hint and decides nothing; the description of the catalogue does.`,
    'hs-code-differs': (f, say) =>
      `Tariff code ${f.hsCode} is not among the codes seen for the class (${say.list(f.prefixes)}). It is a hint and decides nothing; the description of the catalogue does.`,
    'hs-code-unknown': (f) =>
      `No tariff codes were found for the class, so ${f.hsCode} says nothing. The description of the catalogue decides.`,
    'vehicle-category-inside': (f, say) =>
      `Vehicle category ${f.category} is covered by the class (${say.list(f.categories)}).`,
    'vehicle-category-outside': (f, say) =>
      `The class covers vehicle categories ${say.list(f.categories)}; the product is for ${f.category === 'other' ? 'none of these' : f.category}.`,
    'condition-met': (f, say) =>
      `The description is met on this point: “${say.name(f.question)}” was answered ${f.answer}.`,
    'condition-failed': (f, say) =>
      `“${say.name(f.question)}” was answered ${f.answer}, which puts the product outside the description of the class.`,
    'outside-description': (f, say) =>
      `The product does not meet the catalogue description of class ${say.className(f.class)}.${f.note ? ` ${say.name(f.note)}` : ''}`,
    variant: (f, say) => `Part of the class: ${say.name(f.names)}.`,
    mode: (f, say) =>
      `${say.period(f.validFrom, f.validTo)}: ${certified[f.mode]}${f.isMandatory ? '' : '; applications are accepted, certification is not yet demanded'}${f.instrument ? ` (${say.instrument(f.instrument)})` : ''}.`,
    'mode-note': (f, say) => `Note of the source: ${say.name(f.note)}`,
    'mode-unknown': (f) =>
      `For this day the sources do not say how the class is certified.${f.lastKnown && f.lastKnown !== 'unknown' ? ` Before, as far as known: ${certified[f.lastKnown]}.` : ''} Silence of the sources never means no.`,
    'next-mode': (f, say) =>
      `From ${say.day(f.validFrom)}: ${certified[f.mode]}${f.isMandatory ? '' : '; not yet demanded'}${f.instrument ? ` (${say.instrument(f.instrument)})` : ''}.`,
    'not-yet-mandatory': (f, say) =>
      f.mandatoryFrom
        ? `Certification becomes mandatory on ${say.day(f.mandatoryFrom)}.`
        : 'From which day certification becomes mandatory was not found.',
    'use-on-market': () =>
      'The product is placed on the market: what the catalogue names may not leave the factory, be sold, imported or used in business without certification and mark.',
    'ground-not-needed': (f, say) =>
      `The intended use is “${say.name(f.names)}”. As CCC is not asked for on this day, nothing has to be exempted.`,
    'ground-taken': (f, say) =>
      f.kind === 'exempt'
        ? `The intended use is a ground of exemption (免予办理): ${say.name(f.names)}.`
        : `The intended use is one for which CCC is not required (无需办理): ${say.name(f.names)}.`,
    'ground-condition-met': (f, say) => `Condition met: ${say.name(f.text)}.`,
    'ground-condition-failed': (f, say) => `Condition not met: ${say.name(f.text)}.`,
    'ground-condition-open': (f, say) => `Condition still open: ${say.name(f.text)}.`,
    'ground-met': (f) =>
      f.kind === 'exempt'
        ? 'All conditions of the exemption that the sources name are met.'
        : 'CCC is not required for this use; nothing has to be applied for.',
    'ground-failed': () => 'The ground does not hold, so the obligation of the class stands.',
    'ground-note': (f, say) => say.name(f.note),
    'exemption-is-granted': (f, say) =>
      `An exemption is applied for and granted, it does not come of itself.${f.authority ? ` It is decided by the ${say.name(f.authority)}.` : ' Who decides was not found.'}${f.applicant ? ` Applicant: ${say.name(f.applicant)}.` : ' Who applies was not found.'}`,
    origin: (f, say) =>
      f.isMainland
        ? 'The product is made in mainland China. The obligation is the same as for imports: it holds from the moment the goods leave the factory.'
        : `The product is made in ${say.country(f.country)}. Where it is made does not change whether CCC applies: imports and goods made in China are treated alike.`,
    'three-roles': (f) =>
      `An application names three roles: applicant, manufacturer and factory.${f.applicant ? ` Named here as importing or applying: ${en.applicants[f.applicant]}.` : ' Who imports or applies is not named yet; it decides who signs, not whether CCC applies.'}`,
  },
  questions: {
    'which-class': (f, say) => {
      const names = [...f.classes.map(say.className), ...f.neverInScope.map((item) => `${say.name(item.names)} (never in scope)`)]; // prettier-ignore
      return names.length > 0
        ? `Which class of the catalogue is it? Candidates: ${say.list(names)}.`
        : 'Which class of the catalogue is it? Confirm with the certification body.';
    },
    'class-not-in-data': (f) =>
      `The class ${f.key} is not in our data. Confirm with the certification body what it covers and how it is certified.`,
    'class-or-never-in-scope': (f, say) =>
      `The description also names “${say.name(f.names)}”, which CCC never covered. Is the product really of class ${say.className(f.class)}?`,
    'only-this-item': (f, say) =>
      `Is the product “${say.name(f.names)}” and nothing else? The description also says: ${f.rest}.`,
    'hs-code-differs': (f, say) =>
      f.classes.length > 0
        ? `Tariff code ${f.hsCode} is known for ${say.list(f.classes.map(say.className))}. Are code and class right?`
        : `Tariff code ${f.hsCode} is known for no class of our data. Are code and class right?`,
    'vehicle-category': (f, say) => `For which vehicles is the product made? In scope: ${say.list(f.categories)}.`,
    'class-condition': (f, say) => say.name(f.question),
    variant: (f, say) => `Which is it: ${say.either(f.variants.map((one) => say.name(one.names)))}?`,
    'mode-unknown': () => 'How is the class certified on this day? Unknown; confirm with the certification body.',
    'intended-use': () => 'What is the product brought in or made for? Some uses are exempt or need no CCC.',
    'ground-not-in-data': (f) =>
      `Our data knows no ground “${f.key}” on this day. Confirm with the market-supervision department.`,
    'ground-condition': (f, say) => `Does this hold? ${say.name(f.text)}.`,
    applicant: (f, say) => `Who applies? ${say.name(f.text)}.`,
    'applicant-contradicts': (f, say) =>
      `The answers contradict each other: ${en.applicants[f.applicant]} is named as applicant, but the answer to “${say.name(f.text)}” says otherwise.`,
    'voluntary-route': (f, say) =>
      `Does ${say.list(f.schemes.map((one) => en.schemes[one]))} take this product, and by which rule? Confirm with the body.`,
    'another-class': (f, say) =>
      `Being outside of class ${say.className(f.class)} is not being outside of the catalogue: does another class cover the product?`,
    'outside-determination': () =>
      'Who issues the written determination, how long it takes and how long it holds is unknown. Confirm with the certification body and customs.',
    'exemption-validity': (f, say) =>
      `How long does the exemption hold, and how long does it take?${f.note ? ` ${say.name(f.note)}` : ''}`,
  },
  decision: (answer, verdict) =>
    ({
      yes: `If yes: ${verdict}.`,
      no: `If no: ${verdict}.`,
      outside: `If for other vehicles: ${verdict}.`,
      inside: `If for these vehicles: ${verdict}.`,
      'other-use': `For one of those uses, its conditions met: ${verdict} or not required.`,
    })[answer],
  steps: {
    certify: (f, say) =>
      `Apply for CCC certification with a designated body.${f.schemes.length > 0 ? ` Procedures open to it: ${say.list(f.schemes.map((one) => say.name(one.names)))}.` : ''}`,
    'convert-declaration': (f, say, on) =>
      `Existing self-declarations${on ? `, by ${say.day(on)}` : ''} (${say.instrument(f.instrument)}): ${f.duty ? say.name(f.duty) : 'convert each into a certificate.'}${f.relief ? ` ${say.name(f.relief)}` : ''}`,
    'only-certified': (f, say, on) =>
      `${on ? `From ${say.day(on)}` : 'Then'} only certified and marked goods may leave the factory, be sold, imported or used; declarations no longer count (${say.instrument(f.instrument)}).`,
    'declare-until': (f, say, on) =>
      `Make the self-declaration by procedure ${f.mode === 'self-declaration-a' ? 'A' : 'B'}${on ? `; new ones are possible until ${say.day(on)}` : ''}.`,
    'mandatory-from': (_, say, on) =>
      on ? `Have the certificate by ${say.day(on)}: from that day CCC is mandatory.` : 'CCC becomes mandatory.',
    'apply-for-exemption': (f, say) =>
      `Apply for the exemption before the goods come in${f.authority ? ` with the ${say.name(f.authority)}` : ''}.${f.applicant ? ` Applicant: ${say.name(f.applicant)}.` : ''}`,
    'ground-deadline': (f, say) =>
      f.limit
        ? `${say.name(f.names)}: within ${en.limit(f.limit)} of ${say.name(f.from)}.`
        : `${say.name(f.names)}: after ${say.name(f.from)}; the length of the period was not found, confirm with the department.`,
    'fast-channel': (f, say) => `Ask for the convenient channel.${f.note ? ` ${say.name(f.note)}` : ''}`,
    'get-determination': () =>
      'Obtain a written determination that the product is outside the catalogue and keep it for customs (practice).',
    'answer-questions': () => 'Answer the open points; then repeat the check.',
    'confirm-with-body': () =>
      'Have the certification body, or the authority named, confirm what our sources leave open.',
    'no-shipment-before': () =>
      'Until certificate or declaration and mark are there, the goods may not leave the factory, be sold, imported or used in business.',
    fine: (f, say) =>
      `A breach costs a fine of CNY ${say.amount(f.minimumCny)} to ${say.amount(f.maximumCny)} and the gains are confiscated (article ${f.article} of the Regulations on Certification and Accreditation).${f.note ? ` ${say.name(f.note)}` : ''}`,
  },
  alternatives: {
    'self-declaration': (f, say) =>
      `Instead of the certificate a self-declaration is possible${f.until ? ` until ${say.day(f.until)}` : ''}.`,
    'third-party-early': (f, say) =>
      f.isOpen || !f.from
        ? `A certificate of a body can be applied for already${f.from ? ` (since ${say.day(f.from)})` : ''}.`
        : `From ${say.day(f.from)} a certificate of a body can be applied for.`,
    'single-vehicle': (f, say) => `For single vehicles: ${say.list(f.schemes.map((one) => say.name(one.names)))}.`,
    voluntary: (f, say) =>
      `Voluntary certification: ${say.list(f.schemes.map((one) => en.schemes[one]))}${f.insteadOf.length > 0 ? `, for many products in place of ${say.list(f.insteadOf.map((one) => en.schemes[one]))}` : ''}.${f.rules.length > 0 ? ` Rules seen: ${say.list(f.rules)}.` : ''} No law demands it.`,
  },
  letter: {
    subject: (name) => `Does ${en.subject(name)} need CCC?`,
    backing: (basis, certainty) => `${basis}, ${certainty}`,
    salutation: 'Dear Sir or Madam,',
    opening: (day) => `We have checked whether the product needs China Compulsory Certification on ${day}.`,
    facts: 'What we were told',
    answer: 'Our answer',
    reasons: 'Reasons',
    openTitle: (isBlocking) => (isBlocking ? 'To be settled before we can decide' : 'Open points'),
    follows: 'What follows',
    alternatives: 'Other ways',
    basisOfAnswer: 'On what this rests',
    dataLine: (version, day) =>
      `This answer rests on version ${version} of our reference data, as the law stands for ${day} to our knowledge. Later announcements may change the answer.`,
    hsLine: 'A tariff code (HS code) does not decide whether CCC applies; the description of the catalogue does.',
    judgementLine:
      'Reasons marked “secondary source” or “unverified” rest on reports and not on the text of the authority; where no source was found, we say so. The certification body and customs decide.',
    superseded: (number) => `A newer check of the same product exists: ${number}.`,
    noRecipient: 'For your files',
    fileName: 'ccc-applicability',
    roles: { owner: 'Management', manager: 'Project management', consultant: 'Homologation consultant', viewer: 'Homologation', client: '' }, // prettier-ignore
    labels: {
      product: 'Product',
      class: 'Catalogue class',
      description: 'Description',
      day: 'Day in question',
      variant: 'Part of the class',
      vehicleCategory: 'Vehicle category',
      intendedUse: 'Intended use',
      applicant: 'Imports or applies',
      madeIn: 'Made in',
      hsCode: 'Tariff code (hint)',
    },
    notGiven: 'not given',
  },
};
