import type { Instant } from '../calendar/index.js';
import { type Actor, UNASSIGNED, type UnitId } from '../dossier/index.js';
import type { Engine, LateFilter, LateLine, LateTask, Page, Reports } from '../ledger/index.js';
import { type Registry, type RegistryStore, unitsInSight } from '../registry/index.js';
import { supervisedUnit, unknownOfficial } from './supervised-unit.js';

export type SupervisionPorts = {
  reports: Reports;
  registry: RegistryStore;
  engine: Pick<Engine, 'calendarOf'>;
};

export type LateQuery = Pick<LateFilter, 'procedure' | 'standing' | 'asOf' | 'after' | 'limit'> & {
  unit?: string | undefined;
  official?: string | undefined;
};

/** A step that took more than its allowance, by how many working minutes, and who held it. */
export type Overrun = { task: LateTask; minutes: number };

/** One late dossier with the answer to "by how much, who holds it, and why". */
export type LateDossier = {
  line: LateLine;
  /** Working minutes late; of the unit's or official's own steps where those are what was asked for. */
  lateMinutes: number;
  holders: LateTask[];
  overruns: Overrun[];
  /**
   * `coordinators`: the lead kept every allowance of its own and other agencies did not (R10, do đơn vị phối hợp); it is
   * late all the same, for the citizen was promised one day. `lead`: it has steps of its own over their allowance. Null:
   * nobody went over an allowance, or it is not the lead's lateness that was asked for.
   */
  cause: 'lead' | 'coordinators' | null;
};

/**
 * The dossiers a unit or an official answers for that are overdue or were resolved late (R5, R8, R9), the longest overdue
 * first: the same dossiers their late share counts. Without either, the caller's own unit, or the province.
 * @throws SupervisionError, RefusedError `dossier.unknownUnit`
 */
export function lateDossiers(ports: SupervisionPorts, query: LateQuery, actor: Actor): Page<LateDossier> {
  const registry = ports.registry.current();
  const of = whose(query, actor, registry);
  if (of === null) return { lines: [], next: null };
  // Whatever a unit answers for is in sight of whoever sees the unit; an official may hold steps elsewhere too.
  const within = of.kind === 'unit' ? null : unitsInSight(actor, registry);
  const { procedure, standing, asOf, after, limit } = query;
  const page = ports.reports.lateDossiers({ within, of, procedure, standing, asOf, after, limit });
  const reading = new Reading(ports.engine, registry, of, asOf);
  return { lines: page.lines.map((line) => reading.of(line)), next: page.next };
}

type Whose = LateFilter['of'];

function whose({ unit, official }: LateQuery, actor: Actor, registry: Registry): Whose | null {
  if (official !== undefined) {
    if (official !== UNASSIGNED && registry.official(official) === null) throw unknownOfficial(official);
    return { kind: 'official', key: official };
  }
  const key = supervisedUnit(unit, actor, registry);
  return key === null ? null : { kind: 'unit', key };
}

/** Reads late lines against the office hours of whoever was late. */
class Reading {
  constructor(
    readonly engine: Pick<Engine, 'calendarOf'>,
    readonly registry: Registry,
    readonly whose: Whose,
    readonly asOf: Instant,
  ) {}

  of(line: LateLine): LateDossier {
    const overruns = line.tasks.flatMap((task) => this.#overrun(task));
    const own = overruns.filter(({ task }) => this.#theirs(task));
    return {
      line,
      lateMinutes: this.#promisedBy(line)
        ? this.#minutes(line.lead, line.dueAt ?? line.overdueFrom, line.closedAt ?? this.asOf)
        : own.reduce((sum, { minutes }) => sum + minutes, 0),
      holders: line.tasks.filter((task) => task.finishedAt === null),
      overruns,
      cause: this.#promisedBy(line) ? this.#causeOf(line, overruns) : null,
    };
  }

  #causeOf({ lead }: LateLine, overruns: readonly Overrun[]): LateDossier['cause'] {
    if (overruns.length === 0 || lead === null) return null;
    const ownStep = ({ task }: Overrun): boolean => task.unit !== null && this.#isWithin(task.unit, lead);
    return overruns.some(ownStep) ? 'lead' : 'coordinators';
  }

  /** The lead's lateness is the dossier's, everybody else's is that of their steps (R9). */
  #promisedBy({ lead, tasks }: LateLine): boolean {
    if (tasks.every(({ step }) => step === null)) return true;
    const { kind, key } = this.whose;
    return kind === 'unit' && (lead === null || this.#isWithin(lead, key));
  }

  #theirs(task: LateTask): boolean {
    const { kind, key } = this.whose;
    if (kind === 'official') return (task.official ?? UNASSIGNED) === key;
    return task.unit !== null && this.#isWithin(task.unit, key);
  }

  /** A step is late from the first minute beyond its allowance, so at that instant it is over by one. */
  #overrun(task: LateTask): Overrun[] {
    const end = task.finishedAt ?? this.asOf;
    if (task.lateFrom === null || task.step === null || end < task.lateFrom) return [];
    return [{ task, minutes: this.#minutes(task.unit, task.lateFrom, end) + 1 }];
  }

  #minutes(unit: UnitId | null, from: Instant, to: Instant): number {
    const { tree, root } = this.registry;
    const office = unit !== null && tree.has(unit) ? unit : root?.id;
    if (office === undefined) return 0;
    return Math.max(0, this.engine.calendarOf(office).workingMinutesBetween(from, to));
  }

  #isWithin(unit: UnitId, key: UnitId): boolean {
    return this.registry.tree.has(unit) && this.registry.tree.isWithin(unit, key);
  }
}
