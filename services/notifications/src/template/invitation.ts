import { paragraphs, type LinkTemplate } from './letter.js';

/** To whoever is invited to work with an organization; which one, the page behind the link says. */
export const invitation: LinkTemplate = {
  en: (url) => ({
    subject: 'An invitation',
    text: paragraphs(
      'Hello,',
      'you are invited to work together on OpenCircle. This link says with whom, and lets you accept. It works once, for seven days:',
      url,
      'If you do not know what this is about, there is nothing you need to do.',
      'OpenCircle',
    ),
  }),
  es: (url) => ({
    subject: 'Una invitación',
    text: paragraphs(
      'Hola:',
      'Te invitan a colaborar en OpenCircle. En este enlace ves con quién, y puedes aceptar. Sirve una vez, durante siete días:',
      url,
      'Si no sabes de qué se trata, no tienes que hacer nada.',
      'OpenCircle',
    ),
  }),
};
