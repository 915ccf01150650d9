import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What happens to every connection, living and new.
 * - `latency`: each chunk comes `ms` later, both ways.
 * - `reset`: living connections are reset at once, new ones as soon as they are made.
 * - `black-hole`: connections are accepted and stay open, nothing passes, not even that a side has gone.
 * - `half-open`: the same in one direction; the other passes.
 * Held bytes are kept, as a network repeats what it dropped: after `pass` a connection goes on where it was.
 */
export type Fault =
  | { readonly mode: 'pass' | 'reset' | 'black-hole' }
  | { readonly mode: 'latency'; readonly ms: number }
  | { readonly mode: 'half-open'; readonly cut: Direction };
export type Direction = 'to-server' | 'to-client';

/** A TCP proxy on 127.0.0.1 that passes until told otherwise. */
export class FaultProxy {
  private fault: Fault = { mode: 'pass' };
  private changed = Promise.withResolvers<undefined>();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (client) => void this.join(client));
  }

  /** Listens on `port`, or on a free one, for the server at `target` of 127.0.0.1. */
  static async start(target: number, port = 0): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return new FaultProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  set(fault: Fault): void {
    this.fault = fault;
    if (fault.mode === 'reset') for (const socket of this.sockets) socket.resetAndDestroy();
    this.changed.resolve(undefined);
    this.changed = Promise.withResolvers();
  }

  async close(): Promise<void> {
    this.set({ mode: 'reset' });
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async join(client: Socket): Promise<void> {
    this.track(client);
    if (this.fault.mode === 'reset') return void client.resetAndDestroy();
    await this.passage('to-server');
    if (client.destroyed) return;
    const server = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    client.setNoDelay(true);
    this.track(server);
    await Promise.all([this.carry(client, server, 'to-server'), this.carry(server, client, 'to-client')]);
  }

  /** One direction of one connection, to its end; an end or a reset of one side reaches the other by the same way. */
  private async carry(from: Socket, to: Socket, direction: Direction): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        await this.passage(direction);
        if (to.destroyed) return;
        if (!to.write(chunk)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
      }
      await this.passage(direction);
      to.end();
    } catch {
      await this.passage(direction);
      to.resetAndDestroy();
    }
  }

  /** Resolves when a chunk may pass. */
  private async passage(direction: Direction): Promise<void> {
    while (this.holds(direction)) await this.changed.promise;
    if (this.fault.mode === 'latency') await sleep(this.fault.ms);
  }

  private holds(direction: Direction): boolean {
    const { fault } = this;
    return fault.mode === 'black-hole' || (fault.mode === 'half-open' && fault.cut === direction);
  }

  private track(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.sockets.delete(socket));
  }
}
