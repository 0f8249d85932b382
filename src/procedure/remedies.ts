/** What to do about each kind of finding, for whoever writes the procedure. */
const REMEDIES: Record<string, string> = {
  effectiveDates: 'Write dates as YYYY-MM-DD, the end not before the beginning.',
  supplementLimit: 'Give a limit from 0 to 5 (the law says one), and let no step ask beyond it.',
  party: 'Name a party that stands under parties, or add it there.',
  uniqueKey: 'Give one of the two another key.',
  stepKey: 'Give one of the two steps another key; tasks are kept by that name.',
  stepNumber: 'Give the step its number in the internal process, from 1 up.',
  stepTitle: 'Give the step a title in Vietnamese and in English.',
  silence:
    'Say under silence what no answer means: deemedConsent, escalate or hold; only consultations have one.',
  meeting:
    'Give papersBefore in working days and differWithin as a term, and the consultation more time than the papers need, or silence: hold.',
  unknownWord: 'Name a guard or action of the procedure kit.',
  timer: 'Take the timer out; a wait is a step or a stop with a term.',
  throws: 'Mend the machine at the command named; it fails there.',
  tooLarge: 'Give loops an end, or split the procedure.',
  outcome: 'Let a decision (approve or refuse) come before the end.',
  ending: 'Lead to returning, so that the dossier ends as returned.',
  stuck: 'Give the state a command that leaves it.',
  clock: 'Let each state bear exactly one clock tag.',
  owner: 'Name who owns the waiting.',
  result: 'Put what follows approve or refuse under afterDecision, and nothing else.',
  withdraw: 'Allow withdrawal only before the decision (TT 03/2025 Điều 7).',
  noEnd: 'Lead one of its commands towards a decision and to returning.',
  clockStop: 'Let backTo lead to a step on which the clock runs again.',
  stuckStep: 'Give the step a move of its own, such as submit.',
  handoff: 'Let the agency answer, and lead the answer back to the desk or to the lead.',
  allowances: 'Shorten the steps on this way, or correct the term of the case.',
  unreachable: 'Lead a move to it, or take it out.',
  untimed: 'Give the step an allowance, e.g. "4 giờ làm việc".',
  extension:
    'Give the extension in the unit of every term it extends (working days for a same-day term), and name under cases only cases there are.',
  fee: 'Give whole đồng, 0 or more.',
  case: 'Name a case that stands under cases, or add it there.',
  namedAgency:
    'Under namedAgencies ask for every agency that a party names and for no other, in every case that comes to one of its steps (without cases: in all); let desk and lead be receiving, competent or a unit.',
  unit: 'Correct the id, or add the unit to the register first.',
  versions:
    'Let the newer say replaces: "<older version>" (the older then ends the day before), or mend the dates or the name.',
};

export const remedyOf = (rule: string): string => REMEDIES[rule] ?? 'Correct it and check again.';
