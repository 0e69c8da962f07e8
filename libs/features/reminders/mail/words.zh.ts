import type { Day } from '#domain/day';
import type { Counted } from '#domain/deadlines/deadline';
import { dayPart } from './day-part.js';
import { lead, SUBJECTS_ZH } from './subject-words.zh.js';
import type { MailWords } from './words.js';

const part = dayPart('zh-CN');
const weekday = (day: Day): string => part(day, { weekday: 'long' });
const written = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const STARTS: Partial<Record<Counted['start'], (day: string) => string>> = {
  accepted: (day) => `${day}受理`,
  'stage-start': (day) => `${day}阶段开始`,
  'stage-end': (day) => `${day}阶段结束`,
  inspected: (day) => `${day}检查`,
  imported: (day) => `${day}进境`,
  issued: (day) => `${day}发证`,
  suspended: (day) => `${day}暂停`,
  'promised-export': (day) => `承诺出口日${day}`,
  reported: (day) => `报告签发日${day}`,
  published: (day) => `${day}公告发布`,
};

function spanOf({ amount = 0, unit }: Counted): string {
  const word = { 'working-days': '个工作日', 'calendar-days': '个自然日', months: '个月', years: '年' };
  return `${amount}${word[unit ?? 'calendar-days']}`;
}

export const zh: MailWords = {
  lang: 'zh-Hans',
  comma: '、',
  colon: '：',
  dayLong: (day) => `${written(day)}，${weekday(day)}`,
  dayShort: written,
  daysLeft: lead,
  daysLeftBrief: (left) => (left < 0 ? `逾期${-left}天` : left === 0 ? '今天' : `${left}天`),
  workingDays: (count, isProvisional) => `中国工作日${count}天${isProvisional ? '（节假日安排尚未公布）' : ''}`,

  ofCase: (what, caseNumber) => `${what}（${caseNumber}）`,
  hours: (day, hours, city) => `${day === null ? '' : `${day}，`}${hours}（${city}）`,
  ...SUBJECTS_ZH,
  partCount: (which, count) =>
    ({
      overdue: `${count}项已逾期`,
      week: `${count}项7天内到期`,
      month: `${count}项30天内到期`,
      later: `${count}项稍后到期`,
    })[which],
  partTitle: (which) => ({ overdue: '已逾期', week: '7天内到期', month: '30天内到期', later: '稍后到期' })[which],

  act: (kind) =>
    ({
      conversion: '将此自我声明转换为CCC证书',
      'cut-over': '自当日起，仅获证并加施标志的产品可出厂',
      'renewal-filing': '申请此证书的到期换证',
      'certificate-expiry': '此证书到期',
      'follow-up-inspection': '完成此工厂的监督检查',
      'document-request': '提交此资料',
      'stage-due': '完成项目的这一阶段',
      'case-limit': '在时限内取得此项目的证书',
      'inspection-after-test': '安排工厂检查',
      'finding-correction': '完成此不符合项的整改',
      'booking-option': '确认或放弃此预订',
      'temporary-import': '将此样品复运出境或办理延期',
      'restoration-request': '向认证机构申请恢复此证书，并提交整改报告',
      'annual-fee': '缴纳此证书的年金',
      'views-on-draft': '对此征求意见稿提交意见',
      'determination-end': '此判定到期，请处理其所涉货物',
      'export-write-off': '办理出口货物的核销',
      'energy-label': '备案能耗标识数据',
      'approval-expiry': '此准入许可到期',
      'approval-audit': '完成此准入许可的后续审核',
      transition: '换版至新标准或新规则',
      'cb-report': '使用此CB测试报告，或重新取得报告',
    })[kind],
  actOfMany: (kind, count) =>
    ({
      conversion: `将${count}份自我声明转换为CCC证书`,
      'cut-over': `仅获证并加施标志的产品可出厂：${count}份自我声明`,
      'renewal-filing': `申请${count}份证书的到期换证`,
      'certificate-expiry': `${count}份证书到期`,
      'follow-up-inspection': `${count}项监督检查`,
      'document-request': `提交${count}份资料`,
      'stage-due': `完成${count}个阶段`,
      'case-limit': `${count}个项目须取得证书`,
      'inspection-after-test': `${count}次型式试验后的工厂检查`,
      'finding-correction': `完成${count}个不符合项的整改`,
      'booking-option': `${count}个预订保留到期`,
      'temporary-import': `${count}项暂时进境到期`,
      'restoration-request': `申请恢复${count}份证书`,
      'annual-fee': `缴纳${count}笔年金`,
      'views-on-draft': `对${count}份征求意见稿提交意见`,
      'determination-end': `${count}项判定到期`,
      'export-write-off': `办理${count}项出口核销`,
      'energy-label': `备案${count}项能耗标识`,
      'approval-expiry': `${count}项准入许可到期`,
      'approval-audit': `完成${count}次准入许可审核`,
      transition: `完成${count}项标准或规则换版`,
      'cb-report': `使用或更新${count}份CB测试报告`,
    })[kind],
  ifMissedTitle: (isLate) => (isLate ? '后果' : '逾期后果'),
  ifMissed: (kind, isVoluntary, validUntil) => {
    switch (kind) {
      case 'conversion':
      case 'cut-over':
        return '自2027年1月1日起，未获证书的产品不得出厂、销售、进口或使用，自我声明将被注销。此前凭该声明出厂且已停产的产品可继续销售。';
      case 'renewal-filing':
        return isVoluntary
          ? `未换证的，证书${validUntil ? `于${validUntil}` : ''}到期失效。`
          : `未换证的，证书${validUntil ? `于${validUntil}` : ''}到期失效，产品不得出厂，届时只能重新申请，并重新送样和接受工厂检查。`;
      case 'certificate-expiry':
        return isVoluntary ? '证书不再有效。' : '产品不得出厂或进口，只能重新申请，并重新送样和接受工厂检查。';
      case 'follow-up-inspection':
        return '认证机构可能暂停该工厂的证书。暂停期间，产品不得出厂或进口。';
      case 'document-request':
        return '项目将等待该资料，后续日期随之顺延。';
      case 'stage-due':
        return '项目的后续日期随之顺延。';
      case 'case-limit':
        return '后果未知，请向认证机构确认。';
      case 'inspection-after-test':
        return '须重新进行型式试验。';
      case 'finding-correction':
        return '逾期或整改不合格视为检查不通过，认证终止。';
      case 'booking-option':
        return '预订保留自动失效，该时段可由他人预订。';
      case 'temporary-import':
        return '后果未知，以该批货物的海关申报为准。';
      case 'restoration-request':
        return isVoluntary
          ? '后果未知，请向认证机构确认。'
          : '认证机构将撤销证书（CNCA-00C-001，原因代码0201）。恢复之前，产品不得出厂或进口。';
      case 'annual-fee':
        return '后果未知，请向认证机构确认。';
      case 'views-on-draft':
        return '征求意见结束；逾期意见是否采纳未知。';
      case 'approval-expiry':
        return '该准入许可不再有效；对产品的影响请向主管部门确认。';
      case 'transition':
        return isVoluntary
          ? '后果未知，请向认证机构确认。'
          : '认证机构可暂停证书（CNCA-00C-001，原因代码0202）。暂停期间，产品不得出厂或进口。';
      case 'cb-report':
        return 'CQC对出具超过三年的报告会提出疑问，届时的要求请向其确认。';
      case 'determination-end':
      case 'export-write-off':
      case 'energy-label':
      case 'approval-audit':
        return '后果未知，请向主管部门确认。';
    }
  },

  labels: {
    declaration: '自我声明',
    certificate: '证书',
    product: '产品',
    factory: '生产企业',
    factoryClass: '工厂分类',
    lastInspection: '上次检查',
    holder: '持证人',
    validUntil: '有效期至',
    case: '项目',
    document: '资料',
    stage: '阶段',
    finding: '不符合项',
    laboratory: '实验室',
    sample: '样品',
    draft: '征求意见稿',
    determination: '判定',
    approval: '准入许可',
    edition: '标准或规则',
    report: 'CB测试报告',
    consultant: '顾问',
    open: '打开',
  },
  factoryClass: (value) => value ?? '未知',
  whyTitle: '日期依据',
  basis: (basis) => ({ legal: '法定日期。', practice: '惯例，非法定。', planning: '计划值，未见明文规定。' })[basis],
  counted: (counted, source, day) => {
    const from = source === 'none' ? '' : `（${source}）`;
    if (counted.start === 'named')
      return source === 'none' ? '人工设定，非推算。' : `${source}中明确规定，非本系统推算。`;
    if (counted.start === 'valid-until') {
      return counted.amount === 0
        ? `有效期最后一日${from}。`
        : `有效期最后一日（${day(counted.from!)}）之前${Math.abs(counted.amount!)}${counted.unit === 'months' ? '个月' : '个自然日'}${from}。`;
    }
    const start = STARTS[counted.start];
    if (start) return `${start(day(counted.from!))}之后${spanOf(counted)}${from}。`;
    return counted.factoryClass === 'unknown'
      ? `${day(counted.from!)}检查之后${counted.amount}个月；工厂分类未知，按12个月计算${from}。`
      : `${day(counted.from!)}检查之后${counted.amount}个月，工厂分类${counted.factoryClass}${from}。`;
  },
  disputed: '该规定有两种理解：在届满前90天内申请，或最迟于届满前第90天申请。我们按较早的日期处理。',

  stepOf: (position, count) => `第${position}次提醒，共${count}次。`,
  overdueStep: (every, unit) =>
    every === null
      ? '已逾期。'
      : every === 1
        ? '已逾期，每个工作日提醒一次。'
        : unit === 'working'
          ? `已逾期，每${every}个工作日提醒一次。`
          : every === 7
            ? '已逾期，每周提醒一次。'
            : `已逾期，每${every}天提醒一次。`,
  sentSteps: (steps) => `已发送：提前${steps.join('、')}天。`,
  comingSteps: (steps) => `后续：提前${steps.join('、')}天。`,
  stops: (kind) =>
    ({
      conversion: '登记证书后，提醒自动停止。',
      'cut-over': '登记证书后，提醒自动停止。',
      'renewal-filing': '登记换证申请后，提醒自动停止。',
      'certificate-expiry': '登记新的有效期后，提醒自动停止。',
      'follow-up-inspection': '登记监督检查后，提醒自动停止。',
      'document-request': '提交资料后，提醒自动停止。',
      'stage-due': '阶段完成后，提醒自动停止。',
      'case-limit': '项目结束后，提醒自动停止。',
      'inspection-after-test': '登记工厂检查后，提醒自动停止。',
      'finding-correction': '不符合项关闭后，提醒自动停止。',
      'booking-option': '确认或放弃预订后，提醒自动停止。',
      'temporary-import': '样品出境后，提醒自动停止。',
      'restoration-request': '证书恢复或登记恢复申请后，提醒自动停止。',
      'annual-fee': '登记缴费后，提醒自动停止。',
      'views-on-draft': '登记已提交意见后，提醒自动停止。',
      'determination-end': '登记判定终结后，提醒自动停止。',
      'export-write-off': '登记核销后，提醒自动停止。',
      'energy-label': '登记备案后，提醒自动停止。',
      'approval-expiry': '登记新的有效期后，提醒自动停止。',
      'approval-audit': '登记审核后，提醒自动停止。',
      transition: '登记新版本或标记为已完成后，提醒自动停止。',
      'cb-report': '登记报告的处理结果后，提醒自动停止。',
    })[kind],

  openSubject: (kind) =>
    ({
      conversion: '打开自我声明',
      'cut-over': '打开自我声明',
      'renewal-filing': '打开证书',
      'certificate-expiry': '打开证书',
      'follow-up-inspection': '打开工厂',
      'document-request': '打开项目',
      'stage-due': '打开项目',
      'case-limit': '打开项目',
      'inspection-after-test': '打开项目',
      'finding-correction': '打开工厂检查',
      'booking-option': '打开预订',
      'temporary-import': '打开样品',
      'restoration-request': '打开证书',
      'annual-fee': '打开证书',
      'views-on-draft': '打开征求意见稿',
      'determination-end': '打开判定',
      'export-write-off': '打开判定',
      'energy-label': '打开准入许可',
      'approval-expiry': '打开准入许可',
      'approval-audit': '打开准入许可',
      transition: '打开详情',
      'cb-report': '打开产品',
    })[kind],
  openList: '打开全部到期事项',
  writeTo: (name) => `致信${name}`,
  more: (count) => `Homolog中另有${count}项`,
  answer: '已知悉、处理中，或不归您负责？请在此答复',
  pleaseAnswer: '请答复：如无答复，将通知团队中的下一位。',
  notAnswered: (name, on) => `${name}于${on}被询问后尚未答复，因此向您发送这封邮件。`,

  youAreContact: (client, tenant) => `您作为${client}的联系人收到${tenant}的这封邮件。`,
  youAreResponsible: (tenant) => `您是${tenant}的负责人，因此收到这封邮件。`,
  youAreDeputy: (tenant, isOverdue) =>
    isOverdue
      ? `您是${tenant}该项目的副负责人，因事项逾期而收到这封邮件。`
      : `您是${tenant}的副负责人，因负责人不在而收到这封邮件。`,
  youAreManager: (tenant, isOverdue) =>
    isOverdue ? `您是${tenant}的管理人员，因事项逾期而收到这封邮件。` : `您是${tenant}的管理人员，因此收到这封邮件。`,
  youAreLaboratory: (tenant) => `贵实验室承担该项目的检测，因此收到${tenant}的这封邮件。`,
  insteadOf: (address, tenant) => `${tenant}发往${address}的邮件无法送达，因此由您代收这封邮件。`,
  replyReaches: (name) => `直接回复此邮件，${name}即可收到。`,
  chooseMails: '选择接收哪些邮件',
  late: (day, time) => `此邮件延迟发出，原定发送时间为${day} ${time}。`,
};
