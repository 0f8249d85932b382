import { formatTerm, type Instant, type Term } from '../calendar/index.js';
import {
  agenciesAskedIn,
  nameAsked,
  type Position,
  type Procedure,
  type StateMeta,
  type Step,
  stepIn,
  transplant,
  type View,
  view,
} from '../procedure/index.js';
import { RefusedError } from './errors.js';
import { withExtension } from './measures/extension.js';
import { namesKept } from './named-agencies.js';
import { route } from './routing.js';
import type { Setting } from './setting.js';
import { recorded } from './timers.js';
import { byMachine, type Decision, type Dossier, type DossierEvent, type Routing } from './types.js';

/**
 * Moving a running dossier to another version of its procedure. A dossier stays on the version it was received under
 * unless somebody moves it; it may move when it would stand at the same place, in the same hands. The promise given is
 * kept: neither the term nor the due date nor the allowance of an open task changes, only what comes after.
 */
export type ProcedureChange = {
  dossier: string;
  from: string;
  to: string;
  /** Why it cannot move; empty when it can. */
  obstacles: string[];
  /** Open steps, which stay open. */
  steps: string[];
  /** The term it runs under stays; `published` is what the other version grants, when that differs. */
  term: { kept: string | null; published: string | null };
  due: Instant | null;
  /** What would be different from there on. */
  changes: string[];
};

export const PROCEDURE_CHANGED = 'procedureChanged';

type Move = { position: Position; routing: Routing; before: View; after: View };

/** Says whether a dossier could move to a version and what would change. Changes nothing. */
export function procedureChange(dossier: Dossier, version: string, setting: Setting): ProcedureChange {
  const { code, version: from } = dossier.procedure;
  const here = setting.catalogue.version(code, from);
  const there = setting.catalogue.version(code, version);
  const move = moveOf(dossier, here, there, setting);
  const kept = dossier.clock?.term ?? null;
  const published = termOf(there, dossier);
  const granted = published && withExtension(dossier, published);
  return {
    dossier: dossier.code,
    from,
    to: version,
    obstacles:
      typeof move === 'string' ? [move] : [...obstaclesOf(dossier, move), ...unnamed(dossier, there, move)],
    steps: [...view(here, dossier.position).steps.keys()],
    term: { kept: wordsOf(kept), published: wordsOf(granted) === wordsOf(kept) ? null : wordsOf(granted) },
    due: dossier.clock?.due.at ?? null,
    changes: changesOf(here, there, dossier.caseKey),
  };
}

/** @throws RefusedError `dossier.cannotMove` with the obstacles; nothing has changed then */
export function changeProcedure(dossier: Dossier, version: string, setting: Setting): Decision {
  const { obstacles } = procedureChange(dossier, version, setting);
  if (obstacles.length > 0) {
    const message = `Dossier ${dossier.code} stays on version ${dossier.procedure.version}: ${obstacles.join(' ')}`;
    throw new RefusedError('dossier.cannotMove', message, { obstacles });
  }
  const { code, version: from } = dossier.procedure;
  const { routing } = moveOf(
    dossier,
    setting.catalogue.version(code, from),
    setting.catalogue.version(code, version),
    setting,
  ) as Move;
  const at = Math.max(setting.now, dossier.changedAt);
  const payload = {
    command: { type: 'changeProcedure', version },
    from,
    routing,
    ...byMachine(setting.actor),
  };
  const event: DossierEvent = { type: PROCEDURE_CHANGED, at, actor: setting.actor.id, payload };
  return { dossier: replayChange(dossier, event, setting), event };
}

/** The change as the history tells it: the routing is what it was then, whatever the tree is now. */
export function replayChange(dossier: Dossier, event: DossierEvent, setting: Setting): Dossier {
  const { command, routing } = event.payload as { command: { version: string }; routing: Routing };
  const there = setting.catalogue.version(dossier.procedure.code, command.version);
  const position = transplant(there, dossier.position);
  if (position === null)
    throw new Error(`Version ${command.version} has no place where dossier ${dossier.code} stands.`);
  const procedure = { ...dossier.procedure, version: command.version };
  return recorded({ ...dossier, procedure, position, routing }, event.at, setting);
}

/** Where the dossier would stand, or why it cannot stand anywhere. */
function moveOf(dossier: Dossier, here: Procedure, there: Procedure, setting: Setting): Move | string {
  const { version } = there.facts;
  if (version === here.facts.version) return `It is on version ${version} already.`;
  if (dossier.position.done || dossier.closedAt !== null) return 'It is closed.';
  if (!there.facts.cases.some(({ key }) => key === dossier.caseKey))
    return `Version ${version} has no case ${dossier.caseKey}.`;
  const position = transplant(there, dossier.position);
  if (position === null) return `Version ${version} has no state where it stands.`;
  const before = view(here, dossier.position);
  return {
    position,
    before,
    after: view(there, position),
    routing: routingOf(dossier, here, there, setting),
  };
}

/** Parties keep their units; those only the new version knows are found as at reception. */
function routingOf(dossier: Dossier, here: Procedure, there: Procedure, { tree }: Setting): Routing {
  const { routing } = dossier;
  const competent = here.facts.parties[here.facts.lead]?.agency === 'competent' ? routing.lead : null;
  const anew = route(there.facts, routing.desk, competent, tree, namesKept(there.facts, routing.named));
  return { ...anew, parties: { ...anew.parties, ...routing.parties } };
}

function obstaclesOf({ routing }: Dossier, { before, after, routing: anew }: Move): string[] {
  const found: string[] = [];
  if (sorted(before.tags) !== sorted(after.tags)) found.push('Its clock or status would change.');
  if (sorted(before.steps.keys()) !== sorted(after.steps.keys())) found.push('Its open steps would change.');
  for (const [key, step] of after.steps) {
    const held = before.steps.get(key);
    if (held && hands(held, routing) !== hands(step, anew)) found.push(`Step ${key} would change hands.`);
  }
  if (anew.lead !== routing.lead) found.push(`The lead would be ${anew.lead} instead of ${routing.lead}.`);
  return found;
}

/** Agencies the other version has named with each dossier, and this one never named. */
function unnamed({ caseKey }: Dossier, { facts }: Procedure, { routing }: Move): string[] {
  const asked = agenciesAskedIn(facts, caseKey);
  const lacking = Object.entries(facts.parties).flatMap(([party, { agency }]) => {
    const name = nameAsked(agency);
    return name !== null && asked.includes(name) && routing.parties[party] === undefined ? [name] : [];
  });
  return [...new Set(lacking)].map((name) => `It names no agency as ${name}.`);
}

const hands = ({ kind, party, role }: Step, { parties }: Routing): string =>
  [kind, parties[party], role].join();

const sorted = (words: Iterable<string>): string => [...words].sort().join();

const wordsOf = (term: Term | null): string | null => (term ? formatTerm(term).vi : null);

function termOf({ facts }: Procedure, { caseKey, channel }: Dossier): Term | null {
  const chosen = facts.cases.find(({ key }) => key === caseKey);
  return chosen ? (chosen.termByChannel?.[channel] ?? chosen.term) : null;
}

/** Steps that come, go, or have another allowance or holder, as they are in a case. */
function changesOf(here: Procedure, there: Procedure, caseKey: string): string[] {
  const [old, anew] = [stepsOf(here, caseKey), stepsOf(there, caseKey)];
  return [
    ...[...old.keys()].filter((key) => !anew.has(key)).map((key) => `step ${key} is no more`),
    ...[...anew].flatMap(([key, step]) => {
      const before = old.get(key);
      if (!before) return [`step ${key} is new`];
      const was = cardOf(before);
      return was === cardOf(step) ? [] : [`step ${key}: ${was} → ${cardOf(step)}`];
    }),
  ];
}

const cardOf = ({ party, role, allowance }: Step): string =>
  `${party}/${role}, ${wordsOf(allowance) ?? 'không tính thời gian'}`;

type NodeView = { key: string; meta?: StateMeta; states: Record<string, NodeView> };

function stepsOf({ machine }: Procedure, caseKey: string): Map<string, Step> {
  const below = (node: NodeView): [string, Step][] => [
    ...(node.meta?.step ? [[node.key, stepIn(node.meta.step, caseKey)] as [string, Step]] : []),
    ...Object.values(node.states).flatMap(below),
  ];
  return new Map(below(machine.root));
}
