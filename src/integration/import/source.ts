import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The log itself cannot be read (on). The message says where; rows before that place were read. */
export class LogError extends Error {}

const BLOCK = 256 * 1024;

/**
 * The bytes of a file, unpacked when it is gzip (told by its content, not its name), in blocks that end between two
 * characters. `onBytes` hears of every stretch read from the disk, as it is there.
 * @throws LogError when it cannot be read, is damaged or is not UTF-8
 */
export async function* readBlocks(file: string, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  const name = basename(file);
  let stream: Readable;
  try {
    stream = await openStream(file, onBytes);
  } catch (error) {
    throw new LogError(`${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  let rest: Buffer = Buffer.alloc(0);
  let passed = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = wholeCharacters(bytes);
      rest = bytes.subarray(whole);
      const block = bytes.subarray(0, whole);
      refuseOtherEncodings(block, name, passed);
      passed += whole;
      yield block;
    }
  } catch (error) {
    if (error instanceof LogError || !isReadError(error)) throw error;
    throw new LogError(`${name} is damaged or ends too early: ${error.message}.`, { cause: error });
  }
  if (rest.length > 0) refuseOtherEncodings(rest, name, passed);
}

/** Length of a file on the disk. @throws LogError */
export async function sizeOf(file: string): Promise<number> {
  try {
    const handle = await open(file, 'r');
    try {
      const stat = await handle.stat();
      if (stat.isDirectory()) throw new Error('it is a directory');
      return stat.size;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new LogError(`${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

async function openStream(file: string, onBytes: (count: number) => void): Promise<Readable> {
  const handle = await open(file, 'r');
  const magic = Buffer.alloc(2);
  await handle.read(magic, 0, 2, 0);
  await handle.close();
  const raw = createReadStream(file, { highWaterMark: BLOCK });
  raw.on('data', (chunk) => onBytes(chunk.length));
  // The counter above must not start the flow before somebody reads.
  raw.pause();
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return raw;
  const unpacked = createGunzip({ chunkSize: BLOCK });
  // Errors of either end come out of `unpacked`, where they are read.
  pipeline(raw, unpacked, () => {});
  return unpacked;
}

/** Errors of the disk and of gzip carry a code; anything thrown by the reader of the blocks is passed on as it is. */
function isReadError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && /^(Z_|E[A-Z]+$)/.test(String(error.code));
}

/** How many bytes from the start are whole UTF-8 characters. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function refuseOtherEncodings(block: Buffer, name: string, passed: number): void {
  if (isUtf8(block)) return;
  throw new LogError(
    `${name} is not UTF-8 text (somewhere after byte ${passed}); convert it first, for example with iconv.`,
  );
}
