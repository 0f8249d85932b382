import type { Procedure } from './contract.js';
import type { AgencyRef } from './facts.js';
import type { Finding } from './finding.js';

/** What an office knows beside one procedure: the units of its register, and the versions it already runs. */
export type Office = { units?: ReadonlySet<string>; others?: readonly Procedure[] };

/** What a procedure says about this office: every unit it names exists, and no other version is in force beside it. */
export function checkOffice(procedure: Procedure, { units, others = [] }: Office): Finding[] {
  return [
    ...(units ? checkUnits(procedure, units) : []),
    ...others.flatMap((other) => checkVersions(procedure, other)),
  ];
}

function checkUnits({ facts }: Procedure, units: ReadonlySet<string>): Finding[] {
  const named: [id: string | null, fact: string[]][] = [
    ...Object.entries(facts.parties).map(
      ([party, { agency }]) => [unitOf(agency), ['parties', party, 'agency']] as [string | null, string[]],
    ),
    [facts.competentByDefault ?? null, ['competentByDefault']],
  ];
  return named
    .filter(([id]) => id !== null && !units.has(id))
    .map(([id, fact]) => ({
      rule: 'unit',
      message: `There is no unit ${id} in the register.`,
      path: [],
      about: { fact },
    }));
}

const unitOf = (agency: AgencyRef): string | null => (typeof agency === 'string' ? null : agency.unit);

function checkVersions({ facts }: Procedure, { facts: other }: Procedure): Finding[] {
  if (facts.code !== other.code) return [];
  if (facts.version === other.version) {
    const message = `Version ${facts.version} of ${facts.code} exists already.`;
    return [{ rule: 'versions', message, path: [], about: { fact: ['version'] } }];
  }
  if (!overlap(facts, other)) return [];
  const message =
    `Versions ${facts.version} and ${other.version} of ${facts.code} would both be in force ` +
    `on ${laterOf(facts.effectiveFrom, other.effectiveFrom)}.`;
  return [{ rule: 'versions', message, path: [], about: { fact: ['effectiveFrom'] } }];
}

type Dates = { effectiveFrom: string; effectiveTo: string | null };

/** Two spans of local dates share a day; a version without an end never ends. */
export function overlap(a: Dates, b: Dates): boolean {
  return a.effectiveFrom <= (b.effectiveTo ?? '9999') && b.effectiveFrom <= (a.effectiveTo ?? '9999');
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
