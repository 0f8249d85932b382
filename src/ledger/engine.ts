import { type CalendarData, createWorkCalendar, type Instant, type WorkCalendar } from '../calendar/index.js';
import {
  type Actor,
  type AllowedCommand,
  allowedCommands,
  type Command,
  decide,
  type Dossier,
  dossierCode,
  maySee,
  type Opening,
  receive,
  receivingDesk,
  type Setting,
  type UnitId,
} from '../dossier/index.js';
import type { Catalogue } from '../procedure/index.js';
import { actingAt, type Registry } from '../registry/index.js';
import type { Committed, Ledger, RunOptions } from './port.js';

/** What an engine is made of. `registry` is asked each time, so that a changed register is seen at once. */
export type EngineParts = {
  ledger: Ledger;
  catalogue: Catalogue;
  registry: () => Registry;
  calendar: CalendarData;
  codePattern: string;
  now: () => Instant;
};

/**
 * Dossiers in motion: brings a caller's command and the office's setting together and hands the decision to the ledger.
 * The same engine serves HTTP, the command line and timers.
 */
export class Engine {
  readonly #parts: EngineParts;
  readonly #calendars = new Map<string, WorkCalendar>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** @throws RefusedError, LedgerError, UnknownProcedureError */
  receive(opening: Opening, actor: Actor, options: RunOptions = {}): Promise<Committed> {
    const setting = this.setting(actor);
    const key = receivingDesk(opening, setting);
    const identifier = this.#identifierOf(key.desk);
    return this.#parts.ledger.open(
      key,
      (sequence) =>
        receive(
          opening,
          key.desk,
          dossierCode(this.#parts.codePattern, identifier, key.day, sequence),
          setting,
        ),
      options,
    );
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
    };
  }

  /** The calendar with the unit's own office hours, or those of the nearest unit above that has some. */
  calendarOf(unit: UnitId): WorkCalendar {
    const registry = this.#parts.registry();
    const hours = registry.tree
      .path(unit)
      .map((id) => registry.unit(id)?.officeHours ?? null)
      .find((own) => own !== null);
    const key = hours ? JSON.stringify(hours) : '';
    let calendar = this.#calendars.get(key);
    if (calendar === undefined) {
      calendar = createWorkCalendar(this.#parts.calendar, hours ?? undefined);
      this.#calendars.set(key, calendar);
    }
    return calendar;
  }

  #identifierOf(desk: UnitId): string {
    const registry = this.#parts.registry();
    return (
      registry.tree
        .path(desk)
        .map((id) => registry.unit(id)?.identifier ?? null)
        .find((own) => own !== null) ?? desk
    );
  }
}
