import { paragraphs, type LinkTemplate } from './letter.js';

/** To whoever wants a new password. */
export const passwordReset: LinkTemplate = {
  en: (url) => ({
    subject: 'Your new password',
    text: paragraphs(
      'Hello,',
      'with this link you can choose a new password. It works once, for fifteen minutes:',
      url,
      'If you did not ask for this, there is nothing you need to do: your password stays as it is.',
      'OpenCircle',
    ),
  }),
  es: (url) => ({
    subject: 'Tu nueva contraseña',
    text: paragraphs(
      'Hola:',
      'Con este enlace puedes elegir una contraseña nueva. Sirve una vez, durante quince minutos:',
      url,
      'Si no lo has pedido, no tienes que hacer nada: tu contraseña sigue igual.',
      'OpenCircle',
    ),
  }),
};
