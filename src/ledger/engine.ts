import {
  type CalendarData,
  createWorkCalendar,
  type Instant,
  type LocalDate,
  localDateOf,
  type OfficeHours,
  type Term,
  type WorkCalendar,
} from '../calendar/index.js';
import {
  type Actor,
  type AllowedCommand,
  allowedCommands,
  type Command,
  type Decision,
  decide,
  type Dossier,
  dossierCode,
  fire,
  type LostSlipProof,
  maySee,
  type Opening,
  receive,
  receivingDesk,
  reopen,
  type Reopening,
  type Setting,
  SYSTEM,
  type TimerSetting,
  type TransferSetting,
  type UnitId,
} from '../dossier/index.js';
import type { Catalogue } from '../procedure/index.js';
import { actingAt, type Registry } from '../registry/index.js';
import { type Committed, type Ledger, type RunOptions, unknownDossier } from './port.js';

/** What an engine is made of. `registry` is asked each time, so that a changed register is seen at once. */
export type EngineParts = {
  ledger: Ledger;
  catalogue: Catalogue;
  registry: () => Registry;
  calendar: CalendarData;
  codePattern: string;
  timers?: TimerSetting | undefined;
  transfer?: TransferSetting | undefined;
  now: () => Instant;
  /** How long a desk has to receive what was registered; by default eight working hours. */
  receptionTerm?: Term | undefined;
  /** Whether a desk passes a dossier on only once its papers are scanned. */
  scanBeforeTransfer?: boolean | undefined;
  /** What whoever has lost the slip has to show. */
  lostSlipNeeds?: readonly LostSlipProof[] | undefined;
};

/**
 * Dossiers in motion: brings a caller's command and the office's setting together and hands the decision to the ledger.
 * The same engine serves HTTP, the command line and timers.
 */
export class Engine {
  readonly #parts: EngineParts;
  readonly #calendars = new Map<string, WorkCalendar>();
  /** The register the calendars of units were found in; another one, and they are found anew. */
  #register: Registry | null = null;
  #ofUnits = new Map<UnitId, WorkCalendar>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** @throws RefusedError, LedgerError, UnknownProcedureError */
  receive(opening: Opening, actor: Actor, options: RunOptions = {}): Promise<Committed> {
    const setting = this.setting(actor);
    const key = receivingDesk(opening, setting);
    const codeOf = this.#codesOf(key);
    return this.#parts.ledger.open(
      key,
      (sequence) => receive(opening, key.desk, codeOf(sequence), setting),
      options,
    );
  }

  /**
   * Takes up a finished dossier again, as a new one at the desk of the old. Both are read when the decision runs: of two
   * orders at once the second sees what the first began.
   * @throws RefusedError, LedgerError, UnknownProcedureError
   */
  reopen(order: Reopening, actor: Actor, options: RunOptions = {}): Promise<Committed> {
    const { ledger } = this.#parts;
    const setting = this.setting(actor);
    const key = { desk: this.#seen(order.of, actor).routing.desk, day: localDateOf(setting.now) };
    const codeOf = this.#codesOf(key);
    const decide = (sequence: number) => {
      const open = ledger.following(order.of).find((one) => one.open)?.code ?? null;
      return reopen(order, this.#seen(order.of, actor), open, codeOf(sequence), setting);
    };
    return ledger.open(key, decide, options);
  }

  #seen(code: string, actor: Actor): Dossier {
    const dossier = this.#parts.ledger.find(code);
    if (dossier !== null && maySee(actor, dossier, this.#parts.registry())) return dossier;
    throw unknownDossier(code);
  }

  /**
   * A dossier the caller may not see is answered as if it were not there: codes are not to be found out by trying.
   * @throws RefusedError, LedgerError
   */
  command(code: string, command: Command, actor: Actor, options: RunOptions = {}): Promise<Committed> {
    // The setting is read when the decision runs: a command that waited for others acts at the later instant.
    return this.#parts.ledger.run(code, (dossier) => decide(dossier, command, this.setting(actor)), {
      ...options,
      visible: (dossier) => maySee(this.setting(actor).actor, dossier, this.#parts.registry()),
    });
  }

  /**
   * Lets the earliest thing that is due at an instant befall a dossier by itself.
   * @throws NotDueError, LedgerError
   */
  async wake(code: string, asOf: Instant): Promise<Decision> {
    let fired: Decision | undefined;
    await this.#parts.ledger.run(code, (dossier) => {
      fired = fire(dossier, { ...this.setting(SYSTEM), now: asOf });
      return fired;
    });
    return fired!;
  }

  allowed(dossier: Dossier, actor: Actor): AllowedCommand[] {
    return allowedCommands(dossier, this.setting(actor));
  }

  /** What a decision of this caller may know now; the caller has the roles of those they stand in for. */
  setting(actor: Actor): Setting {
    const registry = this.#parts.registry();
    const now = this.#parts.now();
    return {
      now,
      actor: actingAt(actor, registry.standIns, now),
      tree: registry.tree,
      staff: registry.staffAt(now),
      catalogue: this.#parts.catalogue,
      calendarOf: (unit) => this.calendarOf(unit),
      ...(this.#parts.receptionTerm && { receptionTerm: this.#parts.receptionTerm }),
      timers: this.#parts.timers,
      ...(this.#parts.scanBeforeTransfer && { scanBeforeTransfer: true }),
      lostSlipNeeds: this.#parts.lostSlipNeeds,
      transfer: this.#parts.transfer,
    };
  }

  /** The calendar with the unit's own office hours, or those of the nearest unit above that has some. */
  calendarOf(unit: UnitId): WorkCalendar {
    const registry = this.#parts.registry();
    if (registry !== this.#register) this.#ofUnits = new Map();
    this.#register = registry;
    let calendar = this.#ofUnits.get(unit);
    if (calendar === undefined) {
      calendar = this.#calendarWith(officeHoursOf(unit, registry));
      this.#ofUnits.set(unit, calendar);
    }
    return calendar;
  }

  #calendarWith(hours: OfficeHours | null): WorkCalendar {
    const key = JSON.stringify(hours);
    let calendar = this.#calendars.get(key);
    if (calendar === undefined) {
      calendar = createWorkCalendar(this.#parts.calendar, hours ?? undefined);
      this.#calendars.set(key, calendar);
    }
    return calendar;
  }

  /** The codes of a desk's day, by their number. */
  #codesOf({ desk, day }: { desk: UnitId; day: LocalDate }): (sequence: number) => string {
    const registry = this.#parts.registry();
    const identifier = registry.tree
      .path(desk)
      .map((id) => registry.unit(id)?.identifier ?? null)
      .find((own) => own !== null);
    return (sequence) => dossierCode(this.#parts.codePattern, identifier ?? desk, day, sequence);
  }
}

function officeHoursOf(unit: UnitId, registry: Registry): OfficeHours | null {
  const own = registry.tree.path(unit).map((id) => registry.unit(id)?.officeHours ?? null);
  return own.find((hours) => hours !== null) ?? null;
}
