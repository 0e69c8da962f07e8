/** The password of every demonstration sign-in. They exist only where `npm start` made the database. */
export const DEMO_PASSWORD = 'homolog-demo-2026';

export const WEISS = 'l.weiss@jadebruecke.example';
export const KAYA = 'm.kaya@jadebruecke.example';
export const SUN = 't.sun@jadebruecke.example';
export const GRANT = 'o.grant@pacificgate.example';
export const CHEN = 'chen.lei@yunfan.example';

/** What `npm start` prints. */
export const DEMO_SIGN_INS = [
  { email: WEISS, password: DEMO_PASSWORD, role: 'owner, consultancy Jadebrücke' },
  { email: SUN, password: DEMO_PASSWORD, role: 'consultant in two consultancies, Chinese' },
  { email: 'k.vogt@hanse-spiegel.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke, German' },
  { email: 'certification@nagaoka-lamp.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke' },
  { email: 'qualita@officina-cinture.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke' },
  { email: 'compliance@greatlakes-glazing.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke' },
  { email: 'zhou.min@haichuan.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke, Chinese' },
  { email: GRANT, password: DEMO_PASSWORD, role: 'owner, consultancy Pacific Gate' },
  { email: 'quality@severnbrake.example', password: DEMO_PASSWORD, role: 'client of Pacific Gate' },
  { email: 'nils@bergslagdack.example', password: DEMO_PASSWORD, role: 'client of Pacific Gate' },
  { email: CHEN, password: DEMO_PASSWORD, role: 'owner, manufacturer Suzhou Yunfan' },
];
