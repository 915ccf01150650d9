export type { Certificate } from './certificate.js';
export { commandFaults, isTlsDemanded } from './command-faults.js';
export { unencryptedAddresses, type Fault } from './encrypted-addresses.js';
export { failureCode, isUntrusted } from './failure-code.js';
export { isSecureForPeople, SECURE_FOR_PEOPLE } from './public-address.js';
export { RenewedCertificate } from './renewed-certificate.js';
export { serverSettings } from './secure-settings.js';
export { plainFaults, tlsSettings, type ServedCertificate } from './tls-settings.js';
export { isVerified, verificationFaults, VERIFIED } from './verification.js';
