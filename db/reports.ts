import { type Dossier, type Notice, UNASSIGNED, type UnitId } from '../src/dossier/index.js';
import {
  type ApologyFilter,
  type ApologyLine,
  CursorError,
  type DossierFilter,
  type DossierLine,
  type LateFilter,
  type LateLine,
  type LateTask,
  type NoticeFilter,
  type NoticeLine,
  type Page,
  type Reports,
} from '../src/ledger/index.js';
import type { Store } from './open.js';
import { readState } from './stored-state.js';
import {
  type LateRow,
  type LineRow,
  type ListValues,
  type NoticeRow,
  type ReportStatements,
  reportStatements,
  type TouchedRow,
} from './report-statements.js';

/** Above so many units one walk through all dossiers finds a page sooner than one look-up per unit. */
const MOST_UNITS_ASKED_ONE_BY_ONE = 64;

/** The reads of the books on SQLite. Pages are found from where the last one ended, never counted off. */
export class SqliteReports implements Reports {
  readonly #statements: ReportStatements;

  constructor(store: Store) {
    this.#statements = reportStatements(store);
  }

  dossiers(filter: DossierFilter): Page<DossierLine> {
    const values: ListValues = {
      after: filter.after === undefined ? Number.MAX_SAFE_INTEGER : cursorNumbers(filter.after, 1)[0]!,
      desk: filter.desk ?? null,
      procedure: filter.procedure ?? null,
      status: filter.status ?? null,
      taskUnit: filter.taskUnit ?? null,
      taskOfficial: filter.taskOfficial ?? null,
      uncollected: filter.uncollected === undefined ? null : Number(filter.uncollected),
      within: filter.within === null ? null : JSON.stringify(filter.within),
      unit: null,
      limit: filter.limit + 1,
    };
    const rows = this.#rows(filter, values);
    return pageOf(rows, filter.limit, lineOf, (row) => String(row.id));
  }

  /** The narrowest index that has everything asked for. */
  #rows(filter: DossierFilter, values: ListValues): LineRow[] {
    const { byOfficial, byOpenTask, byDesk, all } = this.#statements;
    if (filter.taskOfficial !== undefined) return byOfficial.all(values) as LineRow[];
    if (filter.taskUnit !== undefined) return byOpenTask.all(values) as LineRow[];
    if (filter.desk !== undefined) return byDesk.all(values) as LineRow[];
    const { within } = filter;
    if (within === null || within.length > MOST_UNITS_ASKED_ONE_BY_ONE) return all.all(values) as LineRow[];
    return newestFirst(within.flatMap((unit) => this.#ofUnit(unit, { ...values, within: null })));
  }

  #ofUnit(unit: UnitId, values: ListValues): LineRow[] {
    const { deskIs, leadIs, taskAt } = this.#statements;
    return [deskIs, leadIs, taskAt].flatMap((statement) => statement.all({ ...values, unit }) as LineRow[]);
  }

  lateDossiers(filter: LateFilter): Page<LateLine> {
    const [from, id] =
      filter.after === undefined ? [Number.MIN_SAFE_INTEGER, 0] : cursorNumbers(filter.after, 2);
    const rows = this.#lateStatement(filter).all({
      kind: filter.of.kind,
      key: filter.of.key,
      within: filter.within === null ? null : JSON.stringify(filter.within),
      procedure: filter.procedure ?? null,
      standing: filter.standing ?? null,
      asOf: filter.asOf,
      from: from!,
      id: id!,
      limit: filter.limit + 1,
    }) as LateRow[];
    return pageOf(
      rows,
      filter.limit,
      (row) => this.#lateLine(row, filter.asOf),
      (row) => `${row.overdue_from}.${row.id}`,
    );
  }

  missingApologies(filter: ApologyFilter & { after?: string | undefined; limit: number }): Page<ApologyLine> {
    const [after, id] =
      filter.after === undefined ? [Number.MIN_SAFE_INTEGER, 0] : cursorNumbers(filter.after, 2);
    const { unit, period, asOf, limit } = filter;
    const rows = this.#statements.missingApologies.all({
      unit,
      ...period,
      asOf,
      after: after!,
      id: id!,
      limit: limit + 1,
    }) as LateRow[];
    return pageOf(
      rows,
      limit,
      (row) => ({ ...lineOf(row), overdueFrom: row.overdue_from, closedAt: closedBy(row, asOf) }),
      (row) => `${row.overdue_from}.${row.id}`,
    );
  }

  apologies({ unit, period, asOf }: ApologyFilter): { owed: number; given: number } {
    return this.#statements.apologies.get({ unit, ...period, asOf }) as { owed: number; given: number };
  }

  /** What is overdue now is found among the open; what was overdue on a past day may have been resolved since. */
  #lateStatement({ of, standing, asOf }: LateFilter) {
    const { late, openLate, closedSince } = this.#statements;
    return standing === 'overdue' && closedSince.get({ kind: of.kind, asOf }) === undefined ? openLate : late;
  }

  #lateLine(row: LateRow, asOf: number): LateLine {
    const tasks = this.#statements.tasks.all({ dossier: row.id, asOf }) as LateTask[];
    return {
      ...lineOf(row),
      overdueFrom: row.overdue_from,
      closedAt: closedBy(row, asOf),
      tasks: tasks.length > 0 ? tasks : this.#oldTask(row),
    };
  }

  /** What an older system kept of its one step (R11). */
  #oldTask(row: LateRow): LateTask[] {
    const responsible = this.#statements.responsible.get({ dossier: row.id }) as
      | { official: string }
      | undefined;
    const official =
      responsible === undefined || responsible.official === UNASSIGNED ? null : responsible.official;
    const { lead, received_at: openedAt, late_from: lateFrom, finished_at: finishedAt } = row;
    return [{ step: null, unit: lead, official, openedAt, lateFrom, finishedAt }];
  }

  notices(filter: NoticeFilter): Page<NoticeLine> {
    const [at, dossier, no] =
      filter.after === undefined ? [Number.MAX_SAFE_INTEGER, 0, 0] : cursorNumbers(filter.after, 3);
    const rows = this.#statements.notices.all({
      at: at!,
      dossier: dossier!,
      no: no!,
      since: filter.since ?? null,
      kind: filter.kind ?? null,
      official: filter.official ?? null,
      units: filter.units === undefined ? null : JSON.stringify(filter.units),
      within: filter.within === null ? null : JSON.stringify(filter.within),
      limit: filter.limit + 1,
    }) as NoticeRow[];
    return pageOf(rows, filter.limit, noticeOf, (row) => `${row.at}.${row.dossier_id}.${row.event}`);
  }

  line(code: string): DossierLine | null {
    const row = this.#statements.line.get({ code }) as LineRow | undefined;
    return row === undefined ? null : lineOf(row);
  }

  touched(code: string): UnitId[] | null {
    const row = this.#statements.touched.get({ code }) as TouchedRow | undefined;
    if (row === undefined) return null;
    const units = [row.desk, row.lead].filter((unit) => unit !== null);
    return [...units, ...(JSON.parse(row.units) as UnitId[])];
  }

  dossier(code: string): Dossier | null {
    const row = this.#statements.state.get({ code }) as { state: string | null } | undefined;
    return row?.state ? readState(row.state) : null;
  }
}

function lineOf(row: LineRow): DossierLine {
  return {
    code: row.code,
    procedure: row.procedure,
    status: row.status,
    desk: row.desk,
    lead: row.lead,
    applicantName: row.applicant_name,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    lateFrom: row.late_from,
    finishedAt: row.finished_at,
    returnedAt: row.returned_at,
    origin: row.origin,
    version: row.version,
  };
}

/** When it closed, if it had by an instant. */
function closedBy({ participation_closed_at: closedAt }: LateRow, asOf: number): number | null {
  return closedAt !== null && closedAt <= asOf ? closedAt : null;
}

function noticeOf(row: NoticeRow): NoticeLine {
  const { code: dossier, procedure, version: procedureVersion, event, at } = row;
  return { ...(JSON.parse(row.timer) as Notice), dossier, procedure, procedureVersion, event, at };
}

function newestFirst(rows: LineRow[]): LineRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => b.id - a.id);
}

/** One row more than asked for tells that there is a next page. */
function pageOf<R, L>(rows: R[], limit: number, read: (row: R) => L, cursorOf: (row: R) => string): Page<L> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { lines: page.map(read), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

function cursorNumbers(cursor: string, count: number): number[] {
  const numbers = cursor.split('.').map(Number);
  if (numbers.length === count && numbers.every(Number.isSafeInteger)) return numbers;
  throw new CursorError(
    `"${cursor}" is no cursor of this list. Take "next" from the page before, or leave it out.`,
  );
}
