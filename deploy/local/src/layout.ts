import { resolve } from 'node:path';
import { portsFrom, type Ports } from '../bootstrap/ports.mjs';

export const services = ['listings', 'matching', 'membership', 'notifications'] as const;
export type ServiceName = (typeof services)[number];

export const root = resolve(import.meta.dirname, '..', '..', '..');

/** Where everything of one stack is: decided once from `--port` and `--data`. */
export type Layout = {
  readonly data: string;
  readonly logs: string;
  /** Signed checkpoints of the audit logs, one file a service. */
  readonly checkpoints: string;
  readonly ports: Ports;
  /** What people type; the gateway's address. */
  readonly publicUrl: string;
  readonly mailPageUrl: string;
  serviceUrl(name: ServiceName | 'finder'): string;
};

export function layoutOf({ data, port }: { data: string; port: number }): Layout {
  const ports = portsFrom(port);
  return {
    data,
    logs: resolve(data, 'logs'),
    checkpoints: resolve(data, 'audit'),
    ports,
    publicUrl: `http://localhost:${ports.gateway}`,
    mailPageUrl: `http://localhost:${ports.mail}/`,
    serviceUrl: (name) => `http://127.0.0.1:${ports[name]}`,
  };
}
