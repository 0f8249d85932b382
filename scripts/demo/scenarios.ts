import { type Instant, parseInstant } from '../../src/calendar/index.js';
import { seeded } from '../made/seeded.js';
import { communeCodes } from './province.js';
import { LINES, type Line } from './lines.js';

/** What is to become of one dossier of the rehearsal. */
export type Scenario = {
  no: number;
  procedure: string;
  case: string | null;
  desk: string;
  receivedAt: Instant;
  commands: readonly string[];
  /** The step that takes longer than it may, or null; `times` is how many times its allowance it takes. */
  slow: { step: string; times: number } | null;
  kind: Kind;
};

/**
 * `online`: registered, guided and then received. `stopped`: asked for a supplement that never comes. `silent`: an asked
 * agency says nothing until its term is over. `suspended`: stands still for three days by the leader's word.
 */
export type Kind =
  | 'granted'
  | 'refused'
  | 'supplemented'
  | 'withdrawn'
  | 'online'
  | 'stopped'
  | 'silent'
  | 'suspended';

/** Communes whose dossiers are driven: the first of the list, with how many in a hundred of theirs run late. */
const COMMUNES: readonly [code: string, latePercent: number][] = communeCodes()
  .slice(0, 8)
  .map((code, index) => [code, [2, 30, 0, 12, 5, 0, 18, 4][index]!]);

/** Late shares of dossiers received at the provincial centre. */
const CENTRE_LATE = 10;

/**
 * The dossiers of the rehearsal: received August to October 2026, in working hours, the same ones every time.
 * A slow step goes well over its allowance, so that somebody's own task is late; whether the whole dossier is late
 * follows from the calendar, not from here.
 */
export function scenarios(count: number): Scenario[] {
  const random = seeded(56);
  return Array.from({ length: count }, (_, no) => scenario(no, random));
}

function scenario(no: number, random: () => number): Scenario {
  const line = LINES[no % LINES.length]!;
  const [commune, communeLate] = COMMUNES[Math.floor(random() * COMMUNES.length)]!;
  const atCentre = PROVINCIAL.has(line.code);
  const late = random() * 100 < (atCentre ? CENTRE_LATE : communeLate);
  const kind = kindOf(line, random());
  const commands = commandsOf(line, kind);
  return {
    no,
    procedure: line.code,
    case: line.case ?? null,
    desk: `${atCentre ? 'TTPVHCC' : commune}.desk`,
    receivedAt: receptionOf(random),
    commands,
    slow: late ? { step: slowStep(commands, random()), times: 3 + Math.floor(random() * 8) } : null,
    kind,
  };
}

/** Procedures of the provincial level, received at the provincial centre. */
const PROVINCIAL = new Set(['1.000987', '1.001806', '1.013831', '1.014199']);

function kindOf(line: Line, draw: number): Kind {
  if (draw < 0.12) return 'refused';
  if (draw < 0.24 && line.supplement !== null) return 'supplemented';
  if (draw < 0.28) return 'withdrawn';
  if (draw < 0.33 && line.supplement !== null) return 'stopped';
  if (draw < 0.39) return 'online';
  if (draw < 0.43) return 'suspended';
  if (draw < 0.7 && line.silent !== undefined) return 'silent';
  return 'granted';
}

function commandsOf(line: Line, kind: Kind): readonly string[] {
  const { granted } = line;
  switch (kind) {
    case 'refused':
      return line.refused;
    case 'withdrawn':
      return [...granted.slice(0, 2), 'withdraw'];
    case 'online':
      return ['register', 'guide', ...granted];
    case 'suspended':
      return [...granted.slice(0, 2), 'suspend', 'resume', ...granted.slice(2)];
    case 'silent':
      return granted.filter((command) => command !== line.silent);
    case 'stopped':
      return line.supplement === null ? granted : [...line.supplement.before, line.supplement.ask];
    case 'supplemented':
      return line.supplement === null ? granted : supplemented(granted, line.supplement);
    default:
      return granted;
  }
}

const supplemented = (
  granted: readonly string[],
  { ask, before }: NonNullable<Line['supplement']>,
): string[] => [...before, ask, 'receiveSupplement', ...granted.slice(before.length)];

/** A step of the middle of the line: somebody's desk where papers pile up. */
function slowStep(commands: readonly string[], draw: number): string {
  const steps = commands
    .flatMap((command) => command.split(' ').slice(1))
    .filter((step) => step !== 'returning');
  return steps[Math.min(steps.length - 1, 1 + Math.floor(draw * (steps.length - 1)))] ?? steps[0]!;
}

function receptionOf(random: () => number): Instant {
  const first = parseInstant('2026-08-03T07:30');
  const weekdays = Math.floor(random() * 60);
  const day = Math.floor(weekdays / 5) * 7 + (weekdays % 5);
  const minute = Math.floor(random() * 420);
  return first + day * 86_400_000 + (minute < 240 ? minute : minute + 120) * 60_000;
}
