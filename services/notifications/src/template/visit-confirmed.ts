import { paragraphs, type Template } from './letter.js';

/** To a visitor. Whoever sees the screen learns that something was booked for a time, not what. */
export const visitConfirmed: Template = {
  en: ({ time, groupName, groupLink }, detail) => ({
    subject: 'Your booking',
    text: paragraphs(
      'Hello,',
      'your booking is confirmed for:',
      `  ${time}`,
      detail === 'full' ? `  ${groupName}` : undefined,
      `How to get there, and how to reach us:\n${groupLink}`,
      'If you did not ask for this, there is nothing you need to do.',
      'OpenCircle',
    ),
  }),
  es: ({ time, groupName, groupLink }, detail) => ({
    subject: 'Tu reserva',
    text: paragraphs(
      'Hola:',
      'Tu reserva está confirmada para:',
      `  ${time}`,
      detail === 'full' ? `  ${groupName}` : undefined,
      `Cómo llegar y cómo ponerte en contacto:\n${groupLink}`,
      'Si no la has pedido, no tienes que hacer nada.',
      'OpenCircle',
    ),
  }),
};
