import type { Language } from '#domain/permissions';
import type { Block, Letter } from '#platform/pdf/letter';

const ANNOUNCEMENT = 'http://www.vscbcorp.com/NewsDetail.aspx?ID=488';

interface Sample {
  recipient: string[];
  subject: string;
  blocks: Block[];
  signature: NonNullable<Letter['signature']>;
}

/**
 * A letter about nobody's product, to see how the tenant's own will look: every kind of block, and a name that mixes
 * scripts. Its facts are those of the rules in force when it was written, with their sources.
 */
export const SAMPLE_LETTERS: Record<Language, Sample> = {
  en: {
    recipient: ['Sample Client Ltd.', 'Ms Jane Example', '1 Example Street', 'Birmingham B1 1AA', 'United Kingdom'],
    subject: 'Sample letter: safety glass and the end of the self-declaration',
    blocks: [
      { kind: 'paragraph', text: 'Dear Ms Example,' },
      {
        kind: 'paragraph',
        text: 'this sample shows how letters from Homolog look with your letterhead. It answers an invented question about an invented product; names and numbers of the case are made up.',
      },
      { kind: 'heading', text: 'What was asked' },
      {
        kind: 'facts',
        facts: [
          { label: 'Product', value: 'Laminated windscreen “Sample 7”, for passenger cars (M1)' },
          { label: 'Catalogue class', value: '1109 Safety glass (安全玻璃)' },
          { label: 'Manufacturer', value: 'Sample Client Ltd. (样品汽车玻璃有限公司)' },
          { label: 'Day in question', value: '1 January 2027' },
        ],
      },
      { kind: 'heading', text: 'Answer and reasons' },
      { kind: 'paragraph', text: 'The product needs a CCC certificate of a designated certification body.' },
      {
        kind: 'reasons',
        reasons: [
          {
            text: 'Class 1109 is one of the products whose self-declaration ends. Every declaration has to be converted into a CCC certificate by 31 December 2026.',
            basis: 'Legal',
            source: 'SAMR Announcement 57/2025',
            url: ANNOUNCEMENT,
          },
          {
            text: 'From 1 January 2027 only products with certificate and mark may leave the factory, be sold, imported or used in other business.',
            basis: 'Legal',
            source: 'SAMR Announcement 57/2025',
            url: ANNOUNCEMENT,
          },
        ],
      },
      {
        kind: 'notice',
        title: 'Still open',
        texts: [
          'Did goods leave the factory under the declaration before its end? They may still be sold.',
          'Does the factory hold a certificate of the same class whose last inspection can be used?',
        ],
      },
      { kind: 'heading', text: 'What we propose' },
      {
        kind: 'list',
        items: [
          'Name the models that will be built after 31 December 2026.',
          'Send the type test reports of the declaration.',
        ],
      },
    ],
    signature: { name: 'Jane Sample', role: 'Homologation consultant', place: null },
  },
  de: {
    recipient: ['Muster Kunde GmbH', 'Frau Petra Beispiel', 'Beispielstraße 1', '70173 Stuttgart'],
    subject: 'Musterschreiben: Sicherheitsglas und das Ende der Selbsterklärung',
    blocks: [
      { kind: 'paragraph', text: 'Sehr geehrte Frau Beispiel,' },
      {
        kind: 'paragraph',
        text: 'dieses Muster zeigt, wie Schreiben aus Homolog mit Ihrem Briefkopf aussehen. Es beantwortet eine erfundene Frage zu einem erfundenen Produkt; Namen und Nummern des Falls sind frei gewählt.',
      },
      { kind: 'heading', text: 'Gefragt war' },
      {
        kind: 'facts',
        facts: [
          { label: 'Produkt', value: 'Verbund-Windschutzscheibe „Muster 7“ für Personenkraftwagen (M1)' },
          { label: 'Katalogklasse', value: '1109 Sicherheitsglas (安全玻璃)' },
          { label: 'Hersteller', value: 'Muster Kunde GmbH (样品汽车玻璃有限公司)' },
          { label: 'Stichtag', value: '1. Januar 2027' },
        ],
      },
      { kind: 'heading', text: 'Antwort und Gründe' },
      {
        kind: 'paragraph',
        text: 'Das Produkt braucht ein CCC-Zertifikat einer benannten Zertifizierungsstelle.',
      },
      {
        kind: 'reasons',
        reasons: [
          {
            text: 'Die Klasse 1109 gehört zu den Produkten, deren Selbsterklärung endet. Jede Erklärung ist bis zum 31. Dezember 2026 in ein CCC-Zertifikat zu überführen.',
            basis: 'Gesetzlich',
            source: 'SAMR-Bekanntmachung 57/2025',
            url: ANNOUNCEMENT,
          },
          {
            text: 'Ab dem 1. Januar 2027 dürfen nur Produkte mit Zertifikat und Zeichen das Werk verlassen, verkauft, eingeführt oder anderweitig geschäftlich verwendet werden.',
            basis: 'Gesetzlich',
            source: 'SAMR-Bekanntmachung 57/2025',
            url: ANNOUNCEMENT,
          },
        ],
      },
      {
        kind: 'notice',
        title: 'Noch offen',
        texts: [
          'Hat Ware das Werk noch unter der Erklärung und vor deren Ende verlassen? Sie darf weiterhin verkauft werden.',
          'Hat das Werk ein Zertifikat derselben Klasse, dessen letzte Inspektion verwendet werden kann?',
        ],
      },
      { kind: 'heading', text: 'Unser Vorschlag' },
      {
        kind: 'list',
        items: [
          'Nennen Sie uns die Modelle, die nach dem 31. Dezember 2026 gebaut werden.',
          'Senden Sie uns die Typprüfberichte der Erklärung.',
        ],
      },
    ],
    signature: { name: 'Erika Muster', role: 'Beraterin für Homologation', place: null },
  },
  zh: {
    recipient: ['样品汽车玻璃有限公司', '张女士（收）', '上海市浦东新区示例路1号', '邮编：200000'],
    subject: '样函：安全玻璃与自我声明评价方式的终止',
    blocks: [
      { kind: 'paragraph', text: '尊敬的张女士：' },
      {
        kind: 'paragraph',
        text: '本样函用于展示以贵公司信头打印的函件效果。函中的问题和产品均为虚构，案件的名称与编号亦非真实。',
      },
      { kind: 'heading', text: '咨询事项' },
      {
        kind: 'facts',
        facts: [
          { label: '产品', value: '“样品7”夹层前风窗玻璃，用于乘用车（M1类）' },
          { label: '目录类别', value: '1109 安全玻璃' },
          { label: '生产者', value: '样品汽车玻璃有限公司（Sample Client Ltd.）' },
          { label: '判定日期', value: '2027年1月1日' },
        ],
      },
      { kind: 'heading', text: '结论与理由' },
      { kind: 'paragraph', text: '该产品须取得指定认证机构颁发的CCC认证证书。' },
      {
        kind: 'reasons',
        reasons: [
          {
            text: '1109类属于终止自我声明评价方式的产品。所有自我声明均须在2026年12月31日前转换为CCC认证证书。',
            basis: '法定',
            source: '市场监管总局公告2025年第57号',
            url: ANNOUNCEMENT,
          },
          {
            text: '自2027年1月1日起，未取得认证证书并加施认证标志的产品，不得出厂、销售、进口或者在其他经营活动中使用。',
            basis: '法定',
            source: '市场监管总局公告2025年第57号',
            url: ANNOUNCEMENT,
          },
        ],
      },
      {
        kind: 'notice',
        title: '尚待确认',
        texts: [
          '是否有产品在自我声明有效期内出厂？此类产品可以继续销售。',
          '工厂是否持有同类产品的认证证书，其最近一次检查结果可否采用？',
        ],
      },
      { kind: 'heading', text: '建议' },
      { kind: 'list', items: ['请告知2026年12月31日之后继续生产的型号。', '请提供自我声明所依据的型式试验报告。'] },
    ],
    signature: { name: '李明', role: '认证咨询师', place: null },
  },
};
