import { addDays, type Day } from '#domain/day';
import { BRAKE_PAD, MIRROR, REAR_LAMP, certificate, declaration, followUpIn } from './demo-goods.js';
import { CHEN } from './demo-people.js';
import type { DemoTenant } from './demo-shapes.js';

/** A manufacturer that keeps its own certificates. */
export function yunfan(today: Day): DemoTenant {
  return {
    kind: 'manufacturer',
    name: 'Suzhou Yunfan Auto Parts Co., Ltd.',
    nameZh: '苏州云帆汽车部件有限公司',
    country: 'CN',
    language: 'zh',
    timeZone: 'Asia/Shanghai',
    people: [{ name: '陈蕾', email: CHEN, language: 'zh', timeZone: 'Asia/Shanghai', country: 'CN', role: 'owner' }],
    clients: [
      {
        legalName: 'Suzhou Yunfan Auto Parts Co., Ltd.',
        legalNameZh: '苏州云帆汽车部件有限公司',
        country: 'CN',
        contact: { name: '陈蕾', email: CHEN, language: 'zh', timeZone: 'Asia/Shanghai' },
        factory: {
          name: 'Suzhou Yunfan – Kunshan',
          nameZh: '苏州云帆昆山工厂',
          address: '昆山市巴城镇东定路15号',
          factoryCode: 'H820133',
          factoryClass: 'B',
          lastFollowUpOn: followUpIn(today, 28, 12),
        },
        certificates: [
          declaration(REAR_LAMP, 'SDOC-2022011109800152', '2022-10-11', ['YF-7'], CHEN),
          declaration(MIRROR, 'SDOC-2024011110800366', '2024-03-19', ['YF-M1', 'YF-M2'], CHEN),
          certificate(BRAKE_PAD, '2023011120800507', 'CQC', addDays(today, 330), ['YF-B3'], CHEN),
        ],
      },
    ],
  };
}
