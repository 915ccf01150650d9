import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '@opencircle/service-defaults';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../environment.js';
import { notProxied, serviceUnavailable } from '../problems.js';
import { consolePolicy } from './security-headers.js';

const PREFIX = '/console/';
const NONCE = '__CSP_NONCE__';

/** The console: its files as they are, and its one page for every other address, so that its routes can be loaded. */
@Injectable()
export class ConsoleFiles {
  private readonly root: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.root = environment.CONSOLE_DIR;
  }

  async register(server: FastifyInstance): Promise<void> {
    await server.register(fastifyStatic, { root: this.root, serve: false });
    server.get('/console', (_request, reply) => reply.redirect(PREFIX, 308));
    server.get(`${PREFIX}*`, (request, reply) => this.answer(request, reply));
  }

  /** Names with a content hash stand in `assets/`: those never change. A file that is not there is not a page. */
  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = decodeURIComponent((request.url.split('?', 1)[0] ?? '').slice(PREFIX.length));
    const isFile = /\.[a-z0-9]+$/i.test(path) && path !== 'index.html';
    const hashed = path.startsWith('assets/');
    if (!isFile && !hashed) return this.page(reply);
    const hidden = path.split('/').some((segment) => segment.startsWith('.'));
    const there = !hidden && (await stat(join(this.root, path)).catch(() => undefined))?.isFile();
    if (!there) throw notProxied();
    void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    return reply.sendFile(path, { cacheControl: false });
  }

  /** The page with a nonce of its own: whoever injects markup cannot know it. */
  private async page(reply: FastifyReply): Promise<FastifyReply> {
    const html = await readFile(join(this.root, 'index.html'), 'utf8').catch(() => undefined);
    if (html === undefined) throw serviceUnavailable('console');
    const nonce = randomBytes(18).toString('base64');
    return reply
      .headers({ 'cache-control': 'no-store', 'content-security-policy': consolePolicy(nonce) })
      .type('text/html; charset=utf-8')
      .send(html.replaceAll(NONCE, nonce));
  }
}
