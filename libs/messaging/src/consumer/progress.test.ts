import { Progress } from './progress.js';

describe('progress', () => {
  let now = 0;
  let progress: Progress;
  beforeEach(() => {
    now = 1_000_000;
    progress = new Progress(() => now);
  });

  it('is joining until the group has this member, and again after it was lost', () => {
    expect(progress.vitality()).toBe('joining');
    progress.sign('joined');
    expect(progress.vitality()).toBe('well');
    progress.sign('left');
    expect(progress.vitality()).toBe('joining');
  });

  it('is stuck when it cannot join a group that is there, however often it tries', () => {
    progress.beginJoining();
    for (let i = 0; i < 9; i++) {
      now += 10_000;
      progress.sign('left');
      expect(progress.vitality()).toBe('joining');
    }
    now += 1;
    expect(progress.vitality()).toBe('stuck');
    progress.sign('joined');
    expect(progress.vitality()).toBe('well');
    now += 200_000;
    progress.sign('left');
    expect(progress.vitality()).toBe('joining');
  });

  it('is joining, for as long as it takes, before there is anything to join', () => {
    now += 1_000_000;
    expect(progress.vitality()).toBe('joining');
  });

  it('is well as long as the client gives signs, with or without events', () => {
    progress.sign('joined');
    for (let i = 0; i < 100; i++) {
      now += 10_000;
      progress.sign('alive');
      expect(progress.vitality()).toBe('well');
    }
  });

  it('is slow, then stuck, when the client falls silent', () => {
    progress.sign('joined');
    now += 16_000;
    expect(progress.vitality()).toBe('slow');
    now += 25_000;
    expect(progress.vitality()).toBe('stuck');
  });

  it('is stuck when one event does not end, whatever else goes on', () => {
    progress.sign('joined');
    progress.begin('topic/0');
    for (let i = 0; i < 9; i++) {
      now += 5_000;
      progress.sign('alive');
      progress.begin('topic/1');
      progress.end('topic/1');
    }
    expect(progress.vitality()).toBe('stuck');
  });

  it('is well while events end, however long a transient failure lasts', () => {
    progress.sign('joined');
    for (let i = 0; i < 20; i++) {
      progress.begin('topic/0');
      now += 9_000;
      progress.end('topic/0');
      expect(progress.vitality()).toBe('well');
    }
  });
});
