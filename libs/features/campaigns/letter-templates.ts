import type { LetterText } from '#domain/campaigns/merge-fields';
import type { Language } from '#domain/permissions';

/**
 * Letters to begin with; a campaign keeps its own text, so a change here changes no letter that was kept or written.
 * What a text says of an announcement stands in the reference data with its source (amendments.yaml): the days, the
 * duty and the relief of Announcement 57/2025. The general one names what the announcement asks in the words recorded for
 * it and says of the consequence no more than that.
 */
export const LETTER_TEMPLATES = ['samr-57-2025', 'announcement', 'general'] as const;
export type LetterTemplate = (typeof LETTER_TEMPLATES)[number];

interface TemplateWords {
  subject: string;
  /** paragraphs before what is asked for */
  before: readonly string[];
  /** what is asked for; left out where a campaign asks for no documents */
  documents: readonly string[];
  after: readonly string[];
}

/** @param asksDocuments whether the campaign asks for documents by a day */
export function letterTemplate(template: LetterTemplate, asksDocuments: boolean): Record<Language, LetterText> {
  const written = ({ subject, before, documents, after }: TemplateWords): LetterText => ({
    subject,
    body: [...before, ...(asksDocuments ? documents : []), ...after].join('\n\n'),
  });
  const { en, de, zh } = TEXTS[template];
  return { en: written(en), de: written(de), zh: written(zh) };
}

const DOCUMENTS: Record<Language, readonly string[]> = {
  en: [
    'So that the applications can be filed in time, please send us the following for each certificate by {{documentsDueOn}}:',
    '{{documents}}',
  ],
  de: [
    'Damit die Anträge rechtzeitig gestellt werden können, senden Sie uns bitte bis {{documentsDueOn}} für jedes Zertifikat:',
    '{{documents}}',
  ],
  zh: ['为按时提交申请，请于{{documentsDueOn}}前就每份证书向我们提供以下资料：', '{{documents}}'],
};

const CLOSING: Record<Language, readonly string[]> = {
  en: [
    'If a product on the list is out of production or has been certified already, please tell us: it may then need nothing more. {{owner}} will gladly answer any question.',
    'Yours sincerely\n{{owner}}\n{{tenant}}',
  ],
  de: [
    'Wird ein Produkt der Liste nicht mehr hergestellt oder ist es bereits zertifiziert, teilen Sie uns das bitte mit: Dann ist dafür womöglich nichts mehr zu tun. Fragen beantwortet Ihnen gern {{owner}}.',
    'Mit freundlichen Grüßen\n{{owner}}\n{{tenant}}',
  ],
  zh: [
    '如清单中有产品已停产或已取得证书，请告知我们，届时可能无需再办理。如有疑问，请联系{{owner}}。',
    '此致\n{{owner}}\n{{tenant}}',
  ],
};

const TEXTS: Record<LetterTemplate, Record<Language, TemplateWords>> = {
  'samr-57-2025': {
    en: {
      subject: 'Announcement 57/2025: self-declarations of {{client}} to be converted by {{deadline}}',
      before: [
        'Dear {{contact}},',
        'With Announcement 57 of 2025 the State Administration for Market Regulation of China (SAMR) moves sixteen products from self-declaration to certification by a designated body. It concerns the following self-declarations of your company ({{count}}):',
        '{{certificates}}',
        'What is required: each of them has to be converted into a CCC certificate, and the declaration has to be cancelled by its holder, both by {{deadline}}.',
        'What follows otherwise: from 1 January 2027 these products may not leave the factory, be sold, imported or used in other business without a CCC certificate and its mark, and declarations that are left are cancelled. Goods that left the factory while the declaration was valid and are no longer made need no conversion and may still be sold (source: SAMR Announcement 57/2025).',
        'The designated bodies are told to make active use of the results of your declaration when they issue the certificate. Test reports and factory records that exist therefore save time.',
      ],
      documents: DOCUMENTS.en,
      after: CLOSING.en,
    },
    de: {
      subject: 'Bekanntmachung 57/2025: Selbsterklärungen von {{client}} bis {{deadline}} umzuwandeln',
      before: [
        'Guten Tag, {{contact}},',
        'mit Bekanntmachung 57 von 2025 überführt die chinesische Marktaufsicht (SAMR) sechzehn Produkte von der Selbsterklärung in die Zertifizierung durch eine benannte Stelle. Das betrifft folgende Selbsterklärungen Ihres Unternehmens ({{count}}):',
        '{{certificates}}',
        'Was verlangt wird: Jede von ihnen ist bis {{deadline}} in ein CCC-Zertifikat umzuwandeln und bis dahin vom Inhaber selbst zu löschen.',
        'Was sonst folgt: Ab 1. Januar 2027 dürfen diese Produkte ohne CCC-Zertifikat und Zeichen das Werk nicht verlassen, nicht verkauft, nicht eingeführt und nicht anderweitig geschäftlich verwendet werden; verbliebene Selbsterklärungen werden gelöscht. Waren, die das Werk unter gültiger Erklärung verlassen haben und nicht mehr hergestellt werden, brauchen keine Umwandlung und dürfen weiter verkauft werden (Quelle: SAMR-Bekanntmachung 57/2025).',
        'Die benannten Stellen sollen bei der Zertifikatserteilung die Ergebnisse Ihrer Selbsterklärung nutzen. Vorhandene Prüfberichte und Unterlagen des Werks sparen deshalb Zeit.',
      ],
      documents: DOCUMENTS.de,
      after: CLOSING.de,
    },
    zh: {
      subject: '关于第57号公告（2025年）：{{client}}的自我声明须于{{deadline}}前完成转换',
      before: [
        '尊敬的{{contact}}：',
        '国家市场监督管理总局2025年第57号公告将16种产品的强制性产品认证评价方式由自我声明调整为第三方认证。贵公司涉及的自我声明共{{count}}份：',
        '{{certificates}}',
        '要求：须于{{deadline}}前将上述自我声明逐一转换为CCC证书，并由持有人主动注销自我声明。',
        '逾期后果：自2027年1月1日起，未获得CCC证书并加施认证标志的上述产品不得出厂、销售、进口或在其他经营活动中使用，剩余的自我声明将被注销。在声明有效期内出厂且不再生产的产品无需转换，可继续销售（来源：市场监管总局2025年第57号公告）。',
        '指定认证机构在颁发证书时将积极采信自我声明的结果，因此现有的检测报告和工厂资料有助于节省时间。',
      ],
      documents: DOCUMENTS.zh,
      after: CLOSING.zh,
    },
  },
  announcement: {
    en: {
      subject: '{{announcement}}: to be done by {{deadline}}',
      before: [
        'Dear {{contact}},',
        'According to our records {{announcement}} concerns the following certificates of {{client}} ({{count}}):',
        '{{certificates}}',
        'What it asks: {{duty}} (source: {{source}})',
        'The last day is {{deadline}}. What follows if it passes is decided by the certification body under the rules for certificates; please take the day as firm.',
      ],
      documents: DOCUMENTS.en,
      after: CLOSING.en,
    },
    de: {
      subject: '{{announcement}}: zu erledigen bis {{deadline}}',
      before: [
        'Guten Tag, {{contact}},',
        'nach unseren Unterlagen betrifft {{announcement}} folgende Zertifikate von {{client}} ({{count}}):',
        '{{certificates}}',
        'Was verlangt wird: {{duty}} (Quelle: {{source}})',
        'Der letzte Tag ist der {{deadline}}. Was folgt, wenn er verstreicht, entscheidet die Zertifizierungsstelle nach den Regeln für Zertifikate; bitte betrachten Sie den Tag als fest.',
      ],
      documents: DOCUMENTS.de,
      after: CLOSING.de,
    },
    zh: {
      subject: '{{announcement}}：须于{{deadline}}前完成',
      before: [
        '尊敬的{{contact}}：',
        '根据我们的记录，{{announcement}}涉及{{client}}的证书共{{count}}份：',
        '{{certificates}}',
        '要求：{{duty}}（来源：{{source}}）',
        '最后期限为{{deadline}}。逾期后果由认证机构依据证书规则决定，请按期办理。',
      ],
      documents: DOCUMENTS.zh,
      after: CLOSING.zh,
    },
  },
  general: {
    en: {
      subject: '{{campaign}}: to be done by {{deadline}}',
      before: [
        'Dear {{contact}},',
        'This letter concerns the following certificates of {{client}} ({{count}}):',
        '{{certificates}}',
        'Please see to it that what is needed for them is done by {{deadline}}.',
      ],
      documents: DOCUMENTS.en,
      after: CLOSING.en,
    },
    de: {
      subject: '{{campaign}}: zu erledigen bis {{deadline}}',
      before: [
        'Guten Tag, {{contact}},',
        'dieses Schreiben betrifft folgende Zertifikate von {{client}} ({{count}}):',
        '{{certificates}}',
        'Bitte sorgen Sie dafür, dass bis {{deadline}} erledigt ist, was für sie gebraucht wird.',
      ],
      documents: DOCUMENTS.de,
      after: CLOSING.de,
    },
    zh: {
      subject: '{{campaign}}：须于{{deadline}}前完成',
      before: [
        '尊敬的{{contact}}：',
        '本函涉及{{client}}的证书共{{count}}份：',
        '{{certificates}}',
        '请于{{deadline}}前完成上述证书所需办理的事项。',
      ],
      documents: DOCUMENTS.zh,
      after: CLOSING.zh,
    },
  },
};
