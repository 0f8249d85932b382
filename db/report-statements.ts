import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { compile } from './compile.js';
import type { Store } from './open.js';
import { dossiers, events, noticed, participations, tasks } from './schema/index.js';

/** What a list asks for; null leaves a condition out. `within` is a JSON list of units. */
export type ListValues = {
  after: number;
  desk: string | null;
  procedure: string | null;
  status: number | null;
  taskUnit: string | null;
  taskOfficial: string | null;
  uncollected: number | null;
  within: string | null;
  unit: string | null;
  limit: number;
};

type LateValues = Record<string, string | number | null>;

/** A line as the driver gives it, by the table's column names. */
export type LineRow = {
  id: number;
  code: string;
  procedure: string;
  status: number;
  desk: string | null;
  lead: string | null;
  applicant_name: string | null;
  received_at: number;
  due_at: number | null;
  late_from: number | null;
  finished_at: number | null;
  returned_at: number | null;
  origin: string;
  version: number;
};
export type LateRow = LineRow & { overdue_from: number; participation_closed_at: number | null };

export type NoticeRow = {
  dossier_id: number;
  event: number;
  at: number;
  code: string;
  procedure: string;
  version: string;
  /** JSON of a `Notice`. */
  timer: string;
};

/** `units` is a JSON list. */
export type TouchedRow = { desk: string | null; lead: string | null; units: string };

const p = sql.placeholder;

const line = {
  id: dossiers.id,
  code: dossiers.code,
  procedure: dossiers.procedure,
  status: dossiers.status,
  desk: dossiers.desk,
  lead: dossiers.lead,
  applicantName: dossiers.applicantName,
  receivedAt: dossiers.receivedAt,
  dueAt: dossiers.dueAt,
  lateFrom: dossiers.lateFrom,
  finishedAt: dossiers.finishedAt,
  returnedAt: dossiers.returnedAt,
  origin: dossiers.origin,
  version: dossiers.version,
};

/** A condition that only counts when its value was given. Parameters that stand twice are bound twice. */
const ifGiven = (name: string, condition: SQL): SQL => sql`(${p(name)} is null or ${condition})`;

/** The visibility rule (`maySee`) in SQL: desk, lead or a step within the caller's units. */
const inSight = ifGiven(
  'within',
  sql`(${dossiers.desk} in (select value from json_each(${p('within')}))
    or ${dossiers.lead} in (select value from json_each(${p('within')}))
    or exists (select 1 from ${tasks} as seen where seen.dossier = ${dossiers.id}
      and seen.unit in (select value from json_each(${p('within')}))))`,
);

const asked = and(
  ifGiven('procedure', sql`${dossiers.procedure} = ${p('procedure')}`),
  ifGiven('status', sql`${dossiers.status} = ${p('status')}`),
  ifGiven('desk', sql`${dossiers.desk} = ${p('desk')}`),
  ifGiven(
    'uncollected',
    sql`${p('uncollected')} = (state is not null and ${dossiers.finishedAt} is not null
      and ${dossiers.closedAt} is null and ${dossiers.returnedAt} is null)`,
  ),
  inSight,
);

/** The lists of dossiers, newest first: one statement per index to walk. */
function lists({ orm }: Store) {
  const from = (condition: SQL | undefined) =>
    orm
      .select(line)
      .from(dossiers)
      .where(and(condition, sql`${dossiers.id} < ${p('after')}`, asked))
      .orderBy(desc(dossiers.id))
      .limit(p('limit'));
  const throughTasks = (condition: SQL | undefined) =>
    orm
      .selectDistinct(line)
      .from(tasks)
      .innerJoin(dossiers, eq(dossiers.id, tasks.dossier))
      .where(and(condition, sql`${tasks.dossier} < ${p('after')}`, asked))
      .orderBy(desc(tasks.dossier))
      .limit(p('limit'));
  const open = isNull(tasks.finishedAt);
  return {
    all: from(undefined),
    byDesk: from(sql`${dossiers.desk} = ${p('desk')}`),
    deskIs: from(sql`${dossiers.desk} = ${p('unit')}`),
    leadIs: from(sql`${dossiers.lead} = ${p('unit')}`),
    taskAt: throughTasks(sql`${tasks.unit} = ${p('unit')}`),
    byOpenTask: throughTasks(and(open, sql`${tasks.unit} = ${p('taskUnit')}`)),
    byOfficial: throughTasks(
      and(
        open,
        sql`${tasks.official} = ${p('taskOfficial')}`,
        ifGiven('taskUnit', sql`${tasks.unit} = ${p('taskUnit')}`),
      ),
    ),
  };
}

const closed = sql`(${participations.closedAt} is not null and ${participations.closedAt} <= ${p('asOf')})`;

/**
 * Late participations of one unit or official, the longest overdue first. The conditions are those of `standingOf`: what
 * closed by `asOf` counts when it closed late and somebody answers for it, what was open then when it was overdue.
 */
function late({ orm }: Store, more: SQL | undefined) {
  return orm
    .select({
      ...line,
      overdueFrom: participations.overdueFrom,
      participationClosedAt: sql`${participations.closedAt} as participation_closed_at`,
    })
    .from(participations)
    .innerJoin(dossiers, eq(dossiers.id, participations.dossier))
    .where(
      and(
        sql`${participations.kind} = ${p('kind')}`,
        sql`${participations.key} = ${p('key')}`,
        sql`${participations.overdueFrom} is not null and ${participations.overdueFrom} <= ${p('asOf')}`,
        sql`(${participations.overdueFrom}, ${participations.dossier}) > (${p('from')}, ${p('id')})`,
        sql`case when ${closed} then ${participations.late} and ${participations.accountable}
          else ${participations.openedAt} <= ${p('asOf')} end`,
        more,
        ifGiven('procedure', sql`${dossiers.procedure} = ${p('procedure')}`),
        inSight,
      ),
    )
    .orderBy(asc(participations.overdueFrom), asc(participations.dossier))
    .limit(p('limit'));
}

/**
 * The late lists. `openLate` walks only what is still open, which is all that was overdue at `asOf` unless something
 * closed since; `closedSince` tells.
 */
function lateLists(store: Store) {
  return {
    late: late(store, ifGiven('standing', sql`(${p('standing')} = 'resolvedLate') = ${closed}`)),
    openLate: late(store, isNull(participations.closedAt)),
    closedSince: store.orm
      .select({ dossier: participations.dossier })
      .from(participations)
      .where(
        sql`${participations.kind} = ${p('kind')}
          and ${participations.closedAt} is not null and ${participations.closedAt} > ${p('asOf')}`,
      )
      .limit(1),
  };
}

/** What is owed an apology: overdue at `asOf`, or resolved late in the period by then. */
const owed = and(
  sql`${participations.kind} = 'unit'`,
  sql`${participations.key} = ${p('unit')}`,
  sql`${participations.role} = 'lead'`,
  sql`${participations.overdueFrom} is not null and ${participations.overdueFrom} <= ${p('asOf')}`,
  sql`case when ${closed} then ${participations.late} and ${participations.closedAt} >= ${p('from')} and ${participations.closedAt} < ${p('to')}
    else ${participations.openedAt} <= ${p('asOf')} end`,
  sql`${dossiers.origin} = 'desk'`,
);

const apologised = sql`(${dossiers.reappointedAt} is not null and ${dossiers.reappointedAt} <= ${p('asOf')})`;

function apologyLists({ orm }: Store) {
  const held = eq(dossiers.id, participations.dossier);
  return {
    missing: orm
      .select({
        ...line,
        overdueFrom: participations.overdueFrom,
        participationClosedAt: sql`${participations.closedAt} as participation_closed_at`,
      })
      .from(participations)
      .innerJoin(dossiers, held)
      .where(
        and(
          owed,
          sql`not ${apologised}`,
          sql`(${participations.overdueFrom}, ${participations.dossier}) > (${p('after')}, ${p('id')})`,
        ),
      )
      .orderBy(asc(participations.overdueFrom), asc(participations.dossier))
      .limit(p('limit')),
    counts: orm
      .select({
        owed: sql`count(*) as owed`,
        given: sql`coalesce(sum(${apologised}), 0) as given`,
      })
      .from(participations)
      .innerJoin(dossiers, held)
      .where(owed),
  };
}

/** The steps of a dossier that were open by an instant; what finished later was open then. */
function tasksAt({ orm }: Store) {
  return orm
    .select({
      step: tasks.step,
      unit: tasks.unit,
      official: tasks.official,
      openedAt: sql`${tasks.openedAt} as "openedAt"`,
      lateFrom: sql`${tasks.lateFrom} as "lateFrom"`,
      finishedAt: sql`case when ${tasks.finishedAt} <= ${p('asOf')} then ${tasks.finishedAt} end as "finishedAt"`,
    })
    .from(tasks)
    .where(and(sql`${tasks.dossier} = ${p('dossier')}`, sql`${tasks.openedAt} <= ${p('asOf')}`))
    .orderBy(tasks.no);
}

const fired = (field: string): SQL => sql.raw(`json_extract(payload, '$.timer.${field}')`);

/** What fired, newest first; a silence or a stop given by hand is no notice. */
function notices({ orm }: Store) {
  const units = sql`(select value from json_each(${p('units')}))`;
  return orm
    .select({
      dossierId: sql`${events.dossier} as dossier_id`,
      event: sql`${events.no} as event`,
      at: events.at,
      code: dossiers.code,
      procedure: dossiers.procedure,
      version: sql`${dossiers.procedureVersion} as version`,
      timer: sql`json_extract(payload, '$.timer') as timer`,
    })
    .from(events)
    .innerJoin(dossiers, eq(dossiers.id, events.dossier))
    .where(
      and(
        noticed,
        sql`${fired('id')} is not null`,
        sql`(${events.at}, ${events.dossier}, ${events.no}) < (${p('at')}, ${p('dossier')}, ${p('no')})`,
        ifGiven('since', sql`${events.at} >= ${p('since')}`),
        ifGiven('kind', sql`${fired('kind')} = ${p('kind')}`),
        ifGiven('official', sql`${fired('official')} = ${p('official')}`),
        ifGiven('units', sql`(${fired('unit')} in ${units} or ${fired('to.unit')} in ${units})`),
        inSight,
      ),
    )
    .orderBy(desc(events.at), desc(events.dossier), desc(events.no))
    .limit(p('limit'));
}

function one({ orm }: Store) {
  const named = eq(dossiers.code, p('code'));
  return {
    line: orm.select(line).from(dossiers).where(named),
    state: orm.select({ state: sql`state` }).from(dossiers).where(named),
    responsible: orm
      .select({ official: sql`${participations.key} as official` })
      .from(participations)
      .where(and(sql`${participations.dossier} = ${p('dossier')}`, eq(participations.kind, 'official'))),
    touched: orm
      .select({
        desk: dossiers.desk,
        lead: dossiers.lead,
        units: sql`(select json_group_array(distinct held.unit) from ${tasks} as held where held.dossier = ${dossiers.id}) as units`,
      })
      .from(dossiers)
      .where(named),
  };
}

/** The statements of the reports, compiled once per store. */
export function reportStatements(store: Store) {
  const { all, byDesk, deskIs, leadIs, taskAt, byOpenTask, byOfficial } = lists(store);
  const lateList = lateLists(store);
  const apologyList = apologyLists(store);
  const { line: ofCode, state, responsible, touched } = one(store);
  const list = (query: { toSQL(): { sql: string; params: unknown[] } }) => compile<ListValues>(store, query);
  return {
    all: list(all),
    byDesk: list(byDesk),
    deskIs: list(deskIs),
    leadIs: list(leadIs),
    taskAt: list(taskAt),
    byOpenTask: list(byOpenTask),
    byOfficial: list(byOfficial),
    late: compile<LateValues>(store, lateList.late),
    openLate: compile<LateValues>(store, lateList.openLate),
    closedSince: compile<{ kind: string; asOf: number }>(store, lateList.closedSince),
    missingApologies: compile<LateValues>(store, apologyList.missing),
    apologies: compile<LateValues>(store, apologyList.counts),
    notices: compile<LateValues>(store, notices(store)),
    tasks: compile<{ dossier: number; asOf: number }>(store, tasksAt(store)),
    line: compile<{ code: string }>(store, ofCode),
    state: compile<{ code: string }>(store, state),
    responsible: compile<{ dossier: number }>(store, responsible),
    touched: compile<{ code: string }>(store, touched),
  };
}

export type ReportStatements = ReturnType<typeof reportStatements>;
