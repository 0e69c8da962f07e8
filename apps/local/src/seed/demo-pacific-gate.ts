import { addDays, type Day } from '#domain/day';
import { BRAKE_PAD, TYRE, certificate, followUpIn } from './demo-goods.js';
import { GRANT, SUN } from './demo-people.js';
import type { DemoTenant } from './demo-shapes.js';

/** A consultancy in Bristol; one of its people works for the other one as well. */
export function pacificGate(today: Day): DemoTenant {
  return {
    kind: 'consultancy',
    name: 'Pacific Gate Certification',
    nameZh: '太平门认证服务',
    country: 'GB',
    language: 'en',
    timeZone: 'Europe/London',
    people: [
      { name: 'Oliver Grant', email: GRANT, language: 'en', timeZone: 'Europe/London', country: 'GB', role: 'owner' },
      { name: '孙婷', email: SUN, language: 'zh', timeZone: 'Asia/Shanghai', country: 'CN', role: 'viewer' },
    ],
    clients: [
      {
        legalName: 'Severn Brake Ltd',
        legalNameZh: '塞文制动有限公司',
        country: 'GB',
        contact: {
          name: 'Emma Hale',
          email: 'quality@severnbrake.example',
          language: 'en',
          timeZone: 'Europe/London',
        },
        factory: {
          name: 'Severn Brake Ltd – Gloucester',
          nameZh: '塞文制动有限公司格洛斯特工厂',
          address: 'Docks Road 3, Gloucester',
          factoryCode: 'F600418',
          factoryClass: 'B',
          lastFollowUpOn: followUpIn(today, 38, 12),
        },
        certificates: [
          certificate(BRAKE_PAD, '2022011120700065', 'CCAP', addDays(today, 12), ['SB-90', 'SB-91'], GRANT),
          certificate(BRAKE_PAD, '2025011120700412', 'CQC', addDays(today, 900), ['SB-120'], GRANT),
        ],
      },
      {
        legalName: 'Bergslag Däck AB',
        legalNameZh: '贝里斯拉格轮胎公司',
        country: 'SE',
        contact: {
          name: 'Nils Åkerman',
          email: 'nils@bergslagdack.example',
          language: 'en',
          timeZone: 'Europe/Stockholm',
        },
        factory: {
          name: 'Bergslag Däck AB – Örebro',
          nameZh: '贝里斯拉格轮胎公司厄勒布鲁工厂',
          address: 'Industrigatan 7, Örebro',
          factoryCode: 'G711902',
          factoryClass: 'A',
          lastFollowUpOn: followUpIn(today, 300, 24),
        },
        certificates: [certificate(TYRE, '2024011201700230', 'CCAP', addDays(today, 505), ['BD-16', 'BD-17'], GRANT)],
      },
    ],
  };
}
