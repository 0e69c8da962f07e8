import type { ReleaseLanguage } from './words.js';

const statuses = { valid: '有效', suspended: '暂停', cancelled: '注销', revoked: '撤销', expired: '过期' };
const forms = { 'standard-label': '标准规格标志', printed: '印刷标志', moulded: '模压标志' };

export const zh: ReleaseLanguage = {
  answers: { yes: '可以出厂', no: '不得出厂', unknown: '无法判断' },
  headline: {
    yes: (model, day) => `${model}可于${day}出厂。`,
    no: (model, day) => `${model}不得于${day}出厂。`,
    unknown: (model, day) => `根据现有记录，无法判断${model}能否于${day}出厂。`,
  },
  statuses,
  forms,
  reasons: {
    'class-needs-certificate': ({ classCode, mode }, say) => `${classCode}类当日：${say.mode(mode)}。`,
    'class-needs-declaration': ({ classCode, mode }, say) => `${classCode}类当日：${say.mode(mode)}。`,
    'class-needs-nothing': ({ classCode, mode }, say) => `${classCode}类当日：${say.mode(mode)}，无需证书。`,
    'class-not-yet-mandatory': ({ classCode }) => `${classCode}类：已受理申请，当日尚未强制要求认证。`,
    'class-unknown': ({ classCode }) =>
      `现有资料未说明${classCode}类当日的认证方式，或其各部分不同。请向认证机构确认。`,
    'holds-on-day': ({ validUntil }, say) => validUntil === null ? '已颁发，当日有效。' : `已颁发，当日有效，有效期至${say.day(validUntil)}。`, // prettier-ignore
    'scheme-does-not-count': ({ scheme }, say) => `${say.scheme(scheme)}：自愿性证书不能代替CCC。`,
    'declaration-ended': () => '该类产品的自我声明当日已不再有效。',
    'not-issued-yet': ({ issuedOn }, say) => `${say.day(issuedOn)}才颁发。`,
    'issue-day-not-recorded': () => '未记录颁发日期。',
    'validity-over': ({ validUntil }, say) => `有效期截至${say.day(validUntil)}。`,
    'status-forbids': ({ status }) => `当日状态为${statuses[status as keyof typeof statuses]}：不得出厂。`,
    'status-unknown': () => '状态变更日期未记录，当日状态不明。',
    'model-not-named': ({ model }) => `证书未列出型号${model}。`,
    'mark-in-use': ({ form, usedFrom }, say) => `CCC标志（${forms[form as keyof typeof forms]}）自${say.day(usedFrom)}起使用。`, // prettier-ignore
    'mark-not-recorded': () => '未记录CCC标志；未加施标志不得出厂。',
    'mark-not-used-on-day': ({ usedFrom }, say) => usedFrom === null ? '当日没有正在使用的标志记录。' : `所记录的标志自${say.day(usedFrom)}起才使用。`, // prettier-ignore
    'change-not-accepted': ({ title }) => `认证机构尚未批准变更“${title}”：变更后的产品须等待。`,
    'change-to-be-kept-out': ({ title }) => `仅限变更“${title}”之前的产品：认证机构尚未批准该变更。`,
    'campaign-over': ({ name, deadlineOn }, say) => `专项行动“${name}”已于${say.day(deadlineOn)}截止，该证书尚未完成。请向认证机构确认其是否仍有效。`, // prettier-ignore
    'no-certificate': () => '未记录该产品的任何证书或自我声明。',
    'stock-that-left-may-be-sold': ({ because }, say) => because === 'cancelled' ? '注销前已出厂的产品可继续销售。' : `在声明有效期内出厂且不再生产的产品可继续销售（${say.instrument(because)}）。`, // prettier-ignore
    'exempt-for-its-purpose': ({ number, validUntil }, say) => `已免予办理${number === null ? '' : `（${number}）`}${validUntil === null ? '' : `，至${say.day(validUntil)}`}，仅限规定用途：免予办理的产品不得销售。`, // prettier-ignore
    'determined-out-of-catalogue': ({ number }) => `已判定为目录外产品${number === null ? '' : `（${number}）`}。`,
  },
  statement: {
    subject: (model) => `出厂放行说明：${model}`,
    opening: (day) => `关于下列产品能否于${day}出厂并在中国大陆销售，本公司登记信息如下：`,
    labels: {
      product: '产品',
      model: '型号',
      class: '目录类别',
      client: '持证人',
      day: '日期（北京时间）',
      changed: '变更后的产品',
      answeredAt: '答复时间',
    },
    changed: { true: '是', false: '否', unsaid: '未说明' },
    ofClass: '该类别的要求',
    ofCertificate: (number, answer) => `${number}：${answer}`,
    limits: '本说明的性质',
    basis: '本说明依据上述时间之前的记录作出；未来日期按当前已知情况答复。以主管部门登记为准。',
    register: '本公司登记',
    dataLine: (version) => `参考数据版本：${version}。`,
    fileName: 'ccc-chuchang-fangxing',
  },
};
