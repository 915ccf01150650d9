import type { INestApplicationContext } from '@nestjs/common';
import { BadEnvironment, ENVIRONMENT } from '@opencircle/service-defaults';
import type { Environment } from '../environment.js';
import { BootstrapAdmin, type FirstAdmin } from './bootstrap-admin.js';

/** `main.js bootstrap-admin` with ADMIN_EMAIL, ADMIN_PASSWORD and ADMIN_NAME; running it again changes nothing. */
export async function bootstrapAdmin(app: INestApplicationContext): Promise<void> {
  const admin = adminOf(app.get<Environment>(ENVIRONMENT));
  const { made } = await app.get(BootstrapAdmin, { strict: false }).run(admin);
  process.stdout.write(made ? 'membership: the admin can sign in\n' : 'membership: the admin was there\n');
}

function adminOf({ ADMIN_EMAIL, ADMIN_PASSWORD, ADMIN_NAME }: Environment): FirstAdmin {
  if (ADMIN_EMAIL !== undefined && ADMIN_PASSWORD !== undefined && ADMIN_NAME !== undefined) {
    return { email: ADMIN_EMAIL, password: ADMIN_PASSWORD, displayName: ADMIN_NAME };
  }
  const given = { ADMIN_EMAIL, ADMIN_PASSWORD, ADMIN_NAME };
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  throw new BadEnvironment(missing.map(([variable]) => ({ variable, rule: 'is missing' })));
}
