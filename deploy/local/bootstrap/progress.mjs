// @ts-check

/** @typedef {{ write: (text: string) => unknown, isTTY?: boolean | undefined, columns?: number | undefined }} Terminal */
/** @typedef {{ name: string, began: number, howFar: () => string }} Step */

/**
 * Says of steps that take long that they go on, for how long, and how far they are: on a terminal in one line that is written
 * over, elsewhere in plain lines. Of short steps it says nothing.
 */
export class Progress {
  /** @type {Set<Step>} */
  #steps = new Set();
  #shown = false;
  #live;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {{ terminal?: Terminal, patienceMs?: number, everyMs?: number }} [how] patienceMs: a step is long from here on */
  constructor({ terminal = process.stdout, patienceMs, everyMs } = {}) {
    this.terminal = terminal;
    this.#live = terminal.isTTY === true;
    this.patienceMs = patienceMs ?? (this.#live ? 2000 : 15_000);
    this.everyMs = everyMs ?? (this.#live ? 1000 : 15_000);
  }

  /**
   * @param {string} name
   * @param {() => string} howFar asked at each line; '' when nothing is known but the time
   * @returns {() => void} the step has ended
   */
  begin(name, howFar) {
    const step = { name, began: performance.now(), howFar };
    this.#steps.add(step);
    this.#timer ??= setInterval(() => this.#say(), this.everyMs).unref();
    return () => this.#end(step);
  }

  #say() {
    const now = performance.now();
    const long = [...this.#steps].filter(({ began }) => now - began >= this.patienceMs);
    if (long.length === 0) return;
    const line = `… ${long.map((step) => spell(step, now)).join(' · ')}`;
    // The cursor goes back to the line's start, so that whatever is printed next writes over it.
    this.terminal.write(this.#live ? `\x1b[2K${line.slice(0, (this.terminal.columns ?? 80) - 1)}\r` : `${line}\n`);
    this.#shown = true;
  }

  /** @param {Step} step */
  #end(step) {
    this.#steps.delete(step);
    if (this.#shown && this.#live) this.terminal.write('\x1b[2K');
    this.#shown = false;
    if (this.#steps.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** @param {Step} step @param {number} now */
function spell({ name, began, howFar }, now) {
  return [`${name} ${Math.round((now - began) / 1000)} s`, howFar()].filter((part) => part !== '').join(', ');
}
