import encodeQR from 'qr';

/** Modules around the code that stay empty: ISO/IEC 18004 asks for four. */
const QUIET = 4;

/** One square of a side of one for each dark module. */
export function drawingOf(text: string): { size: number; path: string } {
  const rows = encodeQR(text, 'raw', { border: QUIET });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: rows.length, path: squares.join('') };
}
