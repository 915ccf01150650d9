/** What every part of this client is told. */
export type ClientSettings = {
  readonly clientId: string;
  readonly bootstrapBrokers: string[];
  readonly connectTimeout: number;
  readonly timeout: number;
};

export function clientSettings(clientId: string, brokers: readonly string[]): ClientSettings {
  return { clientId, bootstrapBrokers: [...brokers], connectTimeout: 3_000, timeout: 15_000 };
}
