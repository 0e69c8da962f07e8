import type { MailSubjects } from './words.js';

/** Whether the day is still ahead, in front of the act. */
export const lead = (left: number): string =>
  left < 0 ? `已逾期${-left}天` : left === 0 ? '今天到期' : `还剩${left}天`;

export const SUBJECTS_ZH: MailSubjects = {
  subjectOfOne: (kind, left, what, day) => {
    switch (kind) {
      case 'conversion':
        return left < 0
          ? `${lead(left)}：${what}应于${day}前完成证书转换`
          : `${lead(left)}：请在${day}前完成${what}的证书转换`;
      case 'cut-over':
        return `${lead(left)}：自${day}起仅获证产品可出厂，${what}`;
      case 'renewal-filing':
        return left < 0
          ? `${lead(left)}：${what}应于${day}前申请换证`
          : `${lead(left)}：请在${day}前申请${what}的到期换证`;
      case 'certificate-expiry':
        return `${lead(left)}：${what}有效期至${day}`;
      case 'follow-up-inspection':
        return left < 0
          ? `${lead(left)}：${what}应于${day}前完成监督检查`
          : `${lead(left)}：请在${day}前完成${what}的监督检查`;
      case 'document-request':
        return left < 0 ? `${lead(left)}：${what}应于${day}前提交` : `${lead(left)}：请在${day}前提交${what}`;
      case 'stage-due':
        return left < 0 ? `${lead(left)}：${what}应于${day}前完成` : `${lead(left)}：请在${day}前完成${what}`;
      case 'case-limit':
        return left < 0
          ? `${lead(left)}：项目${what}应于${day}前取得证书`
          : `${lead(left)}：项目${what}须在${day}前取得证书`;
      case 'inspection-after-test':
        return left < 0
          ? `${lead(left)}：项目${what}应于${day}前完成工厂检查`
          : `${lead(left)}：请在${day}前完成项目${what}的工厂检查`;
      case 'finding-correction':
        return left < 0 ? `${lead(left)}：${what}应于${day}前完成整改` : `${lead(left)}：请在${day}前完成${what}的整改`;
      case 'booking-option':
        return `${lead(left)}：${what}的预订保留至${day}`;
      case 'temporary-import':
        return `${lead(left)}：${what}的暂时进境期限至${day}`;
    }
  },
  subjectOfKind: (kind, left, count, day) => {
    switch (kind) {
      case 'conversion':
        return left < 0
          ? `${lead(left)}：${count}份自我声明应于${day}前完成证书转换`
          : `${lead(left)}：请在${day}前完成${count}份自我声明的证书转换`;
      case 'cut-over':
        return `${lead(left)}：自${day}起仅获证产品可出厂，涉及${count}份自我声明`;
      case 'renewal-filing':
        return left < 0
          ? `${lead(left)}：${count}份证书应于${day}前申请换证`
          : `${lead(left)}：请在${day}前申请${count}份证书的到期换证`;
      case 'certificate-expiry':
        return `${lead(left)}：${count}份证书有效期至${day}`;
      case 'follow-up-inspection':
        return left < 0
          ? `${lead(left)}：${count}项监督检查应于${day}前完成`
          : `${lead(left)}：请在${day}前完成${count}项监督检查`;
      case 'document-request':
        return left < 0
          ? `${lead(left)}：${count}份资料应于${day}前提交`
          : `${lead(left)}：请在${day}前提交${count}份资料`;
      case 'stage-due':
        return left < 0
          ? `${lead(left)}：${count}个阶段应于${day}前完成`
          : `${lead(left)}：请在${day}前完成${count}个阶段`;
      case 'case-limit':
        return left < 0
          ? `${lead(left)}：${count}个项目应于${day}前取得证书`
          : `${lead(left)}：${count}个项目须在${day}前取得证书`;
      case 'inspection-after-test':
        return left < 0
          ? `${lead(left)}：${count}次工厂检查应于${day}前完成`
          : `${lead(left)}：请在${day}前完成${count}次工厂检查`;
      case 'finding-correction':
        return left < 0
          ? `${lead(left)}：${count}个不符合项应于${day}前完成整改`
          : `${lead(left)}：请在${day}前完成${count}个不符合项的整改`;
      case 'booking-option':
        return `${lead(left)}：${count}个预订保留至${day}`;
      case 'temporary-import':
        return `${lead(left)}：${count}项暂时进境期限至${day}`;
    }
  },
  subjectOfMany: (parts) => `到期事项：${parts.join('，')}`,
};
