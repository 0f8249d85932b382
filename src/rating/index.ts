export { type Mark, marksOf, TALLY_COLUMNS, type TallyColumn } from './marks.js';
export {
  checkedQuery,
  type LocalDay,
  PeriodError,
  type PeriodSpec,
  periodOf,
  readAsOf,
} from './period.js';
export { PROVINCE_RULES, PROVINCE_RULES_FROM_15_12, type RuleSet, type Threshold } from './ruleset.js';
export {
  partReaches,
  type Rated,
  reaches,
  type Share,
  type ShareRow,
  type ShareTable,
  shareOf,
  shareTable,
  shareText,
  UNASSIGNED_NAME,
} from './share.js';
export {
  BEGINNING,
  GRAINS,
  type Grain,
  type SignedRange,
  type SpanRange,
  spansAround,
  spansBetween,
} from './spans.js';
export {
  type Basis,
  type Counts,
  contains,
  countsOf,
  isNothing,
  type Judged,
  noCounts,
  type Period,
  type ShareQuery,
  type Standing,
  standingOf,
} from './standing.js';
