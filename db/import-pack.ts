import type { Instant } from '../src/calendar/types.js';
import type { ImportedDossier } from '../src/ledger/import-port.js';

/**
 * Dossiers as they go from thread to thread: names that recur once, numbers in blocks that change hands uncopied. An
 * object each would take longer to copy than to write.
 */
export type PackedDossiers = {
  codes: string[];
  payloads: string[];
  heads: string[];
  names: string[];
  /** Places in `names` of procedure, channel, unit and official; -1 for null. */
  places: Int32Array<ArrayBuffer>;
  /** Received, due, late from, finished; NaN for null. */
  times: Float64Array<ArrayBuffer>;
};

/** Numbers of each kind a dossier has. */
const WIDTH = 4;

export function pack(dossiers: readonly ImportedDossier[], heads: string[]): PackedDossiers {
  const names = new Map<string, number>();
  const places = new Int32Array(dossiers.length * WIDTH);
  const times = new Float64Array(dossiers.length * WIDTH);
  const placeOf = (name: string | null): number => {
    if (name === null) return -1;
    const place = names.get(name) ?? names.size;
    names.set(name, place);
    return place;
  };
  dossiers.forEach(({ procedure, channel, unit, official, ...dossier }, no) => {
    const at = no * WIDTH;
    places[at] = placeOf(procedure);
    places[at + 1] = placeOf(channel);
    places[at + 2] = placeOf(unit);
    places[at + 3] = placeOf(official);
    times[at] = dossier.receivedAt;
    times[at + 1] = dossier.dueAt ?? Number.NaN;
    times[at + 2] = dossier.lateFrom ?? Number.NaN;
    times[at + 3] = dossier.finishedAt ?? Number.NaN;
  });
  const codes = dossiers.map(({ code }) => code);
  const payloads = dossiers.map(({ payload }) => payload);
  return { codes, payloads, heads, names: [...names.keys()], places, times };
}

export function unpack({ codes, payloads, names, places, times }: PackedDossiers): ImportedDossier[] {
  const nameAt = (at: number): string | null => names[places[at]!] ?? null;
  const timeAt = (at: number): Instant | null => (Number.isNaN(times[at]!) ? null : times[at]!);
  return codes.map((code, no) => {
    const at = no * WIDTH;
    return {
      code,
      procedure: nameAt(at)!,
      channel: nameAt(at + 1)!,
      unit: nameAt(at + 2),
      official: nameAt(at + 3),
      receivedAt: times[at]!,
      dueAt: timeAt(at + 1),
      lateFrom: timeAt(at + 2),
      finishedAt: timeAt(at + 3),
      payload: payloads[no]!,
    };
  });
}
