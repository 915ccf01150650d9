import type { INestApplicationContext } from '@nestjs/common';
import { BadEnvironment } from '@opencircle/service-defaults';
import { adminEnvironment } from '../environment.js';
import { BootstrapAdmin } from './bootstrap-admin.js';

/** `main.js bootstrap-admin` with ADMIN_EMAIL, ADMIN_PASSWORD and ADMIN_NAME; running it again changes nothing. */
export async function bootstrapAdmin(app: INestApplicationContext): Promise<void> {
  const read = adminEnvironment.safeParse(process.env);
  if (!read.success) {
    throw new BadEnvironment(
      read.error.issues.map(({ path, message }) => ({ variable: String(path[0]), rule: message })),
    );
  }
  const { ADMIN_EMAIL, ADMIN_PASSWORD, ADMIN_NAME } = read.data;
  const admin = { email: ADMIN_EMAIL, password: ADMIN_PASSWORD, displayName: ADMIN_NAME };
  const { made } = await app.get(BootstrapAdmin, { strict: false }).run(admin);
  process.stdout.write(made ? 'membership: the admin can sign in\n' : 'membership: the admin was there\n');
}
