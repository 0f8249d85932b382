import QRCode from 'qrcode';

/** Light modules around the code that scanners need (ISO/IEC 18004). */
const QUIET = 4;

/** A QR code as a drawing: one path on a square of `size` modules, the quiet zone included. */
export type QrDrawing = { size: number; path: string };

/** Level M: readable with 15 % of it gone, as after stamps and folds. Runs of dark modules become rectangles. */
export function drawQr(words: string): QrDrawing {
  const { size, data } = QRCode.create(words, { errorCorrectionLevel: 'M' }).modules;
  const parts: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let run = 0;
      while (x + run < size && data[y * size + x + run]) run += 1;
      if (run > 0) parts.push(`M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`);
      x += run;
    }
  }
  return { size: size + 2 * QUIET, path: parts.join('') };
}

/** The drawing as an SVG file. */
export function qrSvg(words: string): string {
  const { size, path } = drawQr(words);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
}
