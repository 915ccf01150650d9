import { paragraphs, type Template } from './letter.js';

/** To the group's staff. The visitor's name is in the console, behind a sign-in, and never in a mail. */
export const visitorExpected: Template = {
  en: ({ time, groupName, groupLink, consoleLink }, detail) => ({
    subject: 'A new booking',
    text: paragraphs(
      'Hello,',
      'a visitor has booked a session that you look after:',
      `  ${time}`,
      detail === 'full' ? `  ${groupName}` : undefined,
      `Which session it is:\n${groupLink}`,
      `Who is coming stands in the console:\n${consoleLink}`,
      'OpenCircle',
    ),
  }),
  es: ({ time, groupName, groupLink, consoleLink }, detail) => ({
    subject: 'Una nueva reserva',
    text: paragraphs(
      'Hola:',
      'Alguien ha reservado una sesión que está a tu cargo:',
      `  ${time}`,
      detail === 'full' ? `  ${groupName}` : undefined,
      `De qué sesión se trata:\n${groupLink}`,
      `Quién viene, lo verás en la consola:\n${consoleLink}`,
      'OpenCircle',
    ),
  }),
};
