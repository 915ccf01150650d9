import type { Mail } from './mail-box.js';

/** Text that is safe between tags and in quoted attributes. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function listPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    ({ id, receivedAt, to, subject }) =>
      `<tr><td><time datetime="${receivedAt}">${receivedAt.slice(11, 19)}</time></td><td>${escape(to.join(', '))}</td><td><a href="/messages/${id}">${escape(subject) || '(no subject)'}</a></td></tr>`,
  );
  const table = `<table><thead><tr><th scope="col">Received (UTC)</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  const body =
    mails.length === 0 ? '<p>No mail yet. Book a visit in the finder, then load this page again.</p>' : table;
  return page(
    'Mail',
    `<h1>Mail</h1><p>What OpenCircle has sent. Nothing leaves this machine; the last 500 mails are kept until it stops. <a href="/">Load again</a></p>${body}`,
  );
}

export function mailPage(mail: Mail): string {
  const facts = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Received', mail.receivedAt],
  ].map(([name = '', value = '']) => `<dt>${name}</dt><dd>${escape(value)}</dd>`);
  const headers = mail.headers.map(({ name, value }) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`);
  return page(
    mail.subject || '(no subject)',
    `<p><a href="/">All mail</a></p><h1>${escape(mail.subject) || '(no subject)'}</h1><dl>${facts.join('')}</dl><h2>Text</h2><pre tabindex="0" aria-label="Text of the mail">${escape(mail.text)}</pre><h2>Headers</h2><dl>${headers.join('')}</dl>`,
  );
}

export function notFoundPage(): string {
  return page(
    'Not found',
    '<h1>Not found</h1><p>This mail is not here any more, or never was. <a href="/">All mail</a></p>',
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)} · OpenCircle mail catcher</title><link rel="stylesheet" href="/style.css"></head><body><main>${body}</main></body></html>\n`;
}

export const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
html { background: light-dark(#fff, #16181a); color: light-dark(#1c2526, #e8ecec); }
a { color: light-dark(#0b5c5c, #7fd1c7); }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid GrayText; }
pre { white-space: pre-wrap; border: 1px solid GrayText; padding: 1rem; }
dt { font-weight: bold; }
dd { margin: 0 0 0.5rem; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;
