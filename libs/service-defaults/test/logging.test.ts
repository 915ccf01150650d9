import { Controller, Get, Param } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import { z } from 'zod';
import { tinyService } from './tiny-service.js';

@Controller('v1/cards')
class Cards {
  @Get(':name')
  @Allow('search.run')
  show(@Param('name', { schema: z.string() }) name: string): object {
    if (name === 'raw') throw new Error('alice@example.org cannot be shown');
    return {};
  }
}

test('logs hold allow-listed fields only, the request once: no address, query, header, peer, or error message', async () => {
  const lines: string[] = [];
  const app = await tinyService([Cards], {}, { level: 'info', log: { write: (line) => lines.push(line) } });
  const headers = { 'x-request-id': 'request-1', cookie: 'secret=1', 'user-agent': 'secret-agent' };
  await app.inject({ url: '/v1/cards/alice@example.org?q=anxiety', headers });
  await app.inject({ url: '/v1/cards/raw', headers: { 'x-request-id': 'request-2' } });
  await app.inject({ url: '/nowhere', headers: { 'x-request-id': 'request-3' } });
  await app.close();
  const written = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const known = ['level', 'time', 'service', 'requestId', 'traceId', 'method', 'route', 'status', 'durationMs', 'msg'];
  const line = written.find(({ requestId, msg }) => requestId === 'request-1' && msg === 'request');
  expect(Object.keys(line ?? {}).filter((key) => !known.includes(key))).toEqual([]);
  expect(line).toMatchObject({ level: 'info', service: 'tiny', method: 'GET', route: '/v1/cards/:name', status: 200 });
  const error = written.find(({ level }) => level === 'error');
  expect(error).toMatchObject({ requestId: 'request-2', route: '/v1/cards/:name', err: { type: 'Error' } });
  expect((error?.['err'] as { stack: string }).stack).toMatch(/^\s+at .*logging\.test\.ts/m);
  const ofRequests = lines.filter((line) => line.includes('"request-'));
  expect(ofRequests.map((line) => line.match(/"requestId"/g)?.length)).toEqual([1, 1, 1, 1]);
  expect(lines.join('')).not.toMatch(/alice|anxiety|secret|127\.0\.0\.1/);
});
