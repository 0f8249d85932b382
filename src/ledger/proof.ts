import {
  type Dossier,
  type DossierEvent,
  type Participation,
  participationsOf,
  type ReplaySetting,
  replay,
} from '../dossier/index.js';
import { type ImportedFacts, importedParticipations } from '../dossier/imported.js';
import { canonicalJson, CHAIN_START, eventHash } from './chain.js';

/** A dossier as the store keeps it, for the proof that its parts agree. */
export type KeptDossier = {
  code: string;
  head: string;
  events: { no: number; type: string; at: number; actor: string; payload: string; hash: string }[];
  /** Reads the stored state; null for dossiers of an older system. */
  state: (() => Dossier) | null;
  /** What the row of a dossier of an older system says; their one event says it too. */
  imported: ImportedFacts & { unit: string | null };
  participations: Participation[];
};

/** What does not hold of a dossier: which part, and how it differs. */
export type Fault = { code: string; part: 'chain' | 'state' | 'participations'; detail: string };

/**
 * Proves one dossier: its chain is unbroken, its state is what its history makes, and whoever has to answer for it is
 * whom that state names. Tallies are recounted apart, over all participations.
 */
export function proveDossier(kept: KeptDossier, setting: ReplaySetting): Fault[] {
  const broken = brokenLink(kept);
  if (broken !== null) return [{ code: kept.code, part: 'chain', detail: broken }];
  try {
    return kept.state === null ? proveImported(kept, setting) : proveLived(kept, kept.state, setting);
  } catch (error) {
    return [
      {
        code: kept.code,
        part: 'state',
        detail: `the history cannot be replayed: ${(error as Error).message}`,
      },
    ];
  }
}

function brokenLink({ head, events }: KeptDossier): string | null {
  let previous = CHAIN_START;
  for (const [index, event] of events.entries()) {
    if (event.no !== index + 1) return `event ${index + 1} is missing`;
    previous = eventHash(previous, { ...event, payloadText: event.payload });
    if (previous !== event.hash) return `event ${event.no} (${event.type}) was changed, or one before it`;
  }
  return previous === head ? null : 'the last event is missing or the dossier row was changed';
}

function proveLived(kept: KeptDossier, state: () => Dossier, setting: ReplaySetting): Fault[] {
  const history = kept.events.map(
    ({ type, at, actor, payload }): DossierEvent => ({
      type,
      at,
      actor,
      payload: JSON.parse(payload) as DossierEvent['payload'],
    }),
  );
  const dossier = replay(history, setting);
  // When to look again follows the office's set points of today; it is nothing that happened.
  const facts = (one: Dossier): string => canonicalJson({ ...one, wakeAt: null });
  if (facts(dossier) !== facts(state())) {
    return [
      { code: kept.code, part: 'state', detail: 'the stored dossier is not the one its history makes' },
    ];
  }
  return proveParticipations(kept, participationsOf(dossier, setting.tree));
}

function proveImported(kept: KeptDossier, { tree }: ReplaySetting): Fault[] {
  const { understood } = JSON.parse(kept.events[0]!.payload) as { understood: KeptDossier['imported'] };
  if (canonicalJson(understood) !== canonicalJson(kept.imported)) {
    return [{ code: kept.code, part: 'state', detail: 'the row does not say what was imported' }];
  }
  const { unit } = understood;
  const leads =
    unit === null
      ? kept.participations.flatMap((row) => (row.kind === 'unit' ? [row.key] : []))
      : tree.path(unit);
  return proveParticipations(kept, importedParticipations(understood, leads));
}

function proveParticipations(kept: KeptDossier, expected: Participation[]): Fault[] {
  const lines = (rows: Participation[]): string[] => rows.map(canonicalJson).sort();
  const [is, should] = [lines(kept.participations), lines(expected)];
  const wrong = is.filter((line) => !should.includes(line));
  const missing = should.filter((line) => !is.includes(line));
  if (wrong.length + missing.length === 0) return [];
  const detail = `kept but not so: ${wrong.join(' ') || 'none'}; missing: ${missing.join(' ') || 'none'}`;
  return [{ code: kept.code, part: 'participations', detail }];
}
