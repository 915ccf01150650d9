import { unencryptedAddresses, type Fault } from './encrypted-addresses.js';
import { isVerified, VERIFIED, verificationFaults, type Variables } from './verification.js';

/** What stands against a command that runs beside the services and calls PostgreSQL at the addresses in these variables. */
export function commandFaults(variables: Variables, ...databases: readonly string[]): Fault[] {
  const called = databases.flatMap((variable) => {
    const address = variables[variable];
    return address ? [{ variable, address }] : [];
  });
  return [
    ...verificationFaults(variables),
    ...called.flatMap(({ variable, address }) => faultsOf(address).map((rule) => ({ variable, rule }))),
    ...(isTlsDemanded(variables)
      ? unencryptedAddresses(Object.fromEntries(called.map(({ variable, address }) => [variable, address])))
      : []),
  ];
}

/** pg also reads what is no URL, and takes a URL of any kind for its own; what that says of TLS nobody could judge. */
function faultsOf(address: string): string[] {
  if (!/^postgres(ql)?:$/.test(URL.parse(address)?.protocol ?? ''))
    return ['must be a URL, postgres://user@host/database'];
  return isVerified(address) ? [] : [VERIFIED];
}

/** For commands, which parse no environment: whatever is not a plain no is a yes. */
export function isTlsDemanded({ DEMAND_TLS }: Variables): boolean {
  return DEMAND_TLS !== undefined && DEMAND_TLS !== '' && DEMAND_TLS !== 'false';
}
