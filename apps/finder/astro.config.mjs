import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

/** Reads the environment before anything listens, so that a bad one stops the start and not the first visitor. */
const environmentFirst = {
  name: 'opencircle:environment-first',
  transform(code, id) {
    if (!id.endsWith('/@astrojs/node/dist/server.js')) return undefined;
    const environment = fileURLToPath(new URL('./src/environment.ts', import.meta.url));
    return { code: `import ${JSON.stringify(environment)};\n${code}`, map: null };
  },
};

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone', bodySizeLimit: 64 * 1024 }),
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  prefetch: false,
  session: false,
  // Pages say no-referrer, so browsers send `Origin: null` with a form; src/middleware.ts reads Sec-Fetch-Site instead.
  security: { checkOrigin: false },
  vite: { plugins: [environmentFirst] },
});
