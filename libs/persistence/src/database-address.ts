/** Injects the address of the service's database, with its password. */
export const DATABASE_ADDRESS = Symbol('database address');
