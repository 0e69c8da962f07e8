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
      case 'restoration-request':
        return left < 0 ? `${lead(left)}：${what}应于${day}前申请恢复` : `${lead(left)}：请在${day}前申请恢复${what}`;
      case 'annual-fee':
        return left < 0
          ? `${lead(left)}：${what}的年金应于${day}前缴纳`
          : `${lead(left)}：请在${day}前缴纳${what}的年金`;
      case 'views-on-draft':
        return left < 0
          ? `${lead(left)}：对${what}的意见应于${day}前提交`
          : `${lead(left)}：请在${day}前对${what}提交意见`;
      case 'determination-end':
        return `${lead(left)}：判定${what}有效期至${day}`;
      case 'export-write-off':
        return left < 0 ? `${lead(left)}：${what}应于${day}前核销` : `${lead(left)}：请在${day}前办理${what}的核销`;
      case 'energy-label':
        return left < 0
          ? `${lead(left)}：${what}的能耗标识应于${day}前备案`
          : `${lead(left)}：请在${day}前备案${what}的能耗标识`;
      case 'approval-expiry':
        return `${lead(left)}：准入许可${what}有效期至${day}`;
      case 'approval-audit':
        return left < 0
          ? `${lead(left)}：准入许可${what}应于${day}前完成审核`
          : `${lead(left)}：请在${day}前完成准入许可${what}的审核`;
      case 'transition':
        return left < 0
          ? `${lead(left)}：${what}应于${day}前完成换版`
          : `${lead(left)}：请在${day}前完成${what}的标准或规则换版`;
      case 'cb-report':
        return left < 0
          ? `${lead(left)}：CB测试报告${what}应于${day}前使用或更新`
          : `${lead(left)}：请在${day}前使用或更新CB测试报告${what}`;
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
      case 'restoration-request':
        return left < 0
          ? `${lead(left)}：${count}份证书应于${day}前申请恢复`
          : `${lead(left)}：请在${day}前申请恢复${count}份证书`;
      case 'annual-fee':
        return left < 0
          ? `${lead(left)}：${count}笔年金应于${day}前缴纳`
          : `${lead(left)}：请在${day}前缴纳${count}笔年金`;
      case 'views-on-draft':
        return left < 0
          ? `${lead(left)}：对${count}份征求意见稿的意见应于${day}前提交`
          : `${lead(left)}：请在${day}前对${count}份征求意见稿提交意见`;
      case 'determination-end':
        return `${lead(left)}：${count}项判定有效期至${day}`;
      case 'export-write-off':
        return left < 0
          ? `${lead(left)}：${count}项出口应于${day}前核销`
          : `${lead(left)}：请在${day}前办理${count}项出口核销`;
      case 'energy-label':
        return left < 0
          ? `${lead(left)}：${count}项能耗标识应于${day}前备案`
          : `${lead(left)}：请在${day}前备案${count}项能耗标识`;
      case 'approval-expiry':
        return `${lead(left)}：${count}项准入许可有效期至${day}`;
      case 'approval-audit':
        return left < 0
          ? `${lead(left)}：${count}次准入许可审核应于${day}前完成`
          : `${lead(left)}：请在${day}前完成${count}次准入许可审核`;
      case 'transition':
        return left < 0
          ? `${lead(left)}：${count}项标准或规则换版应于${day}前完成`
          : `${lead(left)}：请在${day}前完成${count}项标准或规则换版`;
      case 'cb-report':
        return left < 0
          ? `${lead(left)}：${count}份CB测试报告应于${day}前使用或更新`
          : `${lead(left)}：请在${day}前使用或更新${count}份CB测试报告`;
    }
  },
  subjectOfMany: (parts) => `到期事项：${parts.join('，')}`,
};
