import type { Language } from '#domain/permissions';

export interface PlanWords {
  /** subject line of a mail that is a plan and nothing else */
  subject(what: 'daily-plan' | 'weekly-outlook', day: string, count: number): string;
  title: { due: string; asked: string; turns: string; appointments: string; weeks: string };
  since(day: string): string;
  week(from: string, to: string): string;
  appointment: { audit: string; booking: string };
  open: string;
  /** why the reader gets it */
  youChose(tenant: string): string;
}

export const PLAN_WORDS: Readonly<Record<Language, PlanWords>> = {
  en: {
    subject: (what, day, count) =>
      what === 'daily-plan'
        ? `Your day, ${day}: ${count === 1 ? '1 thing' : `${count} things`} on your desk`
        : `The next four weeks from ${day}: ${count === 1 ? '1 date' : `${count} dates`}`,
    title: {
      due: 'On your desk: overdue and due within 7 days',
      asked: 'Your answer is awaited',
      turns: 'It is our turn',
      appointments: 'Inspections and tests today and tomorrow',
      weeks: 'The next four weeks',
    },
    since: (day) => `since ${day}`,
    week: (from, to) => `${from} to ${to}`,
    appointment: { audit: 'Factory inspection', booking: 'Test booking' },
    open: 'Open your day',
    youChose: (tenant) =>
      `You get this overview from ${tenant} on working mornings on which there is something to say.`,
  },
  de: {
    subject: (what, day, count) =>
      what === 'daily-plan'
        ? `Ihr Tag, ${day}: ${count === 1 ? '1 Sache' : `${count} Sachen`} auf Ihrem Tisch`
        : `Die nächsten vier Wochen ab ${day}: ${count === 1 ? '1 Termin' : `${count} Termine`}`,
    title: {
      due: 'Auf Ihrem Tisch: überfällig und in 7 Tagen fällig',
      asked: 'Ihre Antwort steht aus',
      turns: 'Wir sind am Zug',
      appointments: 'Inspektionen und Prüfungen heute und morgen',
      weeks: 'Die nächsten vier Wochen',
    },
    since: (day) => `seit ${day}`,
    week: (from, to) => `${from} bis ${to}`,
    appointment: { audit: 'Werksinspektion', booking: 'Prüfung im Labor' },
    open: 'Ihren Tag öffnen',
    youChose: (tenant) =>
      `Sie erhalten diesen Überblick von ${tenant} an Arbeitstagen, an denen es etwas zu sagen gibt.`,
  },
  zh: {
    subject: (what, day, count) =>
      what === 'daily-plan' ? `${day}当日计划：${count}项待办` : `${day}起四周展望：${count}个日期`,
    title: {
      due: '您的待办：已逾期及7天内到期',
      asked: '等待您的答复',
      turns: '轮到我方处理',
      appointments: '今明两天的检查和检测',
      weeks: '未来四周',
    },
    since: (day) => `自${day}起`,
    week: (from, to) => `${from}至${to}`,
    appointment: { audit: '工厂检查', booking: '检测预约' },
    open: '打开当日事项',
    youChose: (tenant) => `${tenant}在有内容的工作日早晨向您发送此概览。`,
  },
};
