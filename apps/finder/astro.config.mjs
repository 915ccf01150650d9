import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

/**
 * Reads the environment before anything listens, so that a bad one stops the start and not the first visitor; then starts
 * our own server on Astro's handler, which is told the port as Astro's server would tell it.
 */
const ownStart = {
  name: 'opencircle:own-start',
  transform(code, id) {
    if (!id.endsWith('/@astrojs/node/dist/server.js')) return undefined;
    const [environment, start] = ['./src/environment.ts', './src/serve.ts'].map((file) =>
      JSON.stringify(fileURLToPath(new URL(file, import.meta.url))),
    );
    const own = `import ${environment};\nimport { serve } from ${start};\n`;
    const handler = '(port) => createStandaloneHandler(app, { ...options, port }, headersMap)';
    return { code: `${own}${code}\nserve(${handler});\n`, map: null };
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
  vite: { plugins: [ownStart] },
});
