import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** Served by the gateway at /console/. Nothing is inlined, so that the page lives under a strict CSP. */
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { conditions: ['@opencircle/source', ...defaultClientConditions] },
  build: {
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // The libraries' schemas are pure: a page that needs a label does not carry the validators.
      treeshake: { moduleSideEffects: (id) => !/[\\/]libs[\\/](contracts|schedule)[\\/]/.test(id) },
    },
  },
});
