import type { Messages } from '../en.js';
import type { problemRule as english } from '../en/problem-rule.js';

export const problemRule: Messages<typeof english> = {
  'current-password-refused': {
    needed: 'Esta cuenta ya tiene una contraseña. Vuelva a cargar la página y escríbala también.',
    'none-yet': 'Esta cuenta todavía no tiene contraseña. Vuelva a cargar la página y ponga la primera.',
    wrong: 'Esta no es su contraseña actual. Si la olvidó, cierre la sesión y pida un correo para poner una nueva.',
    changed: 'Su contraseña cambió mientras tanto. Escriba la nueva como actual.',
  },
  'issuer-refused': {
    'not-an-address': 'El emisor debe ser una dirección como https://login.example.org.',
    'not-https': 'El emisor debe empezar por https://.',
    'has-port': 'El emisor no debe indicar un puerto: se le pregunta en el 443.',
    'has-credentials': 'El emisor no debe contener usuario ni contraseña.',
    'has-query': 'El emisor no debe tener consulta (?).',
    'has-fragment': 'El emisor no debe tener fragmento (#).',
    unreachable: 'El emisor debe ser donde responda, en la Internet pública, un proveedor OpenID con ese mismo nombre.',
    unsuitable:
      'El proveedor debe ofrecer acceso por código, un secreto de cliente y tokens de identidad firmados con una clave privada.',
  },
};
