import type { ForecastBasis, ForecastVerdict } from '#domain/campaigns/forecast';
import type { MemberStep } from '#domain/campaigns/step';
import type { Party } from '#domain/reference/scheme';
import type { Language } from '#domain/permissions';

/** Whose turn it is; `nobody` where a step waits for no one. */
export type Turn = Party | 'nobody';

export interface ReportWords {
  comma: string;
  subject(campaign: string): string;
  salutation: string;
  opening(campaign: string, client: string, day: string): string;
  /** @param left days until the deadline; negative = passed */
  standing(done: number, total: number, deadline: string, left: number): string;
  funnel: string;
  step: Record<MemberStep, string>;
  forecast: string;
  /** both days written out */
  range(early: string, late: string, likely: string): string;
  /** no late end can be told */
  atLeast(likely: string): string;
  isDone(day: string): string;
  noForecast: string;
  basis(basis: ForecastBasis, counted: number): string;
  verdictTitle: string;
  verdict: Record<Exclude<ForecastVerdict, 'unknown'>, string>;
  changed(since: string): string;
  unchanged: string;
  /**
   * From where to where, how many and which.
   *
   * @param from `planned`: new in the campaign; null: not recorded
   */
  change(from: MemberStep | null, step: MemberStep, count: number, named: string): string;
  andMore(count: number): string;
  open: string;
  nothingOpen: string;
  columns: { number: string; product: string; step: string; turn: string; since: string; expected: string };
  turn: Record<Turn, string>;
  rest(count: number): string;
  excused: string;
  excusedFor(ground: string, count: number): string;
  otherGround: string;
  small: string;
}

/** What is said of where a member came from; nothing where that was not recorded. */
function before(from: MemberStep | null, isNew: string, words: (from: MemberStep) => string): string[] {
  if (from === null) return [];
  return [from === 'planned' ? isNew : words(from)];
}

const en: ReportWords = {
  comma: ', ',
  subject: (campaign) => `Weekly report: ${campaign}`,
  salutation: 'Dear Sir or Madam,',
  opening: (campaign, client, day) => `This is how ${campaign} stands for ${client} on ${day}.`,
  standing: (done, total, deadline, left) =>
    `Of ${total} ${total === 1 ? 'certificate' : 'certificates'} ${done} ${done === 1 ? 'is' : 'are'} finished or excused. ${
      left < 0
        ? `The deadline was ${deadline}.`
        : left === 0
          ? `The deadline is today, ${deadline}.`
          : `The deadline is ${deadline}, ${left === 1 ? 'tomorrow' : `in ${left} days`}.`
    }`,
  funnel: 'How far we are',
  step: {
    failed: 'Needs a decision',
    planned: 'Being prepared',
    open: 'Case opened',
    told: 'Told',
    'documents-in': 'Documents in',
    filed: 'Filed',
    certified: 'Certified',
    finished: 'Finished',
    excused: 'Excused',
  },
  forecast: 'When it will be over',
  range: (early, late, likely) => `Between ${early} and ${late}, most likely on ${likely}.`,
  atLeast: (likely) => `Not before ${likely}; a last day cannot be told yet.`,
  isDone: (day) => `Everything was done on ${day}.`,
  noForecast: 'Nobody can say yet: too little has been finished, and not every open case has a plan.',
  basis: (basis, counted) =>
    ({
      pace: `By the pace of the last eight weeks, in which ${counted} were finished; eight of ten such courses end within the range.`,
      durations: `By the plans of the open cases, stretched as ${counted} finished cases of the procedure were; eight of ten such courses end within the range.`,
      plan: 'By the plans of the open cases alone; too few cases are finished for a range.',
      done: '',
      unknown: '',
    })[basis],
  verdictTitle: 'Against the deadline',
  verdict: {
    'in-time': 'If it goes on like this, everything is done in time.',
    'at-risk': 'The deadline lies within the range: without more speed it may be missed.',
    late: 'If it goes on like this, the deadline is missed.',
  },
  changed: (since) => `What has changed since ${since}`,
  unchanged: 'Nothing has moved in this time.',
  change: (from, step, count, named) => `${en.step[step]} (${[count, ...before(from, 'new', (it) => `before: ${en.step[it]}`)].join('; ')}): ${named}`, // prettier-ignore
  andMore: (count) => `and ${count} more`,
  open: 'What is open',
  nothingOpen: 'Nothing is open any more.',
  columns: { number: 'Certificate', product: 'Product', step: 'Step', turn: 'Waits for', since: 'Since', expected: 'Expected' }, // prettier-ignore
  turn: {
    consultancy: 'us',
    client: 'you',
    laboratory: 'the laboratory',
    body: 'the body',
    inspector: 'the inspector',
    customs: 'customs',
    authority: 'the authority',
    nobody: '',
  },
  rest: (count) => `and ${count} more; we send you the whole list on request`,
  excused: 'What needs nothing more',
  excusedFor: (ground, count) => `${ground}: ${count}`,
  otherGround: 'For a reason of its own',
  small: 'Expected days are estimates from the plans of the cases; they are no promise of a certification body.',
};

const de: ReportWords = {
  comma: ', ',
  subject: (campaign) => `Wochenbericht: ${campaign}`,
  salutation: 'Sehr geehrte Damen und Herren,',
  opening: (campaign, client, day) => `so steht ${campaign} für ${client} am ${day}.`,
  standing: (done, total, deadline, left) =>
    `Von ${total} ${total === 1 ? 'Zertifikat' : 'Zertifikaten'} ${done === 1 ? 'ist' : 'sind'} ${done} erledigt oder ausgenommen. ${
      left < 0
        ? `Die Frist endete am ${deadline}.`
        : left === 0
          ? `Die Frist endet heute, am ${deadline}.`
          : `Die Frist endet am ${deadline}, ${left === 1 ? 'morgen' : `in ${left} Tagen`}.`
    }`,
  funnel: 'Wie weit wir sind',
  step: {
    failed: 'Entscheidung nötig',
    planned: 'In Vorbereitung',
    open: 'Verfahren offen',
    told: 'Benachrichtigt',
    'documents-in': 'Unterlagen da',
    filed: 'Beantragt',
    certified: 'Zertifiziert',
    finished: 'Erledigt',
    excused: 'Ausgenommen',
  },
  forecast: 'Wann es zu Ende ist',
  range: (early, late, likely) => `Zwischen ${early} und ${late}, am ehesten am ${likely}.`,
  atLeast: (likely) => `Nicht vor dem ${likely}; ein letzter Tag lässt sich noch nicht nennen.`,
  isDone: (day) => `Am ${day} war alles erledigt.`,
  noForecast: 'Das kann noch niemand sagen: Zu wenig ist erledigt, und nicht jedes offene Verfahren hat einen Plan.',
  basis: (basis, counted) =>
    ({
      pace: `Nach dem Tempo der letzten acht Wochen, in denen ${counted} erledigt wurden; acht von zehn solchen Verläufen enden in dieser Spanne.`,
      durations: `Nach den Plänen der offenen Verfahren, gedehnt wie bei ${counted} beendeten dieses Ablaufs; acht von zehn solchen Verläufen enden in dieser Spanne.`,
      plan: 'Allein nach den Plänen der offenen Verfahren; für eine Spanne sind zu wenige beendet.',
      done: '',
      unknown: '',
    })[basis],
  verdictTitle: 'Gemessen an der Frist',
  verdict: {
    'in-time': 'Geht es so weiter, ist alles rechtzeitig erledigt.',
    'at-risk': 'Die Frist liegt in dieser Spanne: Ohne mehr Tempo kann sie verfehlt werden.',
    late: 'Geht es so weiter, wird die Frist verfehlt.',
  },
  changed: (since) => `Was sich seit dem ${since} geändert hat`,
  unchanged: 'In dieser Zeit hat sich nichts bewegt.',
  change: (from, step, count, named) => `${de.step[step]} (${[count, ...before(from, 'neu', (it) => `vorher: ${de.step[it]}`)].join('; ')}): ${named}`, // prettier-ignore
  andMore: (count) => `und ${count} weitere`,
  open: 'Was offen ist',
  nothingOpen: 'Es ist nichts mehr offen.',
  columns: { number: 'Zertifikat', product: 'Produkt', step: 'Schritt', turn: 'Wartet auf', since: 'Seit', expected: 'Erwartet' }, // prettier-ignore
  turn: {
    consultancy: 'uns',
    client: 'Sie',
    laboratory: 'das Labor',
    body: 'die Stelle',
    inspector: 'den Inspektor',
    customs: 'den Zoll',
    authority: 'die Behörde',
    nobody: '',
  },
  rest: (count) => `und ${count} weitere; die vollständige Liste senden wir Ihnen auf Wunsch`,
  excused: 'Wofür nichts mehr nötig ist',
  excusedFor: (ground, count) => `${ground}: ${count}`,
  otherGround: 'Aus eigenem Grund',
  small: 'Erwartete Tage sind Schätzungen nach den Plänen der Verfahren und keine Zusage einer Zertifizierungsstelle.',
};

const zh: ReportWords = {
  comma: '、',
  subject: (campaign) => `周报：${campaign}`,
  salutation: '尊敬的客户：',
  opening: (campaign, client, day) => `现将“${campaign}”截至${day}在${client}的进展报告如下。`,
  standing: (done, total, deadline, left) =>
    `共${total}份证书，其中${done}份已完成或无需办理。${
      left < 0
        ? `截止日期为${deadline}，现已逾期。`
        : left === 0
          ? `截止日期为今天（${deadline}）。`
          : `截止日期为${deadline}，还剩${left}天。`
    }`,
  funnel: '总体进展',
  step: {
    failed: '需要决定',
    planned: '准备中',
    open: '项目已开立',
    told: '已通知',
    'documents-in': '资料已齐',
    filed: '已提交申请',
    certified: '已获证书',
    finished: '已完成',
    excused: '无需办理',
  },
  forecast: '预计完成时间',
  range: (early, late, likely) => `${early}至${late}之间，最可能为${likely}。`,
  atLeast: (likely) => `不早于${likely}；最晚日期尚无法预计。`,
  isDone: (day) => `已于${day}全部完成。`,
  noForecast: '目前无法预计：已完成的数量过少，且部分未结项目尚无计划。',
  basis: (basis, counted) =>
    ({
      pace: `依据最近八周完成${counted}份的进度推算，十分之八的同类进程落在该区间内。`,
      durations: `依据未结项目的计划，并按该程序${counted}个已结项目的实际用时修正，十分之八的同类进程落在该区间内。`,
      plan: '仅依据未结项目的计划；已结项目过少，无法给出区间。',
      done: '',
      unknown: '',
    })[basis],
  verdictTitle: '与截止日期对比',
  verdict: {
    'in-time': '按目前进度，可按期全部完成。',
    'at-risk': '截止日期落在预计区间内，如不加快进度可能逾期。',
    late: '按目前进度将逾期。',
  },
  changed: (since) => `自${since}以来的变化`,
  unchanged: '期间无变化。',
  change: (from, step, count, named) => `${zh.step[step]}（${[count, ...before(from, '新增', (it) => `此前：${zh.step[it]}`)].join('；')}）：${named}`, // prettier-ignore
  andMore: (count) => `另有${count}份`,
  open: '未完成事项',
  nothingOpen: '已无未完成事项。',
  columns: { number: '证书', product: '产品', step: '进展', turn: '等待', since: '起始日', expected: '预计完成' },
  turn: {
    consultancy: '我方',
    client: '贵公司',
    laboratory: '实验室',
    body: '认证机构',
    inspector: '检查员',
    customs: '海关',
    authority: '主管部门',
    nobody: '',
  },
  rest: (count) => `另有${count}份，完整清单可向我们索取`,
  excused: '无需办理的证书',
  excusedFor: (ground, count) => `${ground}：${count}`,
  otherGround: '其他原因',
  small: '预计日期依据项目计划估算，并非认证机构的承诺。',
};

export const REPORT_WORDS: Record<Language, ReportWords> = { en, de, zh };
