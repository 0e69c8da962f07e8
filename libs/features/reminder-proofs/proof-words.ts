import type { Language } from '#domain/permissions';

/** What the document says beside the words of the ledger, in one language. */
export interface ProofWords {
  subject: (what: string) => string;
  opening: (tenant: string, made: string) => string;
  ofClient: string;
  labels: Record<'what' | 'subject' | 'product' | 'client' | 'due' | 'basis' | 'source' | 'state' | 'madeBy' | 'madeAt' | 'sum' | 'address', string>; // prettier-ignore
  states: Record<'open' | 'met' | 'withdrawn', string>;
  disputed: string;
  inTotal: (counts: { sent: number; refused: number; planned: number; withdrawn: number }) => string;
  /** heads of the two tables */
  told: string;
  notSent: string;
  columns: Record<'number' | 'planned' | 'to' | 'sent' | 'server' | 'became', string>;
  moved: (from: string, why: string) => string;
  ofEarlierDay: (day: string) => string;
  instead: (address: string) => string;
  notSentYet: string;
  opened: (at: string) => string;
  notOpened: string;
  answered: (name: string, answer: string, at: string) => string;
  until: (answer: string, day: string) => string;
  answersTitle: string;
  limits: string;
  /** what the lines mean and what they do not */
  meanings: readonly string[];
  check: string;
}

const en: ProofWords = {
  subject: (what) => `Reminders sent: ${what}`,
  opening: (tenant, made) =>
    `The register of ${tenant} holds the following reminders of this deadline. Each line is what was noted when it happened; the document shows how they stood at ${made}.`,
  ofClient: 'Only reminders to contacts of the client are listed.',
  labels: {
    what: 'To be done',
    subject: 'About',
    product: 'Product',
    client: 'Client',
    due: 'Due',
    basis: 'Basis',
    source: 'Source',
    state: 'Deadline',
    madeBy: 'Made by',
    madeAt: 'Made at',
    sum: 'SHA-256',
    address: 'To check',
  },
  states: { open: 'open', met: 'met', withdrawn: 'no longer owed' },
  disputed: 'readings of the rule differ',
  inTotal: ({ sent, refused, planned, withdrawn }) =>
    `${sent} sent, ${refused} refused, ${planned} planned, ${withdrawn} withdrawn.`,
  told: 'Sent and tried',
  notSent: 'Planned and withdrawn',
  columns: {
    number: 'No.',
    planned: 'Planned',
    to: 'To',
    sent: 'Sent, and what came of it',
    server: 'Message-ID and the mail server’s words',
    became: 'State',
  },
  moved: (from, why) => `moved from ${from}: ${why}`,
  ofEarlierDay: (day) => `of the earlier day ${day}`,
  instead: (address) => `instead of ${address}, which takes no mail`,
  notSentYet: 'not sent',
  opened: (at) => `link opened ${at}`,
  notOpened: 'link not opened',
  answered: (name, answer, at) => `${name}: ${answer}, ${at}`,
  until: (answer, day) => `${answer} until ${day}`,
  answersTitle: 'Answers given in the product',
  limits: 'What these lines mean',
  meanings: [
    'Planned: the morning the reminder was laid for, on the reader’s own clock. Sent: when the mail server took it.',
    'A server that takes a mail answers for it; whether a person read it, no line can say. Returned mails are listed where they were reported.',
    'The link in the mail may also be opened by a program that looks for harmful links. An answer takes a button on the page behind it.',
    'A mail is known by its Message-ID in the logs of both sides. A mail repeated after a fault carries the same one.',
  ],
  check:
    'The sum below is taken over the data of this document. Whoever has an account of the sender sees at the address whether the register holds a document with this sum.',
};

const de: ProofWords = {
  subject: (what) => `Gesendete Erinnerungen: ${what}`,
  opening: (tenant, made) =>
    `Das Register von ${tenant} enthält zu dieser Frist die folgenden Erinnerungen. Jede Zeile ist das, was beim Ereignis vermerkt wurde; das Dokument zeigt den Stand vom ${made}.`,
  ofClient: 'Aufgeführt sind nur Erinnerungen an Ansprechpersonen des Kunden.',
  labels: {
    what: 'Zu tun',
    subject: 'Gegenstand',
    product: 'Produkt',
    client: 'Kunde',
    due: 'Fällig',
    basis: 'Grundlage',
    source: 'Quelle',
    state: 'Frist',
    madeBy: 'Erstellt von',
    madeAt: 'Erstellt am',
    sum: 'SHA-256',
    address: 'Zur Prüfung',
  },
  states: { open: 'offen', met: 'erledigt', withdrawn: 'gilt nicht mehr' },
  disputed: 'die Regel wird verschieden gelesen',
  inTotal: ({ sent, refused, planned, withdrawn }) =>
    `${sent} gesendet, ${refused} abgelehnt, ${planned} geplant, ${withdrawn} zurückgezogen.`,
  told: 'Gesendet und versucht',
  notSent: 'Geplant und zurückgezogen',
  columns: {
    number: 'Nr.',
    planned: 'Geplant',
    to: 'An',
    sent: 'Gesendet, und was daraus wurde',
    server: 'Message-ID und Antwort des Mailservers',
    became: 'Stand',
  },
  moved: (from, why) => `verschoben vom ${from}: ${why}`,
  ofEarlierDay: (day) => `zum früheren Tag ${day}`,
  instead: (address) => `anstelle von ${address}, die keine Mails annimmt`,
  notSentYet: 'nicht gesendet',
  opened: (at) => `Link geöffnet ${at}`,
  notOpened: 'Link nicht geöffnet',
  answered: (name, answer, at) => `${name}: ${answer}, ${at}`,
  until: (answer, day) => `${answer} bis ${day}`,
  answersTitle: 'Antworten im Programm',
  limits: 'Was diese Zeilen bedeuten',
  meanings: [
    'Geplant: der Morgen, für den die Erinnerung gelegt wurde, nach der Uhr der lesenden Person. Gesendet: wann der Mailserver sie annahm.',
    'Ein Server, der eine Mail annimmt, steht für sie ein; ob ein Mensch sie las, kann keine Zeile sagen. Zurückgekommene Mails sind aufgeführt, wo sie gemeldet wurden.',
    'Den Link in der Mail kann auch ein Programm öffnen, das nach schädlichen Links sucht. Eine Antwort verlangt einen Knopf auf der Seite dahinter.',
    'Eine Mail ist an ihrer Message-ID in den Protokollen beider Seiten zu erkennen. Eine nach einer Störung wiederholte Mail trägt dieselbe.',
  ],
  check:
    'Die Prüfsumme unten ist über die Daten dieses Dokuments gebildet. Wer beim Absender ein Konto hat, sieht unter der Adresse, ob das Register ein Dokument mit dieser Summe enthält.',
};

const zh: ProofWords = {
  subject: (what) => `已发送的提醒：${what}`,
  opening: (tenant, made) =>
    `${tenant}的记录中，关于本期限有以下提醒。每一行均为事件发生时的记录；本文件显示截至${made}的情况。`,
  ofClient: '仅列出发给客户联系人的提醒。',
  labels: {
    what: '事项',
    subject: '对象',
    product: '产品',
    client: '客户',
    due: '截止日',
    basis: '依据性质',
    source: '来源',
    state: '期限状态',
    madeBy: '制作人',
    madeAt: '制作时间',
    sum: 'SHA-256',
    address: '查验地址',
  },
  states: { open: '未完成', met: '已完成', withdrawn: '已不再适用' },
  disputed: '对规则的理解不一',
  inTotal: ({ sent, refused, planned, withdrawn }) =>
    `已发送${sent}封，被拒收${refused}封，已计划${planned}封，已撤回${withdrawn}封。`,
  told: '已发送与尝试发送',
  notSent: '已计划与已撤回',
  columns: {
    number: '号',
    planned: '计划',
    to: '收件人',
    sent: '发送及结果',
    server: 'Message-ID与邮件服务器答复',
    became: '状态',
  },
  moved: (from, why) => `由${from}顺延：${why}`,
  ofEarlierDay: (day) => `针对原日期${day}`,
  instead: (address) => `代替不接收邮件的${address}`,
  notSentYet: '未发送',
  opened: (at) => `链接打开于${at}`,
  notOpened: '链接未打开',
  answered: (name, answer, at) => `${name}：${answer}，${at}`,
  until: (answer, day) => `${answer}，至${day}`,
  answersTitle: '在系统内的答复',
  limits: '各行含义',
  meanings: [
    '“计划”指按收件人当地时间安排提醒的早晨；“发送”指邮件服务器接收邮件的时间。',
    '服务器接收邮件即对其负责；是否有人阅读，任何一行均无法说明。如有退信报告，均已列出。',
    '邮件中的链接也可能由检查有害链接的程序打开；答复须在链接后的页面上点击按钮。',
    '双方日志中均可凭Message-ID识别邮件；故障后重发的邮件使用同一Message-ID。',
  ],
  check: '下列校验值根据本文件的数据计算。持有发件方账户者可通过该地址查验记录中是否存有具有此校验值的文件。',
};

export const PROOF_WORDS: Readonly<Record<Language, ProofWords>> = { en, de, zh };
