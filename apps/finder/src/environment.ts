import { z } from 'zod';

const schema = z.object({
  MATCHING_URL: z.url(),
  MEMBERSHIP_URL: z.url(),
  PUBLIC_URL: z.url().default('http://localhost:4800'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(4805),
});

/** The finder's environment, read once; a bad one names every wrong variable and exits 78 (EX_CONFIG). */
export const environment = read();

function read(): z.infer<typeof schema> {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) {
    process.env['HOST'] = parsed.data.HOST;
    process.env['PORT'] = String(parsed.data.PORT);
    return parsed.data;
  }
  for (const issue of parsed.error.issues) {
    process.stderr.write(`finder: ${issue.path.join('.')}: ${issue.message}\n`);
  }
  process.exit(78);
}
