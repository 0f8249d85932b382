import { fixedUnit, type ProcedureFacts } from './facts.js';

/**
 * The agency that leads a procedure (cơ quan chủ trì) where its facts name one, by unit id. Null when it is whichever
 * agency of the procedure's level the dossier belongs to.
 */
export function namedLead({ parties, lead, competentByDefault }: ProcedureFacts): string | null {
  const agency = parties[lead]?.agency;
  if (agency === 'competent') return competentByDefault ?? null;
  return fixedUnit(agency);
}

/** Whether the one-stop desk receives and returns it; a procedure that says nothing goes through the one-stop. */
export const throughOneStop = ({ oneStop }: ProcedureFacts): boolean => oneStop ?? true;
