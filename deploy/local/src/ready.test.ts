import { layoutOf } from './layout.js';
import { readyBlock } from './ready.js';

test('says the whole time and which steps took it, dependencies and build among them', () => {
  const taken = [
    { name: 'machine', ms: 300 },
    { name: 'dependencies', ms: 54_100 },
    { name: 'build', ms: 41_000 },
    { name: 'demo data', ms: 5_500 },
  ];
  const block = readyBlock(layoutOf({ port: 4800, data: '/data' }), [], { ms: 112_340, taken });
  expect(block).toContain('\nready after 112.3 s (dependencies 54.1 s, build 41.0 s, demo data 5.5 s)\n');
});
