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
      'finding-recorded': '工厂检查发现不符合项，请整改',
      'finding-returned': '认证机构未接受整改',
      'finding-answered': `${who || '客户'}答复了不符合项`,
      'case-ended': ENDED[ending] ?? '项目已结束',
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
      'finding-recorded': `请整改：${what}`,
      'finding-returned': `整改未被接受：${what}`,
      'finding-answered': `不符合项已答复：${what}`,
      'case-ended': `已结束：${what}`,
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
      'finding-recorded': '答复',
      'finding-returned': '重新答复',
      'finding-answered': '查看',
      'case-ended': '打开项目',
    })[kind],
  labels: { until: '截止日期', days: '日期' },
  quoteTitle: (kind) => (kind === 'document-returned' ? '退回原因' : ''),
  youAreTold: (tenant) => `您在${tenant}参与此事项，因此收到这封邮件。`,
  span: (from, to) => `${from}至${to}`,
};
