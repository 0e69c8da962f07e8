import { addDays, addMonths, type Day } from '#domain/day';
import {
  BELT,
  HEADLAMP,
  MIRROR,
  REAR_LAMP,
  RECORDER,
  SEAT,
  WINDSCREEN,
  certificate,
  declaration,
  followUpIn,
} from './demo-goods.js';
import { KAYA, SUN, WEISS } from './demo-people.js';
import type { DemoTenant } from './demo-shapes.js';

/** A consultancy in Hamburg with clients in Europe, America and Asia. */
export function jadebruecke(today: Day): DemoTenant {
  return {
    kind: 'consultancy',
    name: 'Jadebrücke',
    nameZh: '玉桥认证咨询',
    country: 'DE',
    language: 'en',
    timeZone: 'Europe/Berlin',
    people: [
      { name: 'Lena Weiß', email: WEISS, language: 'en', timeZone: 'Europe/Berlin', country: 'DE', role: 'owner' },
      { name: 'Mert Kaya', email: KAYA, language: 'de', timeZone: 'Europe/Berlin', country: 'DE', role: 'manager' },
      { name: '孙婷', email: SUN, language: 'zh', timeZone: 'Asia/Shanghai', country: 'CN', role: 'consultant' },
    ],
    clients: [
      {
        legalName: 'Hanse Spiegel GmbH',
        legalNameZh: '汉萨后视镜有限公司',
        country: 'DE',
        contact: {
          name: 'Katrin Vogt',
          email: 'k.vogt@hanse-spiegel.example',
          language: 'de',
          timeZone: 'Europe/Berlin',
        },
        factory: {
          name: 'Hanse Spiegel GmbH – Kiel',
          nameZh: '汉萨后视镜有限公司基尔工厂',
          address: 'Werftstraße 12, 24143 Kiel',
          factoryCode: 'A104512',
          factoryClass: 'B',
          lastFollowUpOn: followUpIn(today, 24, 12),
        },
        certificates: [
          declaration(MIRROR, 'SDOC-2021011110200417', '2021-04-12', ['HS-210A', 'HS-210B'], WEISS),
          declaration(MIRROR, 'SDOC-2022011110200733', '2022-08-03', ['HS-330A'], WEISS),
          {
            ...certificate(MIRROR, '2026011110201904', 'CQC', addDays(today, 1640), ['HS-330C', 'HS-330D'], WEISS),
            replaces: 'SDOC-2020011110200166',
            issuedOn: addDays(today, -96),
            validUntil: addDays(addMonths(addDays(today, -96), 60), -1),
          },
          declaration(MIRROR, 'SDOC-2020011110200166', '2020-09-22', ['HS-330C', 'HS-330D'], WEISS),
        ],
      },
      {
        legalName: 'Nagaoka Lamp Co., Ltd.',
        legalNameZh: '长冈灯具株式会社',
        country: 'JP',
        contact: {
          name: 'Haruka Mori',
          email: 'certification@nagaoka-lamp.example',
          language: 'en',
          timeZone: 'Asia/Tokyo',
        },
        factory: {
          name: 'Nagaoka Lamp Co., Ltd. – Niigata',
          nameZh: '长冈灯具株式会社新潟工厂',
          address: '2-4-1 Higashi-ku, Niigata',
          factoryCode: 'B220871',
          factoryClass: 'A',
          lastFollowUpOn: followUpIn(today, 140, 24),
        },
        certificates: [
          certificate(HEADLAMP, '2022011109300128', 'CQC', addDays(today, 5), ['NL-88A', 'NL-88B'], KAYA),
          certificate(REAR_LAMP, '2022011109300341', 'CCAP', addDays(today, 19), ['NL-12R'], KAYA),
          declaration(REAR_LAMP, 'SDOC-2023011109300588', '2023-02-14', ['NL-14R', 'NL-15R'], KAYA),
          declaration(HEADLAMP, 'SDOC-2024011109300912', '2024-05-20', ['NL-91A'], SUN),
        ],
      },
      {
        legalName: 'Officina Cinture S.r.l.',
        legalNameZh: '奥菲奇纳安全带有限公司',
        country: 'IT',
        contact: {
          name: 'Paolo Ferri',
          email: 'qualita@officina-cinture.example',
          language: 'en',
          timeZone: 'Europe/Rome',
        },
        factory: {
          name: 'Officina Cinture S.r.l. – Torino',
          nameZh: '奥菲奇纳安全带有限公司都灵工厂',
          address: 'Via Nizza 240, 10126 Torino',
          factoryCode: 'C318064',
          factoryClass: null,
          lastFollowUpOn: followUpIn(today, -4, 12),
        },
        certificates: [
          certificate(BELT, '2023011104400219', 'CCAP', addDays(today, 262), ['OC-5A', 'OC-5B', 'OC-5C'], KAYA),
          declaration(BELT, 'SDOC-2021011104400377', '2021-11-30', ['OC-3A'], KAYA),
          {
            ...certificate(SEAT, '2024011114400502', 'CQC', addDays(today, 611), ['OC-S1'], KAYA),
            printed: { holderNameZh: '奥菲奇纳安全带有限公司', models: ['OC-S1'] },
            extension: {
              holdsFrom: addDays(today, -240),
              models: ['OC-S1', 'OC-S1 L'],
              reason: 'OC-S1 L added by an extension of the unit.',
            },
            suspension: {
              on: addDays(today, -25),
              until: addDays(today, 66),
              ground: '0205',
              reason: 'The follow-up inspection could not take place in the set time.',
            },
          },
        ],
      },
      {
        legalName: 'Great Lakes Glazing Inc.',
        legalNameZh: '大湖玻璃公司',
        country: 'US',
        contact: {
          name: 'Dana Whitcomb',
          email: 'compliance@greatlakes-glazing.example',
          language: 'en',
          timeZone: 'America/Detroit',
        },
        factory: {
          name: 'Great Lakes Glazing Inc. – Toledo',
          nameZh: '大湖玻璃公司托莱多工厂',
          address: '1400 Matzinger Rd, Toledo, OH',
          factoryCode: 'D402295',
          factoryClass: 'D',
          lastFollowUpOn: followUpIn(today, 52, 6),
        },
        certificates: [
          certificate(WINDSCREEN, '2022011301500077', 'CQC', addDays(today, -2), ['GL-700'], WEISS),
          declaration(WINDSCREEN, 'SDOC-2022011301500193', '2022-03-01', ['GL-720', 'GL-721'], WEISS),
          declaration(WINDSCREEN, 'SDOC-2025011301500640', '2025-06-18', ['GL-740'], WEISS),
        ],
      },
      {
        legalName: 'Ningbo Haichuan Seating Co., Ltd.',
        legalNameZh: '宁波海川座椅有限公司',
        country: 'CN',
        contact: { name: '周敏', email: 'zhou.min@haichuan.example', language: 'zh', timeZone: 'Asia/Shanghai' },
        factory: {
          name: 'Ningbo Haichuan Seating Co., Ltd. – Ningbo',
          nameZh: '宁波海川座椅有限公司宁波工厂',
          address: '宁波市鄞州区工业路88号',
          factoryCode: 'E517340',
          factoryClass: 'C',
          lastFollowUpOn: followUpIn(today, 75, 12),
        },
        certificates: [
          certificate(SEAT, '2023011114600288', 'CCAP', addDays(today, 418), ['HC-1', 'HC-2'], SUN),
          declaration(SEAT, 'SDOC-2023011114600431', '2023-07-07', ['HC-5'], SUN),
          declaration(RECORDER, 'SDOC-2024011117600779', '2024-01-15', ['HC-R2'], SUN),
        ],
      },
    ],
  };
}
