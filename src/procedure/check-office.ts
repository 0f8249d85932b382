import { epochDayOfDate, localDateOfEpochDay } from '../calendar/local-time.js';
import type { Procedure } from './contract.js';
import { fixedUnit } from './facts.js';
import type { Finding } from './finding.js';

/** What an office knows beside one procedure: the units of its register, and the versions it already runs. */
export type Office = { units?: ReadonlySet<string>; others?: readonly Procedure[] };

/** What a procedure says about this office: every unit it names exists, and no other version is in force beside it. */
export function checkOffice(procedure: Procedure, { units, others = [] }: Office): Finding[] {
  const versions = others.filter(({ facts }) => facts.code === procedure.facts.code);
  return [
    ...(units ? checkUnits(procedure, units) : []),
    ...checkReplaced(procedure, versions),
    ...succession([procedure, ...versions])
      .slice(1)
      .flatMap((other) => checkVersions(procedure, other)),
  ];
}

/** A version that takes the place of another comes after it, and that other exists. */
function checkReplaced({ facts }: Procedure, versions: readonly Procedure[]): Finding[] {
  if (facts.replaces === undefined) return [];
  const replaced = versions.find((other) => other.facts.version === facts.replaces);
  if (replaced && replaced.facts.effectiveFrom < facts.effectiveFrom) return [];
  const message = replaced
    ? `Version ${facts.replaces} takes effect on ${replaced.facts.effectiveFrom}, not before this one.`
    : `There is no version ${facts.replaces} of ${facts.code} to replace.`;
  return [{ rule: 'versions', message, path: [], about: { fact: ['replaces'] } }];
}

/** The versions as they are in force: one that another replaces ends the day before that other takes effect. */
export function succession(procedures: readonly Procedure[]): Procedure[] {
  return procedures.map((procedure) => {
    const { code, version, effectiveFrom, effectiveTo } = procedure.facts;
    const ends = procedures
      .filter(({ facts }) => facts.code === code && facts.replaces === version)
      .map(({ facts }) => dayBefore(facts.effectiveFrom))
      .filter((end) => end >= effectiveFrom && end < (effectiveTo ?? '9999'));
    if (ends.length === 0) return procedure;
    return { ...procedure, facts: { ...procedure.facts, effectiveTo: ends.sort()[0]! } };
  });
}

const dayBefore = (date: string): string => localDateOfEpochDay(epochDayOfDate(date) - 1);

function checkUnits({ facts }: Procedure, units: ReadonlySet<string>): Finding[] {
  const named: [id: string | null, fact: string[]][] = [
    ...Object.entries(facts.parties).map(
      ([party, { agency }]) => [fixedUnit(agency), ['parties', party, 'agency']] as [string | null, string[]],
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

function checkVersions({ facts }: Procedure, { facts: other }: Procedure): Finding[] {
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
