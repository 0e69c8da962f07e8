import { KINDS_ON_A_CERTIFICATE, SCHEME_KINDS_OF, type ApplicationKind } from '#domain/cases/application';
import type { Scheme as CertificateScheme } from '#domain/certificate';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { Comparison, ComparisonInput, Route } from '../plans/plans.types.js';
import { readDay } from '../i18n/day-input.js';
import { dayOrNull, textOrNull } from './field-values.js';
import type { ApplicationInput } from './applications.types.js';

/** One certification unit as it is chosen; the names are for the fields that show it. */
export interface ChosenUnit {
  productId: string | null;
  productName: string;
  certificateId: string | null;
  certificateNumber: string;
}

/** What is typed while a case is opened; kept as a draft. */
export interface NewCaseValues {
  kind: ApplicationKind | null;
  units: ChosenUnit[];
  schemeKey: string | null;
  variantCode: string | null;
  isParallel: boolean;
  startedOn: string;
  wishOn: string;
  /** Empty: as the client and its unit say. */
  applicantName: string;
  applicantNameZh: string;
  manufacturerName: string;
  manufacturerNameZh: string;
  factoryId: string | null;
  contactId: string | null;
  handledBy: string;
  issuedBy: string;
  ownerId: string | null;
  deputyId: string | null;
}

export const NO_UNIT: ChosenUnit = { productId: null, productName: '', certificateId: null, certificateNumber: '' };

export const NOTHING_TYPED: NewCaseValues = {
  kind: null,
  units: [NO_UNIT],
  schemeKey: null,
  variantCode: null,
  isParallel: false,
  startedOn: '',
  wishOn: '',
  applicantName: '',
  applicantNameZh: '',
  manufacturerName: '',
  manufacturerNameZh: '',
  factoryId: null,
  contactId: null,
  handledBy: '',
  issuedBy: '',
  ownerId: null,
  deputyId: null,
};

export const actsOnCertificate = (kind: ApplicationKind | null): boolean =>
  kind !== null && KINDS_ON_A_CERTIFICATE.includes(kind);

const yesIf = (is: boolean): YesNoUnknown => (is ? 'yes' : 'no');

/** The question to which the ways of the leading unit are the answer; null while it cannot be asked. */
export function waysQuestion(values: NewCaseValues): ComparisonInput | null {
  const productId = values.units[0]?.productId;
  if (!values.kind || !productId) return null;
  const startsOn = readDay(values.startedOn);
  return {
    productId,
    ...(startsOn && { startsOn }),
    facts: {
      hasLiveDeclaration: yesIf(values.kind === 'conversion'),
      hasCertificate: yesIf(actsOnCertificate(values.kind) && values.kind !== 'conversion'),
      wantsExemption: values.kind === 'exemption',
    },
    options: { isParallel: values.isParallel },
  };
}

/**
 * Ways that a case of the kind may take: open ones first.
 *
 * @param renewed scheme of the certificate that is renewed: only its own procedures lead to it again
 */
export function waysFor(
  kind: ApplicationKind | null,
  comparison: Comparison | undefined,
  renewed: CertificateScheme | null = null,
): Route[] {
  if (!kind || !comparison) return [];
  const fitting = comparison.routes.filter(
    ({ scheme }) =>
      SCHEME_KINDS_OF[kind].includes(scheme.kind) &&
      scheme.stages.length > 0 &&
      (kind !== 'renewal' || scheme.certifies === renewed),
  );
  return [...fitting].sort((one, other) => Number(other.isOpen) - Number(one.isOpen));
}

type Missing = 'kind' | 'unit' | 'certificate' | 'schemeKey' | 'day' | 'inFuture' | 'wishTooEarly';

/** What is missing or cannot be, by field, before the api is asked. */
export function faultsOf(values: NewCaseValues, today: string, say: (what: Missing) => string): Record<string, string> {
  const faults: Record<string, string> = {};
  if (!values.kind) faults['kind'] = say('kind');
  values.units.forEach(({ productId, certificateId }, index) => {
    if (actsOnCertificate(values.kind) && !certificateId) faults[`units.${index}`] = say('certificate');
    else if (!productId) faults[`units.${index}`] = say('unit');
  });
  if (values.kind && values.units[0]?.productId && !values.schemeKey) faults['schemeKey'] = say('schemeKey');
  const startedOn = readDay(values.startedOn);
  if (values.startedOn.trim() && !startedOn) faults['startedOn'] = say('day');
  else if (startedOn && startedOn > today) faults['startedOn'] = say('inFuture');
  const wishOn = readDay(values.wishOn);
  if (values.wishOn.trim() && !wishOn) faults['wishOn'] = say('day');
  else if (wishOn && wishOn < (startedOn ?? today)) faults['wishOn'] = say('wishTooEarly');
  return faults;
}

/** What is sent: what was left empty is left to the api, which takes it from the client and its unit. */
export function inputOf(values: NewCaseValues): ApplicationInput {
  const given = (name: 'applicantName' | 'manufacturerName' | 'applicantNameZh' | 'manufacturerNameZh') =>
    values[name].trim() ? { [name]: values[name].trim() } : {};
  return {
    kind: values.kind!,
    schemeKey: values.schemeKey!,
    ...(values.variantCode && { variantCode: values.variantCode }),
    units: values.units.map(({ productId, certificateId }) => ({
      productId: productId!,
      ...(actsOnCertificate(values.kind) && { certificateId }),
    })),
    ...(readDay(values.startedOn) && { startedOn: readDay(values.startedOn)! }),
    wishOn: dayOrNull(values.wishOn),
    ...given('applicantName'),
    ...given('applicantNameZh'),
    ...given('manufacturerName'),
    ...given('manufacturerNameZh'),
    ...(values.factoryId && { factoryId: values.factoryId }),
    contactId: values.contactId,
    handledBy: textOrNull(values.handledBy),
    issuedBy: textOrNull(values.issuedBy),
    ...(values.ownerId && { ownerId: values.ownerId }),
    deputyId: values.deputyId,
    isParallel: values.isParallel,
  };
}
