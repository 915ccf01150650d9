import { paragraphs, type LinkTemplate } from './letter.js';

/** To whoever asked to sign in without a password. */
export const signInLink: LinkTemplate = {
  en: (url) => ({
    subject: 'Your link',
    text: paragraphs(
      'Hello,',
      'with this link you can sign in. It works once, for fifteen minutes:',
      url,
      'If you did not ask for this, there is nothing you need to do.',
      'OpenCircle',
    ),
  }),
  es: (url) => ({
    subject: 'Tu enlace',
    text: paragraphs(
      'Hola:',
      'Con este enlace puedes entrar. Sirve una vez, durante quince minutos:',
      url,
      'Si no lo has pedido, no tienes que hacer nada.',
      'OpenCircle',
    ),
  }),
};
