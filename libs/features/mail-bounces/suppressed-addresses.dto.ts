import { IsOptional, IsString, Length } from 'class-validator';
import { Tidy } from '#platform/http/fields';

export class MarkedContactView {
  contactId: string;
  name: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
}

/** Who signs in with it; of a client's person the client is named. */
export class MarkedMemberView {
  memberId: string;
  name: string;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
}

/** An address that mails do not reach, or whose reader complained. */
export class SuppressedAddressView {
  id: string;
  /** lower case */
  email: string;
  reason: 'bounce' | 'complaint';
  /** of RFC 3463, e.g. `5.1.1` */
  status: string | null;
  /** the server's own words */
  answer: string | null;
  /** instant */
  since: string;
  /** who is reached by it; nobody once the address was corrected */
  contacts: MarkedContactView[];
  members: MarkedMemberView[];
  /** mails that were not sent because of it */
  refused: number;
}

export class SuppressedAddressList {
  items: SuppressedAddressView[];
}

export class LiftInput {
  /** why mails may go there again */
  @IsOptional() @Tidy() @IsString() @Length(1, 500) note?: string | null;
}
