import type { AccountWords } from './words.js';

export const de: AccountWords = {
  lang: 'de',
  greeting: (name) => `Guten Tag ${name},`,
  foot: (url) => `Gesendet von Homolog, ${url}`,
  address: 'Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:',
  roles: {
    owner: 'Inhaber',
    manager: 'Leitung',
    consultant: 'Berater',
    viewer: 'Leser',
    client: 'Kunde',
  },
  verify: (hours) => ({
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse für Homolog',
    before: [
      'Mit dieser Adresse wurde ein Konto bei Homolog angelegt. Wenn Sie das waren, bestätigen Sie sie mit dem Passwort, das Sie gewählt haben.',
    ],
    button: 'Adresse bestätigen',
    after: [
      `Der Link gilt ${hours} Stunden.`,
      'Wenn Sie das nicht waren, tun Sie nichts: Ohne Ihre Bestätigung kann das Konto nicht benutzt werden.',
    ],
  }),
  known: () => ({
    subject: 'Sie haben bereits ein Konto bei Homolog',
    before: [
      'Mit dieser Adresse sollte ein Konto bei Homolog angelegt werden; sie hat aber schon eines. Wenn Sie das waren, melden Sie sich an. Haben Sie das Passwort vergessen, können Sie dort ein neues setzen.',
    ],
    button: 'Bei Homolog anmelden',
    after: ['Wenn Sie das nicht waren, tun Sie nichts: Ihr Konto ist unverändert.'],
  }),
  reset: (minutes) => ({
    subject: 'Neues Passwort für Homolog',
    before: ['Für diese Adresse wurde ein neues Passwort angefordert. Wenn Sie das waren, wählen Sie jetzt ein neues.'],
    button: 'Neues Passwort setzen',
    after: [
      `Der Link gilt ${minutes} Minuten und nur einmal. Danach sind alle Geräte abgemeldet.`,
      'Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort ist unverändert.',
    ],
  }),
  invitation: ({ inviter, tenant, role, days, email }) => ({
    subject: `Einladung zu ${tenant} bei Homolog`,
    before: [
      `${inviter ?? tenant} lädt Sie ein, bei Homolog dem Unternehmen ${tenant} beizutreten, in der Rolle ${role}. Homolog führt die Fristen von Zertifikaten für China und erinnert rechtzeitig daran.`,
    ],
    button: 'Einladung ansehen',
    after: [
      `Die Einladung ist für ${email} bestimmt und gilt ${days} Tage. Wenn Sie sie nicht erwarten, tun Sie nichts.`,
    ],
  }),
};
