import decodeQR from 'qr/decode.js';
import { drawingOf } from './qr-drawing.js';

const uri = 'otpauth://totp/OpenCircle:ops%40demo.example?issuer=OpenCircle&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** What a camera would see of the drawing: four pixels to a module. */
function seen({ size, path }: { size: number; path: string }) {
  const width = size * 4;
  const pixels = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g)) {
    for (let dy = 0; dy < 4; dy++) {
      const from = ((Number(y) * 4 + dy) * width + Number(x) * 4) * 4;
      for (let pixel = 0; pixel < 4; pixel++) pixels.fill(0, from + pixel * 4, from + pixel * 4 + 3);
    }
  }
  return { width, height: width, data: pixels };
}

it('draws what a scanner reads back, with the empty border that scanners need', () => {
  const drawing = drawingOf(uri);
  expect(decodeQR(seen(drawing))).toBe(uri);
  expect(drawing.path).toMatch(/^M4 4h/);
});

it('is unreadable when a third of it is missing (negative control)', () => {
  const { size, path } = drawingOf(uri);
  expect(() => decodeQR(seen({ size, path: path.slice(path.length / 3) }))).toThrow();
});
