import type { NoticeWords } from './notice-words.js';

const ENDED: Record<string, string> = {
  certified: '项目已结束并取得证书',
  refused: '认证机构未予批准',
  withdrawn: '申请已撤回',
  lapsed: '申请已失效',
};

export const zh: NoticeWords = {
  heading: (kind, who, ending) =>
    ({
      'document-requested': '请提交此资料',
      'document-returned': '此资料被退回，请重新提交',
      'document-received': `${who || '客户'}提交了资料`,
      'comment-for-client': `${who || '您的顾问'}给您留言`,
      'comment-from-client': `${who || '客户'}留言`,
      mention: `${who || '同事'}提到了您`,
      'audit-planned': '工厂检查已安排',
      'audit-moved': '工厂检查已延期',
      'audit-cancelled': '工厂检查已取消',
      'booking-confirmed': '实验室检测已确认',
      'booking-moved': '实验室检测时间变更中',
      'booking-cancelled': '实验室检测已取消',
      'finding-recorded': '工厂检查发现不符合项，请整改',
      'finding-returned': '认证机构未接受整改',
      'finding-answered': `${who || '客户'}答复了不符合项`,
      'case-ended': ENDED[ending] ?? '项目已结束',
      'certificate-expired': '此证书已到期失效',
      'campaign-letter': '专项行动通知函',
      'campaign-chase': '专项行动中尚未完成的事项',
      'campaign-report': '专项行动周报',
      'address-marked': ending === 'complaint' ? `${who}投诉了我们的邮件` : `发给${who}的邮件被退回`,
      'reminder-disowned': `${who || '收件人'}表示此事不归其负责`,
    })[kind],
  subject: (kind, what, who) =>
    ({
      'document-requested': `请提交：${what}`,
      'document-returned': `请重新提交：${what}`,
      'document-received': `已提交：${what}`,
      'comment-for-client': `关于${what}的留言`,
      'comment-from-client': `${who || '客户'}关于${what}的留言`,
      mention: `${who || '同事'}提到了您：${what}`,
      'audit-planned': `工厂检查：${what}`,
      'audit-moved': `工厂检查延期：${what}`,
      'audit-cancelled': `工厂检查取消：${what}`,
      'booking-confirmed': `检测已预约：${what}`,
      'booking-moved': `检测时间变更：${what}`,
      'booking-cancelled': `检测取消：${what}`,
      'finding-recorded': `请整改：${what}`,
      'finding-returned': `整改未被接受：${what}`,
      'finding-answered': `不符合项已答复：${what}`,
      'case-ended': `已结束：${what}`,
      'certificate-expired': `已到期失效：${what}`,
      'campaign-letter': what,
      'campaign-chase': what,
      'campaign-report': `周报：${what}`,
      'address-marked': `邮件无法送达：${what}`,
      'reminder-disowned': `不归其负责：${what}`,
    })[kind],
  subjectOfMany: (count, cases) => (cases.length === 0 ? `${count}条消息` : `关于${cases.join('、')}的${count}条消息`),
  count: (count) => `${count}条消息`,
  title: '最新动态',
  open: (kind) =>
    ({
      'document-requested': '提交资料',
      'document-returned': '重新提交',
      'document-received': '查看资料',
      'comment-for-client': '查看并回复',
      'comment-from-client': '查看并回复',
      mention: '查看并回复',
      'audit-planned': '打开工厂检查',
      'audit-moved': '打开工厂检查',
      'audit-cancelled': '打开工厂检查',
      'booking-confirmed': '打开预约',
      'booking-moved': '打开预约',
      'booking-cancelled': '打开预约',
      'finding-recorded': '答复',
      'finding-returned': '重新答复',
      'finding-answered': '查看',
      'case-ended': '打开项目',
      'certificate-expired': '打开证书',
      'campaign-letter': '打开待办事项',
      'campaign-chase': '打开待办事项',
      'campaign-report': '打开Homolog',
      'address-marked': '更正邮箱地址',
      'reminder-disowned': '指定负责人',
    })[kind],
  labels: {
    until: '截止日期',
    days: '日期',
    time: '时间',
    before: '原定时间',
    campaign: '专项行动',
    address: '邮箱地址',
    about: '事项',
  },
  quoteTitle: (kind) =>
    kind === 'address-marked'
      ? '服务器回复'
      : kind === 'document-returned'
        ? '退回原因'
        : kind === 'certificate-expired'
          ? '后果'
          : '',
  youAreTold: (tenant) => `您在${tenant}参与此事项，因此收到这封邮件。`,
  span: (from, to) => `${from}至${to}`,
  invitation: '本邮件附有日历日程。在日历中接受或拒绝不会通知任何人，如需回复请直接来信。',
};
