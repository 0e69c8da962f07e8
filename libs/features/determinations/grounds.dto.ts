import { ApiProperty } from '@nestjs/swagger';
import { BASES, CERTAINTIES, type Basis, type Certainty } from '#domain/deadlines/deadline';

/** A text in the three languages of the product. */
export class GroundWords {
  en: string;
  de: string;
  zh: string;
}

export class GroundConditionView {
  key: string;
  text: GroundWords;
}

/** A ground on which CCC is not asked for or exempted, with what it asks. */
export class GroundView {
  key: string;
  @ApiProperty({ enum: ['not-required', 'exempt'] }) kind: 'not-required' | 'exempt';
  names: GroundWords;
  conditions: GroundConditionView[];
  /** who applies; null where no source says */
  applicant: GroundWords | null;
  /** who decides; null where no source says */
  authority: GroundWords | null;
  /** the goods leave with what they are built into: the day of the promised export is asked for */
  asksPromisedExport: boolean;
  /** the goods are shown: the last day of the display is asked for */
  asksDisplay: boolean;
  note: GroundWords | null;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
}

/** A rule of CCC and where it stands. */
export class BackingView {
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: CERTAINTIES }) certainty: Certainty;
  source: string;
  note: GroundWords | null;
}

export class GroundList {
  items: GroundView[];
  /** why goods under an exemption must not be sold: they have neither certificate nor mark */
  notForSale: BackingView | null;
  /** what is known of how long an exemption holds */
  validity: BackingView | null;
}
