import type { audit as english } from '../en/audit.js';
import type { Messages } from '../en.js';

export const audit: Messages<typeof english> = {
  audit: {
    none: 'Ninguna entrada coincide',
    none_hint: 'Ve lo que permiten sus papeles: quien administra, todo; los demás, lo que pueden hacer ellos mismos.',
  },
  audit_outcome: { allowed: 'Hecho', denied: 'Denegado', failed: 'Fallido' },
  audit_actor: { anonymous: 'Sin iniciar sesión', person: 'Persona', service: 'Servicio', system: 'El sistema' },
};
