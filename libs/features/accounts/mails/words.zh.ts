import type { AccountWords } from './words.js';

export const zh: AccountWords = {
  lang: 'zh-Hans',
  greeting: (name) => `${name}，您好：`,
  foot: (url) => `由Homolog发送，${url}`,
  address: '如果按钮无法使用，请打开以下地址：',
  roles: { owner: '所有者', manager: '经理', consultant: '顾问', viewer: '只读成员', client: '客户' },
  verify: (hours) => ({
    subject: '请确认您在Homolog的邮箱地址',
    before: ['有人使用此邮箱注册了Homolog账户。如果是您本人，请用注册时设置的密码确认该地址。'],
    button: '确认邮箱地址',
    after: [`链接在${hours}小时内有效。`, '如果不是您本人操作，无需处理：未经您确认，该账户无法使用。'],
  }),
  known: () => ({
    subject: '您已有Homolog账户',
    before: [
      '有人尝试使用此邮箱注册Homolog，但该邮箱已有账户。如果是您本人，请直接登录；如忘记密码，可在登录页重新设置。',
    ],
    button: '登录Homolog',
    after: ['如果不是您本人操作，无需处理：您的账户没有变化。'],
  }),
  reset: (minutes) => ({
    subject: '设置新的Homolog密码',
    before: ['有人为此邮箱申请重新设置密码。如果是您本人，请现在设置新密码。'],
    button: '设置新密码',
    after: [
      `链接在${minutes}分钟内有效，仅可使用一次。设置后，所有设备将退出登录。`,
      '如果不是您本人操作，无需处理：您的密码没有变化。',
    ],
  }),
  invitation: ({ inviter, tenant, role, days, email }) => ({
    subject: `邀请您加入Homolog上的${tenant}`,
    before: [
      `${inviter ?? tenant}邀请您以“${role}”身份加入Homolog上的${tenant}。Homolog管理面向中国市场的认证日期，并及时提醒。`,
    ],
    button: '查看邀请',
    after: [`此邀请发给${email}，${days}天内有效。如果您并不知情，无需处理。`],
  }),
};
