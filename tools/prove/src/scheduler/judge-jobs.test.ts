import type { Asked } from './client.js';
import { judgeJobs } from './judge-jobs.js';

const asked = (key: string, state: Asked['state']): Asked => ({ key, asked: 1, at: 1_000, told: 900, state });
const done = (key: string, at = 1_010) => ({ key, asked: 1, at });

describe('the judge of jobs', () => {
  it('finds nothing where each open job was done once, and moved ones once or not', () => {
    const ledger = [asked('a', 'open'), asked('b', 'moved'), asked('c', 'moved'), asked('d', 'cancelled')];
    expect(judgeJobs(ledger, [done('a'), done('b')])).toEqual({
      faults: { lost: 0, doubled: 0, early: 0, unasked: 0 },
      p99LateMs: 10,
    });
  });

  it('finds each kind of fault', () => {
    const ledger = [asked('lost', 'open'), asked('twice', 'open'), asked('early', 'open'), asked('gone', 'cancelled')];
    const effects = [done('twice'), done('twice'), done('early', 999), done('gone'), done('nobody asked')];
    expect(judgeJobs(ledger, effects).faults).toEqual({ lost: 1, doubled: 1, early: 1, unasked: 2 });
  });
});
