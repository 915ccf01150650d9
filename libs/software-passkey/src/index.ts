export {
  SoftwarePasskey,
  type AuthenticationAnswer,
  type CreationOptions,
  type KeptPasskey,
  type RegistrationAnswer,
  type RequestOptions,
} from './software-passkey.js';
