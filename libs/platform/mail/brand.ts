import type { AccentColours } from '#domain/mail/accent';
import { BRAND } from './mail-html.js';
import type { MailAttachment } from './mailer.js';

/** How a tenant's mails differ from the product's own. */
export interface Brand {
  /** null: the product's colour */
  accent: AccentColours | null;
  logo: { kind: 'png' | 'jpeg'; content: Buffer; width: number; height: number } | null;
}

export const PLAIN: Brand = { accent: null, logo: null };

const LOGO_ID = 'logo@homolog';
/** Pixels in which a logo is drawn at most. */
const LOGO_BOX = { width: 200, height: 40 };

/**
 * Dresses a mail made of the blocks of mail-html.ts: the accent in links and on the button, in its dark shade under dark
 * themes, and the logo above the sheet, on white, so that a dark logo stays to be seen. A reader that shows no pictures
 * misses nothing: the name of the tenant stands beside it.
 */
export function dressed(html: string, { accent, logo }: Brand): { html: string; attachments: MailAttachment[] } {
  const coloured = accent ? inColours(html, accent) : html;
  if (!logo) return { html: coloured.replace(BRAND.mark, ''), attachments: [] };
  const scale = Math.min(LOGO_BOX.width / logo.width, LOGO_BOX.height / logo.height, 1);
  const [width, height] = [logo.width, logo.height].map((pixels) => Math.max(1, Math.round(pixels * scale)));
  const picture = `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 10px"><tr><td bgcolor="#FFFFFF" style="background:#FFFFFF;border-radius:6px;padding:6px 8px"><img src="cid:${LOGO_ID}" width="${width}" height="${height}" alt="" style="display:block;border:0"></td></tr></table>`;
  return {
    html: coloured.replace(BRAND.mark, picture),
    attachments: [
      {
        name: `logo.${logo.kind === 'png' ? 'png' : 'jpg'}`,
        mediaType: `image/${logo.kind}`,
        content: logo.content,
        contentId: LOGO_ID,
      },
    ],
  };
}

/** Only where a colour is named: text that happens to hold the same characters stays. */
function inColours(html: string, { light, dark, darkText }: AccentColours): string {
  const [plainLight, plainDark] = BRAND.accent;
  const instead = new Map<string, string>([
    [plainLight, light],
    [plainDark, dark],
    [BRAND.buttonInk, darkText],
  ]);
  const colours = [...instead.keys()].join('|');
  return html.replace(
    new RegExp(`((?:color|background):|bgcolor=")(${colours})`, 'g'),
    (_, place: string, colour: string) => place + instead.get(colour)!,
  );
}
