/** One answer for all who ask within `milliseconds`. */
export function remembered<T>(ask: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    if (answer === undefined || Date.now() - askedAt > milliseconds) {
      askedAt = Date.now();
      answer = ask();
    }
    return answer;
  };
}
