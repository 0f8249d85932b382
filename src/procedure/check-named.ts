import { agenciesAskedIn, nameAsked, type NamedAgency, type ProcedureFacts } from './facts.js';
import type { Finding } from './finding.js';
import type { Place, Walk } from './walk.js';

/**
 * What the facts say of the agencies named with each dossier: every name that a party uses is asked for, every one asked
 * for is used, in cases there are, and neither the desk nor the lead depends on it: those are known before anybody asks.
 */
export function checkNamedAgencies(facts: ProcedureFacts): Finding[] {
  const { namedAgencies = {}, parties } = facts;
  const used = new Set(Object.values(parties).map(({ agency }) => nameAsked(agency)));
  return [
    ...Object.entries(parties).flatMap(([party, { agency }]) => checkUse(party, nameAsked(agency), facts)),
    ...Object.entries(namedAgencies).flatMap(([name, agency]) => [
      ...(used.has(name) ? [] : [unused(name)]),
      ...strangers(name, agency, facts),
    ]),
  ];
}

function checkUse(
  party: string,
  name: string | null,
  { namedAgencies = {}, lead }: ProcedureFacts,
): Finding[] {
  if (name === null) return [];
  const at = ['parties', party, 'agency'];
  if (party === lead || party === 'desk') {
    const message = `Party ${party} is the ${party === 'desk' ? 'receiving desk' : 'lead'}; its agency cannot be one that is named later.`;
    return [{ rule: 'namedAgency', message, path: [], about: { fact: at } }];
  }
  if (Object.hasOwn(namedAgencies, name)) return [];
  const message = `Party ${party} belongs to an agency named as ${name}, which nobody is asked for.`;
  return [{ rule: 'namedAgency', message, path: [], about: { fact: at } }];
}

const unused = (name: string): Finding => ({
  rule: 'namedAgency',
  message: `The agency ${name} is asked for and no party belongs to it.`,
  path: [],
  about: { fact: ['namedAgencies', name] },
});

function strangers(name: string, { cases = [] }: NamedAgency, facts: ProcedureFacts): Finding[] {
  const known = facts.cases.map(({ key }) => key);
  return cases
    .filter((one) => !known.includes(one))
    .map((one) => ({
      rule: 'namedAgency',
      message: `There is no case ${one} in which ${name} could be named.`,
      path: [],
      about: { fact: ['namedAgencies', name, 'cases'] },
    }));
}

/**
 * Wherever a case comes to a step (or a wait) of such an agency, that case asks for it, or the dossier would have nowhere
 * to go. Told once an agency, by the shortest way.
 */
export function checkNamedInTime(facts: ProcedureFacts, { caseKey, places }: Walk): Finding[] {
  if (facts.namedAgencies === undefined) return [];
  const asked = agenciesAskedIn(facts, caseKey);
  const unasked = Object.keys(facts.namedAgencies).filter((name) => !asked.includes(name));
  return unasked.flatMap((name) => {
    const reached = places.find((place) => holdersOf(place).some((party) => ofAgency(party, name, facts)));
    if (reached === undefined) return [];
    const message = `Case ${caseKey} comes to a step of the agency ${name}, which nobody names in that case.`;
    return [
      { rule: 'namedAgency', message, path: reached.path, about: { fact: ['namedAgencies', name, 'cases'] } },
    ];
  });
}

const holdersOf = ({ view: { steps, waiting } }: Place): string[] =>
  [...steps.values(), ...(waiting ? [waiting] : [])].map(({ party }) => party);

const ofAgency = (party: string, name: string, { parties }: ProcedureFacts): boolean =>
  nameAsked(parties[party]?.agency) === name;
