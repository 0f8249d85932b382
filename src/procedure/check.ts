import type { StateValue } from 'xstate';
import { limitOf, longestCourses } from './allowances.js';
import { checkNamedInTime } from './check-named.js';
import { checkWords, statesOf } from './check-words.js';
import type { Procedure, Step } from './contract.js';
import type { ProcedureFacts } from './facts.js';
import type { Finding } from './finding.js';
import { pathsOf } from './positions.js';
import { type Place, placesLeadingTo, reasonOf, type Walk, walk } from './walk.js';

/**
 * Proves a procedure before it may be published: it walks every case as the engine would and lists what is wrong.
 * An empty list is the proof. Each rule speaks once for each thing it finds.
 */
export function checkProcedure(procedure: Procedure): Finding[] {
  const { facts } = procedure;
  const words = checkWords(procedure);
  let walks: Walk[];
  try {
    walks = facts.cases.map(({ key }) => walk(procedure, key));
  } catch (error) {
    const message = `The machine cannot begin: ${reasonOf(error)}`;
    return once([...words, { rule: 'throws', message, path: [] }]);
  }
  const problems = walks.flatMap(({ problem }) => (problem ? [problem] : []));
  // A walk that ended early knows too little to speak of ways back.
  const whole = problems.length > 0 ? [] : walks;
  return once([
    ...words,
    ...problems,
    ...whole.flatMap((each) => checkWalk(facts, each)),
    ...(whole.length > 0 ? checkReached(procedure, whole) : []),
  ]);
}

function checkWalk(facts: ProcedureFacts, each: Walk): Finding[] {
  return [
    ...each.places.flatMap((place) => checkPlace(facts, place)),
    ...checkEnds(each),
    ...checkSteps(each),
    ...checkHandoffs(facts, each),
    ...checkNamedInTime(facts, each),
    ...checkAllowances(facts, each),
  ];
}

/** What must hold at every single place. */
function checkPlace(facts: ProcedureFacts, { position, view, path, ways }: Place): Finding[] {
  const name = nameOf(position.value);
  const found: Finding[] = [];
  const about = { state: stateOf(position.value) };
  const say = (rule: string, message: string) => found.push({ rule, message, path, about });
  const decided = view.outcome === 'granted' || view.outcome === 'refused';
  const clocks = [...view.tags].filter((tag) => tag === 'new' || tag.startsWith('clock.'));
  if (view.done) {
    if (view.outcome === null) say('outcome', `${name} ends without an outcome; record one with decide.`);
    if (!ENDS.some((tag) => view.tags.has(tag)))
      say('ending', `${name} bears no tag that says how it ended.`);
    return found;
  }
  if (position.context.supplementsAsked > facts.supplementLimit) {
    say('supplementLimit', `${name} is reached with more supplements than the limit; guard the request.`);
    return found;
  }
  if (ways.length === 0) say('stuck', `${name} cannot leave.`);
  if (clocks.length !== 1) say('clock', `${name} bears ${clocks.length} clock tags, not one.`);
  if (view.steps.size === 0 && view.waiting === null)
    say('owner', `${name} waits and nobody owns the waiting.`);
  if (decided !== view.tags.has('resultExists')) {
    say(
      'result',
      `${name}: resultExists must be said exactly while a decision is on its way to the citizen.`,
    );
  }
  if (view.tags.has('resultExists') && ways.some(({ command }) => command === 'withdraw')) {
    say('withdraw', `${name} lets the citizen withdraw although a result exists (TT 03/2025 Điều 7).`);
  }
  return found;
}

const ENDS = ['returned', 'withdrawn', 'stopped', 'notReceived'] as const;

/** Every place leads to an end, and every stop of the clock back to a running clock. */
function checkEnds({ places }: Walk): Finding[] {
  const ending = placesLeadingTo(
    places,
    places.filter(({ view }) => view.done),
  );
  const running = placesLeadingTo(
    places,
    places.filter(({ view }) => view.tags.has('clock.running')),
  );
  const endless = places.find((place) => place.ways.length > 0 && !ending.has(place));
  const found = endless
    ? [
        {
          rule: 'noEnd',
          message: `${nameOf(endless.position.value)} never comes to an end.`,
          path: endless.path,
          about: { state: stateOf(endless.position.value) },
        },
      ]
    : [];
  for (const place of places.filter(isStopped)) {
    if (running.has(place)) continue;
    const message = `${nameOf(place.position.value)} stops the clock and has no way back.`;
    const about = { state: stateOf(place.position.value) };
    found.push({ rule: 'clockStop', message, path: place.path, about });
  }
  return found;
}

const isStopped = ({ view }: Place): boolean =>
  [...view.tags].some((tag) => tag.startsWith('clock.stopped.'));

/** A step that is open somewhere accepts a command of its own somewhere, or its holder could never finish it. */
function checkSteps({ places }: Walk): Finding[] {
  const found: Finding[] = [];
  for (const [key, open] of openPlaces(places)) {
    const timeless = open.find(
      ({ view }) => view.tags.has('clock.running') && isUntimed(view.steps.get(key)),
    );
    if (timeless) {
      const message = `Step ${key} has no allowance while the clock runs; nobody could be late in it.`;
      found.push({ rule: 'untimed', message, path: timeless.path, about: { state: key } });
    }
    if (open.some(({ ways }) => ways.some(({ step }) => step === key))) continue;
    const message = `No command ever addresses step ${key}.`;
    found.push({ rule: 'stuckStep', message, path: open[0]!.path, about: { state: key } });
  }
  return found;
}

const isUntimed = (step: Step | undefined): boolean => step?.allowance === null;

/** What goes to another agency comes back to the desk or the lead, whatever is answered. */
function checkHandoffs({ parties, lead }: ProcedureFacts, { places }: Walk): Finding[] {
  const agencyOf = (party: string) => JSON.stringify(parties[party]?.agency);
  const home = new Set([agencyOf('desk'), agencyOf(lead)]);
  const found: Finding[] = [];
  for (const [key, open] of openPlaces(places)) {
    if (open[0]!.view.steps.get(key)?.kind === 'task') continue;
    const back = places.filter(({ view }) => {
      const holders = [...view.steps.values(), ...(view.waiting ? [view.waiting] : [])];
      return !view.steps.has(key) && holders.some(({ party }) => home.has(agencyOf(party)));
    });
    const leading = placesLeadingTo(places, back);
    const lost = open.find((place) => !leading.has(place));
    if (!lost) continue;
    const message = `Step ${key} goes out and never returns.`;
    found.push({ rule: 'handoff', message, path: lost.path, about: { state: key } });
  }
  return found;
}

/** The internal process fits the statutory term on every way to a decision. */
function checkAllowances(facts: ProcedureFacts, each: Walk): Finding[] {
  const procedureCase = facts.cases.find(({ key }) => key === each.caseKey)!;
  const courses = longestCourses(each);
  if (courses === null) {
    const message = `Case ${each.caseKey} has too many ways to add up; make its loops fewer.`;
    return [{ rule: 'tooLarge', message, path: [] }];
  }
  return courses
    .filter(({ outcome }) => outcome === 'granted' || outcome === 'refused')
    .filter(({ outcome, minutes }) => minutes > limitOf(procedureCase, outcome))
    .map(({ outcome, minutes, path }) => ({
      rule: 'allowances',
      message:
        `Case ${each.caseKey}: the steps until ${outcome} take ${minutes} working minutes, ` +
        `the term allows ${limitOf(procedureCase, outcome)}.`,
      path,
      about: { fact: ['cases', facts.cases.indexOf(procedureCase)] },
    }));
}

/**
 * Every state is reached in at least one case. The end of a region is passed through and not stood in when it is the
 * last to end, so only the ends of the dossier itself are asked for.
 */
function checkReached({ machine }: Procedure, walks: readonly Walk[]): Finding[] {
  const reached = new Set(
    walks.flatMap(({ places }) => places.flatMap(({ position }) => pathsOf(position.value))),
  );
  return statesOf(machine)
    .filter(({ path, type }) => !reached.has(path.join('.')) && !(type === 'final' && path.length > 1))
    .map(({ path }) => ({
      rule: 'unreachable',
      message: `State ${path.join('.')} is never reached.`,
      path: [],
      about: { state: path.at(-1)! },
    }));
}

function openPlaces(places: readonly Place[]): Map<string, Place[]> {
  const open = new Map<string, Place[]>();
  for (const place of places) {
    for (const key of place.view.steps.keys()) open.set(key, [...(open.get(key) ?? []), place]);
  }
  return open;
}

/** The innermost states, as a reader would name where a dossier stands. */
function nameOf(value: StateValue): string {
  const paths = pathsOf(value);
  const innermost = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
  return innermost.join(' + ');
}

/** The key of the (first) innermost state. */
const stateOf = (value: StateValue): string => nameOf(value).split(' + ')[0]!.split('.').at(-1)!;

function once(findings: Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.message}`;
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}
