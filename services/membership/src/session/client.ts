import { clientAddress, clientNetwork } from '@opencircle/service-defaults';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Longest name of a client that is kept; browsers' are about half as long. */
const LONGEST_AGENT = 200;

/** Who is at the other end of a request, and a way to tell them in headers how often they may still try. */
export type Client = {
  /** What it is counted by: of an IPv6 address its network. */
  readonly address: string;
  /** What the client calls itself (`User-Agent`), for the person's own list of sessions. */
  readonly agent: string;
  readonly tell: (headers: Readonly<Record<string, string>>) => void;
};

export function clientOf(request: FastifyRequest, reply: FastifyReply): Client {
  return {
    address: clientNetwork(clientAddress(request)),
    agent: (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_AGENT),
    tell: (headers) => void reply.headers(headers),
  };
}
