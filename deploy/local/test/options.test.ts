import { parseOptions, UsageError } from '../bootstrap/options.mjs';
import { portsFrom } from '../bootstrap/ports.mjs';

const defaults = { port: 4800, data: '/work/.data', fresh: false, demo: true, help: false };

test.each([
  [[], {}],
  [['--port', '5800', '--data', 'x'], { port: 5800, data: '/work/x' }],
  [['--port=5800', '--data=/y=z'], { port: 5800, data: '/y=z' }],
  [['--fresh', '--no-demo'], { fresh: true, demo: false }],
  [['-h'], { help: true }],
])('reads %j', (args, changes) => {
  expect(parseOptions(args, '/work')).toEqual({ ...defaults, ...changes });
});

test.each([
  [['--prot', '1'], 'unknown option --prot; known are --port P'],
  [['start'], 'unknown option start'],
  [['--port'], '--port needs a value'],
  [['--port', '--fresh'], '--port needs a value'],
  [['--port', '80'], 'from 1024 to 65000, not "80"'],
  [['--port', '5e3x'], 'not "5e3x"'],
  [['--data', ''], '--data needs a value'],
])('refuses %j and says why', (args, message) => {
  expect(() => parseOptions(args, '/work')).toThrow(UsageError);
  expect(() => parseOptions(args, '/work')).toThrow(message);
});

test('derives all ports from the first, each once', () => {
  const ports = Object.values(portsFrom(4800));
  expect(new Set(ports).size).toBe(11);
  expect(portsFrom(4800)).toMatchObject({ gateway: 4800, smtp: 4807, postgres: 4810, kafkaController: 4812 });
});
