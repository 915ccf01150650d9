import { unencryptedAddresses, type Fault } from './encrypted-addresses.js';
import { isVerified, VERIFIED, verificationFaults, type Variables } from './verification.js';

/** What stands against a command that runs beside the services and calls the addresses in these variables. */
export function commandFaults(variables: Variables, ...addresses: readonly string[]): Fault[] {
  const called = Object.fromEntries(addresses.map((variable) => [variable, variables[variable]]));
  const unverified = addresses.filter((variable) => !isVerified(called[variable] ?? ''));
  return [
    ...verificationFaults(variables),
    ...unverified.map((variable) => ({ variable, rule: VERIFIED })),
    ...(isTlsDemanded(variables) ? unencryptedAddresses(called) : []),
  ];
}

/** For commands, which parse no environment: whatever is not a plain no is a yes. */
export function isTlsDemanded({ DEMAND_TLS }: Variables): boolean {
  return DEMAND_TLS !== undefined && DEMAND_TLS !== '' && DEMAND_TLS !== 'false';
}
