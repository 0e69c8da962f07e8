/** Ids of one side of a wall: everything that hangs on one client company. */
export interface Side {
  tenant: string;
  client: string;
  contact: string;
  factory: string;
  product: string;
  /** valid; its deadline is open */
  certificate: string;
  suspended: string;
  expired: string;
  /** a self-declaration that waits for its certificate */
  declaration: string;
  /** of the certificate */
  paper: string;
  fee: string;
  mark: string;
  /** of goods issue, of the client */
  releaseKey: string;
  /** of the client, made by the member */
  calendarFeed: string;
  /** by which the suspended one was suspended */
  statusChange: string;
  deadline: string;
  metDeadline: string;
  /** refused by a mail server */
  reminder: string;
  /** a document on the reminders of the deadline */
  proof: string;
  /** of the contact; mails come back */
  markedAddress: string;
  /** of the team */
  channel: string;
  import: string;
  /** an applicability check of the product */
  check: string;
  plan: string;
  /** a consultant */
  member: string;
  /** of the consultant */
  absence: string;
  /** named in a register, not yet invited */
  namedMember: string;
  /** a running case; the request, the comment, the audit with its finding, the booking and the sample are its own */
  application: string;
  /** running, of the client */
  stage: string;
  /** by which the stage was started */
  move: string;
  /** on its way, of the client */
  upload: string;
  /** whole, of the client, used by nothing */
  file: string;
  /** the same, a picture */
  photo: string;
  /** whole, of no client, used by nothing */
  teamFile: string;
  /** asked of the client, not handed in */
  request: string;
  /** for the client to see */
  comment: string;
  /** to the contact, refused by a mail server */
  notice: string;
  /** planned */
  audit: string;
  /** open */
  finding: string;
  laboratory: string;
  /** a reminder policy of the client */
  policy: string;
  bench: string;
  /** requested, without a slot */
  booking: string;
  /** received */
  sample: string;
  /** a draft that the tenant keeps, of the side's member */
  entry: string;
  /** a change of the client, open */
  change: string;
  /** granted */
  determination: string;
  project: string;
  /** planned, of the project */
  approval: string;
  /** of the product */
  cbReport: string;
  /** running, of the tenant; its member, letter and report are the client's */
  campaign: string;
  campaignMember: string;
  campaignLetter: string;
  campaignReport: string;
}

/**
 * One way to reach through a route for what is on the other side. `there` is the side the caller must not reach, `here`
 * their own: a call that mixes both shows that each id is checked and not only the first.
 */
export interface Try {
  path?: (there: Side, here: Side) => Record<string, string>;
  query?: (there: Side, here: Side) => Record<string, string | number>;
  body?: (there: Side, here: Side) => object;
  /** what an answer of 200 looks like when nothing was found; an empty list when left out */
  isNothing?: (body: Record<string, unknown>) => boolean;
  /** the id is that of a tenant: another client of one's own tenant has none to be tried with */
  isOfTenant?: boolean;
}

/** What the wall test does with a route. */
export type Wall =
  /** it names rows: each try must find nothing on the other side */
  | { tries: Try[] }
  /** it takes no id; what it lists is only the caller's own side */
  | 'lists'
  /** it takes no id and shows no row of others: it makes something new, or changes the caller's own */
  | 'own'
  /** it stands before or outside of the tenants; the reason says what keeps it from showing one */
  | { outside: string };

/** Route name, e.g. `GET /api/clients/:id` -> what is tried. Each feature has a table; walls.spec.ts wants every route in one. */
export type WallTable = Record<string, Wall>;

/** `:id` of the path is this one. */
export const byId = (noun: keyof Side, more: Omit<Try, 'path'> = {}): Wall => ({
  tries: [{ path: (there) => ({ id: there[noun] }), ...more }],
});

/** A list with filters that hold ids: each filter alone. */
export const filters = (fields: Record<string, keyof Side>, isNothing?: Try['isNothing']): Wall => ({
  tries: Object.entries(fields).map(([field, noun]) => ({
    query: (there) => ({ [field]: there[noun] }),
    ...(isNothing && { isNothing }),
  })),
});
