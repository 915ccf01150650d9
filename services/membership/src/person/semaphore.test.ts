import { Busy, Semaphore } from './semaphore.js';

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('Semaphore', () => {
  it('runs no more than its permits at once, in the order of arrival', async () => {
    const semaphore = new Semaphore(1, 10);
    const first = gate();
    const order: string[] = [];
    const work = [
      semaphore.run(() => first.opened.then(() => void order.push('first'))),
      semaphore.run(async () => void order.push('second')),
      semaphore.run(async () => void order.push('third')),
    ];
    await Promise.resolve();
    expect(order).toEqual([]);
    first.open();
    await Promise.all(work);
    expect(order).toEqual(['first', 'second', 'third']);
  });

  it('refuses at once when the line is full, and takes work again afterwards', async () => {
    const semaphore = new Semaphore(1, 1);
    const first = gate();
    const work = [semaphore.run(() => first.opened), semaphore.run(async () => undefined)];
    await expect(semaphore.run(async () => undefined)).rejects.toThrow(Busy);
    first.open();
    await Promise.all(work);
    await expect(semaphore.run(async () => 'again')).resolves.toBe('again');
  });

  it('frees the permit of work that fails', async () => {
    const semaphore = new Semaphore(1, 0);
    await expect(semaphore.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(semaphore.run(async () => 'yes')).resolves.toBe('yes');
  });
});
