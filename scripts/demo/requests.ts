import { agenciesAskedIn, type ProcedureFacts } from '../../src/procedure/index.js';
import { procedures } from '../../workflows/index.js';
import { communeCodes } from './province.js';
import type { Scenario } from './scenarios.js';

/** What a citizen of the rehearsal brings and is asked: case, papers, and the agencies the case has named. */
export const factsOf = ({ procedure }: Scenario): ProcedureFacts =>
  procedures.find(({ facts }) => facts.code === procedure)!.facts;

export const caseOf = (scenario: Scenario): string => scenario.case ?? factsOf(scenario).cases[0].key;

/** The agency whose desk receives. */
export const agencyOf = ({ desk }: Scenario): string => desk.split('.')[0]!;

export const papersOf = (scenario: Scenario): object[] =>
  factsOf(scenario).checklist.map(({ key, originals, copies }) => ({ key, originals, copies }));

/** Where the case asks for other agencies: one of the communes that is not the scenario's own. */
export function agenciesOf(scenario: Scenario): { agencies?: Record<string, string> } {
  const asked = agenciesAskedIn(factsOf(scenario), caseOf(scenario));
  if (asked.length === 0) return {};
  const others = communeCodes().filter((code) => code !== agencyOf(scenario));
  return {
    agencies: Object.fromEntries(
      asked.map((name, index) => [name, others[(scenario.no + index) % others.length]!]),
    ),
  };
}
