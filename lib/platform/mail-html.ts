import { escapeHtml } from '@/lib/platform/mail';

type MailParts = {
  locale: string;
  /** Whose mail it is, where that is not Foyer: visitors know the site. */
  sender?: string;
  title: string;
  text: string;
  /** What people wrote, each in a box of its own, with its line breaks. */
  blocks?: readonly { label?: string; text: string }[];
  action: string;
  /** Null: there is nowhere to go. */
  link: string | null;
  /** Small, below the button. */
  notes: readonly string[];
};

/** Looks as the mails of Auth do; see supabase/templates. */
export function mailHtml(parts: MailParts): string {
  const { locale, sender = 'Foyer', title, text, blocks = [], action, link, notes } = parts;
  const boxes = blocks.map(
    ({ label, text: body }) =>
      (label === undefined
        ? ''
        : `<p style="margin:16px 0 0;color:#57534e;font-size:14px">${escapeHtml(label)}</p>`) +
      `<p style="margin:${label === undefined ? 16 : 4}px 0 0;padding:12px 14px;border-radius:8px;background:#f5f5f4;overflow-wrap:anywhere">${escapeHtml(body).replaceAll('\n', '<br />')}</p>`,
  );
  const button =
    link === null
      ? ''
      : `<p style="margin:24px 0 0">
          <a href="${escapeHtml(link)}" style="display:inline-block;padding:11px 18px;border-radius:8px;background:#b8431a;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(action)}</a>
        </p>`;
  const small = notes.map(
    (note, at) =>
      `<p style="margin:${at === 0 ? 24 : 8}px 0 0;color:#57534e;font-size:14px">${escapeHtml(note)}</p>`,
  );
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
  </head>
  <body style="margin:0;padding:32px 16px;background:#fafaf9;color:#1c1917;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
    <table role="presentation" width="100%" style="max-width:520px;margin:0 auto;background:#ffffff;border:1px solid #e7e5e4;border-radius:12px">
      <tr><td style="padding:32px">
        <p style="margin:0 0 20px;color:#b8431a;font-weight:700">${escapeHtml(sender)}</p>
        <h1 style="margin:0 0 12px;font-size:20px;line-height:28px">${escapeHtml(title)}</h1>
        ${text === '' ? '' : `<p style="margin:0;color:#57534e">${escapeHtml(text)}</p>`}
        ${boxes.join('\n        ')}
        ${button}
        ${small.join('\n        ')}
      </td></tr>
    </table>
  </body>
</html>
`;
}
