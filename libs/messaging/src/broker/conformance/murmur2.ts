/** The hash by which Kafka's own client places keys: org.apache.kafka.common.utils.Utils.murmur2, as a signed integer. */
export function murmur2(bytes: Buffer): number {
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ bytes.length;
  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(bytes.readInt32LE(at), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  const rest = bytes.subarray(whole);
  if (rest.length > 0) {
    for (const [i, byte] of rest.entries()) h ^= byte << (8 * i);
    h = Math.imul(h, m);
  }
  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}
