import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { keepProviderAnswer } from './sign-in/provider-answer.js';
import { pauseUnattended } from './time/pause-unattended.js';

keepProviderAnswer();
pauseUnattended();

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// The gateway's CSP lets in only styles that carry this page's nonce.
createRoot(root).render(
  <StrictMode>
    <CacheProvider value={createCache({ key: 'oc', prepend: true, ...(nonce ? { nonce } : {}) })}>
      <App />
    </CacheProvider>
  </StrictMode>,
);
