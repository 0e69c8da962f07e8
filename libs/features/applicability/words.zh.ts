import type { Mode } from '#domain/reference/catalogue';
import type { ApplicabilityWords } from './words.js';

const certified: Record<Mode, string> = {
  'third-party': '须取得指定认证机构颁发的认证证书',
  choice: '可选择取得指定认证机构颁发的认证证书或进行自我声明',
  'self-declaration-a': '须按程序A进行自我声明（自选实验室检测）',
  'self-declaration-b': '须按程序B进行自我声明（CCC指定实验室检测）',
  'third-party-declarations-valid': '新申请须取得指定认证机构颁发的认证证书；此前作出的自我声明仍然有效',
  released: '该类产品已移出目录，不再要求CCC认证',
  'not-in-catalogue': '该类产品不在目录内',
  unknown: '来源未说明该类产品的认证方式',
};

const units = { 'working-days': '个工作日', 'calendar-days': '日', weeks: '周', months: '个月', years: '年' };

const verdicts: ApplicabilityWords['verdicts'] = {
  'third-party-ccc': '须取得CCC证书',
  'self-declaration': '须自我声明',
  released: '已移出目录',
  'not-required': '无需CCC认证',
  exempt: '可申请免予办理CCC',
  'never-in-scope': '从未列入CCC范围',
  undecided: '尚不能判定',
};

export const zh: ApplicabilityWords = {
  verdicts,
  subject: (name) => (name === null ? '该产品' : `“${name}”`),
  headline: (verdict, { subject, day, hasReserve }) => {
    const reserve = hasReserve ? '（以下列待确认事项为前提）' : '';
    return {
      'third-party-ccc': `${day}，${subject}须取得指定认证机构颁发的CCC认证证书${reserve}。`,
      'self-declaration': `${day}，${subject}须进行CCC自我声明，不要求认证机构的证书${reserve}。`,
      released: `${day}，${subject}无需CCC认证：该类产品已移出目录${reserve}。`,
      'not-required': `${day}，${subject}无需办理CCC认证${reserve}。`,
      exempt: `${day}，${subject}可申请免予办理CCC认证${reserve}。`,
      'never-in-scope': `${subject}从未列入CCC认证范围${reserve}。`,
      undecided: `${day}，${subject}是否需要CCC认证尚不能判定：仍有问题待确认。`,
    }[verdict];
  },
  bases: { legal: '法定', practice: '实践', planning: '本方安排' },
  certainties: { official: '官方文本', secondary: '二手来源', unverified: '未经证实' },
  noSource: '无来源，属本方工作步骤',
  modes: {
    'third-party': '第三方认证',
    choice: '第三方认证或自我声明',
    'self-declaration-a': '自我声明A',
    'self-declaration-b': '自我声明B',
    'third-party-declarations-valid': '第三方认证；原声明仍有效',
    released: '已移出目录',
    'not-in-catalogue': '不在目录内',
    unknown: '未知',
  },
  applicants: {
    manufacturer: '生产者',
    importer: '进口商',
    'repair-unit': '维修单位',
    'end-user': '最终用户',
    user: '使用单位',
    exhibitor: '参展企业',
  },
  categories: {
    L: 'L类（两轮、三轮车辆）',
    M: 'M类（载客车辆）',
    N: 'N类（载货车辆）',
    O: 'O类（挂车）',
    T: 'T类（农用拖拉机）',
    other: '均不是',
  },
  schemes: {
    ccc: 'CCC',
    'ccc-self-declaration-a': 'CCC自我声明A',
    'ccc-self-declaration-b': 'CCC自我声明B',
    'cqc-voluntary': 'CQC自愿性认证',
    'ccap-voluntary': 'CCAP自愿性认证',
    'cav-voluntary': 'CAV自愿性认证',
  },
  uses: { 'placing-on-market': '在中国市场销售或使用', unknown: '尚不清楚' },
  yesNo: { yes: '是', no: '否', unknown: '不清楚' },
  limit: ({ amount, unit }) => `${amount}${units[unit]}`,
  reasons: {
    'class-taken': (f, say) => `该产品按${say.className(f.class)}类判定${f.rule ? `，实施规则为${f.rule}` : ''}。`,
    'class-code-unverified': (f) => `代码${f.code}为业内通用，未查到载明该代码的来源文本。`,
    'never-in-scope': (f, say) =>
      f.isChosen
        ? `该产品属于从未列入CCC范围的产品：${say.name(f.names)}。`
        : `描述所指为从未列入CCC范围的产品：${say.name(f.names)}。`,
    'class-not-known': (f, say) =>
      f.candidates.length > 0
        ? `产品类别尚未确定。按描述或税则号，可能的类别有：${say.list(f.candidates.map(say.className))}。`
        : '在我方数据中未找到与描述相符的类别，但这并不表示目录中没有。',
    'hs-code-fits': (f, say) =>
      `税则号${f.hsCode}与该类已知税则号（${say.list(f.prefixes)}）相符。税则号仅供参考，不决定是否适用；以目录描述为准。`,
    'hs-code-differs': (f, say) =>
      `税则号${f.hsCode}不在该类已知税则号（${say.list(f.prefixes)}）之内。税则号仅供参考，不决定是否适用；以目录描述为准。`,
    'hs-code-unknown': (f) => `未查到该类产品的税则号，${f.hsCode}不能说明问题；以目录描述为准。`,
    'vehicle-category-inside': (f, say) => `该类产品涵盖${f.category}类车辆（${say.list(f.categories)}）。`,
    'vehicle-category-outside': (f, say) =>
      `该类产品涵盖${say.list(f.categories)}类车辆；本产品${f.category === 'other' ? '不用于上述车辆' : `用于${f.category}类车辆`}。`,
    'condition-met': (f, say) => `此项符合目录描述：“${say.name(f.question)}”——${zh.yesNo[f.answer]}。`,
    'condition-failed': (f, say) => `“${say.name(f.question)}”——${zh.yesNo[f.answer]}，因此产品不符合该类的描述。`,
    'outside-description': (f, say) =>
      `该产品不符合目录中${say.className(f.class)}类的描述。${f.note ? say.name(f.note) : ''}`,
    variant: (f, say) => `所属部分：${say.name(f.names)}。`,
    mode: (f, say) =>
      `${say.period(f.validFrom, f.validTo)}：${certified[f.mode]}${f.isMandatory ? '' : '；已受理申请，尚未强制'}${f.instrument ? `（${say.instrument(f.instrument)}）` : ''}。`,
    'mode-note': (f, say) => `来源说明：${say.name(f.note)}`,
    'mode-unknown': (f) =>
      `来源未说明该类产品在该日的认证方式。${f.lastKnown && f.lastKnown !== 'unknown' ? `此前已知：${certified[f.lastKnown]}。` : ''}来源未载明不等于不需要。`,
    'next-mode': (f, say) =>
      `自${say.day(f.validFrom)}起：${certified[f.mode]}${f.isMandatory ? '' : '；尚未强制'}${f.instrument ? `（${say.instrument(f.instrument)}）` : ''}。`,
    'not-yet-mandatory': (f, say) =>
      f.mandatoryFrom ? `自${say.day(f.mandatoryFrom)}起强制认证。` : '未查到强制认证的起始日期。',
    'use-on-market': () =>
      '产品投放市场：列入目录的产品未经认证并加施标志，不得出厂、销售、进口或者在其他经营活动中使用。',
    'ground-not-needed': (f, say) => `拟定用途为“${say.name(f.names)}”。该日不要求CCC认证，无需申请免办。`,
    'ground-taken': (f, say) =>
      f.kind === 'exempt'
        ? `拟定用途属于免予办理情形：${say.name(f.names)}。`
        : `拟定用途属于无需办理情形：${say.name(f.names)}。`,
    'ground-condition-met': (f, say) => `条件已满足：${say.name(f.text)}。`,
    'ground-condition-failed': (f, say) => `条件未满足：${say.name(f.text)}。`,
    'ground-condition-open': (f, say) => `条件待确认：${say.name(f.text)}。`,
    'ground-met': (f) =>
      f.kind === 'exempt' ? '来源所列的免予办理条件均已满足。' : '该用途无需办理CCC认证，也无需申请。',
    'ground-failed': () => '该情形不成立，仍须履行该类产品的认证义务。',
    'ground-note': (f, say) => say.name(f.note),
    'exemption-is-granted': (f, say) =>
      `免予办理须申请并经批准，不会自动生效。${f.authority ? `受理机关：${say.name(f.authority)}。` : '受理机关未查到。'}${f.applicant ? `申请人：${say.name(f.applicant)}。` : '申请主体未查到。'}`,
    origin: (f, say) =>
      f.isMainland
        ? '产品在中国内地生产，义务与进口产品相同，自出厂起适用。'
        : `产品生产地为${say.country(f.country)}。生产地不影响CCC是否适用：进口产品与国内产品同等对待。`,
    'three-roles': (f) =>
      `申请涉及三方：认证委托人、生产者、生产企业。${f.applicant ? `此处载明的进口方或申请方：${zh.applicants[f.applicant]}。` : '进口方或申请方尚未载明；这关系到由谁签署，不影响CCC是否适用。'}`,
  },
  questions: {
    'which-class': (f, say) => {
      const names = [...f.classes.map(say.className), ...f.neverInScope.map((item) => `${say.name(item.names)}（从未列入）`)]; // prettier-ignore
      return names.length > 0
        ? `产品属于目录中的哪一类？可能为：${say.list(names)}。`
        : '产品属于目录中的哪一类？请向认证机构确认。';
    },
    'class-not-in-data': (f) => `我方数据中没有${f.key}类。请向认证机构确认其范围与认证方式。`,
    'class-or-never-in-scope': (f, say) =>
      `描述中还提到从未列入CCC范围的“${say.name(f.names)}”。产品是否确属${say.className(f.class)}类？`,
    'only-this-item': (f, say) => `产品是否仅为“${say.name(f.names)}”？描述中还提到：${f.rest}。`,
    'hs-code-differs': (f, say) =>
      f.classes.length > 0
        ? `税则号${f.hsCode}已知属于${say.list(f.classes.map(say.className))}。税则号与类别是否正确？`
        : `我方数据中没有与税则号${f.hsCode}对应的类别。税则号与类别是否正确？`,
    'vehicle-category': (f, say) => `产品用于哪类车辆？涵盖：${say.list(f.categories)}。`,
    'class-condition': (f, say) => say.name(f.question),
    variant: (f, say) => `属于哪一种：${say.either(f.variants.map((one) => say.name(one.names)))}？`,
    'mode-unknown': () => '该类产品在该日如何认证？未知，请向认证机构确认。',
    'intended-use': () => '产品的进口或生产用途是什么？部分用途可免办或无需办理。',
    'ground-not-in-data': (f) => `我方数据在该日没有“${f.key}”这一情形。请向市场监管部门确认。`,
    'ground-condition': (f, say) => `是否符合：${say.name(f.text)}？`,
    applicant: (f, say) => `由谁申请？${say.name(f.text)}。`,
    'applicant-contradicts': (f, say) =>
      `所填内容相互矛盾：申请人为${zh.applicants[f.applicant]}，但对“${say.name(f.text)}”的回答不一致。`,
    'voluntary-route': (f, say) =>
      `${say.list(f.schemes.map((one) => zh.schemes[one]))}是否受理该产品，依据哪项规则？请向认证机构确认。`,
    'another-class': (f, say) => `不属于${say.className(f.class)}类并不等于目录外：是否属于其他类别？`,
    'outside-determination': () => '书面确认的出具机构、办理时间及有效期均未知，请向认证机构和海关确认。',
    'exemption-validity': (f, say) => `免办的有效期多长，办理需要多久？${f.note ? say.name(f.note) : ''}`,
  },
  decision: (answer, verdict) =>
    ({
      yes: `如为“是”：${verdict}。`,
      no: `如为“否”：${verdict}。`,
      outside: `如用于其他车辆：${verdict}。`,
      inside: `如用于上述车辆：${verdict}。`,
      'other-use': `如属上述用途且条件满足：${verdict}或无需办理。`,
    })[answer],
  steps: {
    certify: (f, say) =>
      `向指定认证机构申请CCC认证。${f.schemes.length > 0 ? `可适用的程序：${say.list(f.schemes.map((one) => say.name(one.names)))}。` : ''}`,
    'convert-declaration': (f, say, on) =>
      `已有的自我声明${on ? `，最迟${say.day(on)}` : ''}（${say.instrument(f.instrument)}）：${f.duty ? say.name(f.duty) : '逐一转换为认证证书。'}${f.relief ? say.name(f.relief) : ''}`,
    'only-certified': (f, say, on) =>
      `${on ? `自${say.day(on)}起` : '此后'}，仅获得认证并加施标志的产品方可出厂、销售、进口或使用；自我声明不再有效（${say.instrument(f.instrument)}）。`,
    'declare-until': (f, say, on) =>
      `按程序${f.mode === 'self-declaration-a' ? 'A' : 'B'}进行自我声明${on ? `；新声明可至${say.day(on)}` : ''}。`,
    'mandatory-from': (_, say, on) => (on ? `在${say.day(on)}前取得证书：自该日起强制认证。` : 'CCC将强制实施。'),
    'apply-for-exemption': (f, say) =>
      `在货物进口前${f.authority ? `向${say.name(f.authority)}` : ''}申请免予办理。${f.applicant ? `申请人：${say.name(f.applicant)}。` : ''}`,
    'ground-deadline': (f, say) =>
      f.limit
        ? `${say.name(f.names)}：自${say.name(f.from)}起${zh.limit(f.limit)}内。`
        : `${say.name(f.names)}：自${say.name(f.from)}起；期限未查到，请向主管部门确认。`,
    'fast-channel': (f, say) => `可咨询便捷通道。${f.note ? say.name(f.note) : ''}`,
    'get-determination': () => '取得产品属目录外的书面确认，并留存供海关查验（实践做法）。',
    'answer-questions': () => '回答待确认事项后，重新进行判定。',
    'confirm-with-body': () => '我方来源未载明的事项，请认证机构或所述机关确认。',
    'no-shipment-before': () =>
      '在取得证书或完成声明并加施标志之前，产品不得出厂、销售、进口或者在其他经营活动中使用。',
    fine: (f, say) =>
      `违反者处${say.amount(f.minimumCny)}元以上${say.amount(f.maximumCny)}元以下罚款，并没收违法所得（《认证认可条例》第${f.article}条）。${f.note ? say.name(f.note) : ''}`,
  },
  alternatives: {
    'self-declaration': (f, say) => `可以自我声明代替认证证书${f.until ? `，至${say.day(f.until)}` : ''}。`,
    'third-party-early': (f, say) =>
      f.isOpen || !f.from
        ? `现在即可申请认证证书${f.from ? `（自${say.day(f.from)}起受理）` : ''}。`
        : `自${say.day(f.from)}起可申请认证证书。`,
    'single-vehicle': (f, say) => `单车：${say.list(f.schemes.map((one) => say.name(one.names)))}。`,
    voluntary: (f, say) =>
      `自愿性认证：${say.list(f.schemes.map((one) => zh.schemes[one]))}${f.insteadOf.length > 0 ? `，许多产品以此代替${say.list(f.insteadOf.map((one) => zh.schemes[one]))}` : ''}。${f.rules.length > 0 ? `已知规则：${say.list(f.rules)}。` : ''}法律不作要求。`,
  },
  letter: {
    subject: (name) => `关于${zh.subject(name)}是否需要CCC认证的判定`,
    backing: (basis, certainty) => `${basis}，${certainty}`,
    salutation: '尊敬的客户：',
    opening: (day) => `现就该产品在${day}是否需要强制性产品认证（CCC）答复如下。`,
    facts: '所提供的信息',
    answer: '结论',
    reasons: '理由',
    openTitle: (isBlocking) => (isBlocking ? '判定前须确认的事项' : '待确认事项'),
    follows: '后续事项',
    alternatives: '其他途径',
    basisOfAnswer: '依据说明',
    dataLine: (version, day) =>
      `本结论依据我方参考数据第${version}版，按我方所知${day}的规定作出。此后发布的公告可能改变结论。`,
    hsLine: '税则号（HS编码）不决定CCC是否适用，以目录描述为准。',
    judgementLine:
      '标注“二手来源”或“未经证实”的理由依据有关报道而非主管机关文本；未查到来源之处均已说明。最终由认证机构和海关决定。',
    superseded: (number) => `该产品已有更新的判定：${number}。`,
    noRecipient: '供贵方存档',
    fileName: 'ccc-applicability',
    roles: { owner: '负责人', manager: '项目负责人', consultant: '认证咨询师', viewer: '认证部', client: '' },
    labels: {
      product: '产品',
      class: '目录类别',
      description: '描述',
      day: '判定日期',
      variant: '所属部分',
      vehicleCategory: '车辆类别',
      intendedUse: '用途',
      applicant: '进口方或申请方',
      madeIn: '生产地',
      hsCode: '税则号（仅供参考）',
    },
    notGiven: '未提供',
  },
};
