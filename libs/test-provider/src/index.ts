export { startProvider, type ProviderAccount, type RealProvider } from './real-provider.js';
export { ForgingProvider, type Forgery } from './forging-provider.js';
