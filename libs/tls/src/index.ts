export { BadCertificate, readCertificate, type Certificate, type CertificateFiles } from './certificate.js';
export { unencryptedAddresses, type Fault } from './encrypted-addresses.js';
export { failureCode, isUntrusted } from './failure-code.js';
export { isSecureForPeople, SECURE_FOR_PEOPLE } from './public-address.js';
export { RenewedCertificate } from './renewed-certificate.js';
export { secureSettings } from './secure-settings.js';
export { isVerificationOff, isVerified, VERIFICATION_OFF } from './verification.js';
