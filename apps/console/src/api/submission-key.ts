/**
 * The Idempotency-Key of a submission: the same content sent again (after a lost answer) keeps its key; other
 * content, or the same after success, gets a new one.
 */
export class SubmissionKey {
  #current: { content: string; key: string } | undefined;

  keyFor(content: unknown): string {
    const text = JSON.stringify(content);
    if (this.#current?.content !== text) this.#current = { content: text, key: crypto.randomUUID() };
    return this.#current.key;
  }

  settled(): void {
    this.#current = undefined;
  }
}
