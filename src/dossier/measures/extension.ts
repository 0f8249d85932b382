import {
  type Clock,
  changeTerm,
  extendTerm,
  formatInstant,
  formatTerm,
  localDateOf,
  parseTerm,
  type Term,
} from '../../calendar/index.js';
import type { Extension as LawfulExtension, Procedure } from '../../procedure/index.js';
import { RefusedError } from '../errors.js';
import type { Setting } from '../setting.js';
import type { Dossier } from '../types.js';
import { leadership, type Measure } from './measure.js';

/**
 * Gia hạn thời hạn giải quyết where the procedure's own law gives one: once, by the leader of the agency that leads, before
 * the due has passed. The term becomes the longer one, as if granted at once: the due is replayed from it and lateness is
 * judged by it (it is the law's term); the first promise stays written as it was given.
 */
export const extend: Measure<'extend'> = {
  event: 'extended',
  by: (dossier, setting) => ({ roles: ['leader'], unit: leadership(dossier, setting) }),
  obstacle: (dossier, _view, setting) => obstacleTo(dossier, setting),
  take(dossier, { by, reason }, at, setting) {
    const law = lawOf(dossier, setting)!;
    const term = by === undefined ? law.term : granted(dossier, parseTerm(by), law.term);
    const clock = dossier.clock!;
    return {
      ...dossier,
      clock: changeTerm(setting.calendarOf(dossier.routing.lead), clock, extendTerm(clock.term, term)!),
      extension: {
        at,
        by: setting.actor.id,
        reason,
        term,
        legalBasis: law.legalBasis,
        dueBefore: clock.due,
      },
    };
  },
};

/** A term the law gives this dossier, with the extension it was granted. */
export function withExtension({ extension }: Dossier, term: Term): Term {
  return (extension && extendTerm(term, extension.term)) ?? term;
}

function obstacleTo(dossier: Dossier, setting: Setting): RefusedError | null {
  const { clock, extension, reappointment } = dossier;
  if (dossier.finishedAt !== null || clock === null || clock.state === 'finished') return ended(dossier);
  if (lawOf(dossier, setting) === null) return noneGiven(dossier);
  if (extension) return extendedAlready(dossier, extension.at);
  if (reappointment || standsAt(clock, setting.now) >= clock.due.lateFrom) return duePassed(dossier, clock);
  return null;
}

/** A clock that stands still is judged by the instant at which it stopped (R6). */
function standsAt({ intervals }: Clock, now: number): number {
  const last = intervals.at(-1);
  return last?.kind === 'stopped' ? last.from : now;
}

/** What the law gives this dossier's case, or null. */
function lawOf({ procedure, caseKey }: Dossier, { catalogue }: Setting): LawfulExtension | null {
  const { facts }: Procedure = catalogue.version(procedure.code, procedure.version);
  const { extension } = facts;
  return extension && (extension.cases ?? [caseKey]).includes(caseKey) ? extension : null;
}

/** What was asked for, if the law gives as much. @throws RefusedError `dossier.badExtension` */
function granted({ code }: Dossier, asked: Term, most: Term): Term {
  const fits = asked.unit === most.unit && asked.unit !== 'sameDay' && most.unit !== 'sameDay';
  if (fits && asked.count <= most.count) return asked;
  const [given, wanted] = [formatTerm(most), formatTerm(asked)];
  throw new RefusedError(
    'dossier.badExtension',
    `Dossier ${code} cannot be extended by ${wanted.en}: the law gives at most ${given.en}, in that unit. Give that or less.`,
    { asked: wanted.vi, most: given.vi },
  );
}

function ended({ code }: Dossier): RefusedError {
  return new RefusedError('dossier.closed', `The handling of ${code} has ended; there is no term to extend.`);
}

function noneGiven({ code, procedure, caseKey }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.noExtension',
    `The law of ${procedure.code} gives no extension in case ${caseKey}. Finish ${code} in time, or re-appoint it with an apology.`,
    { procedure: procedure.code, case: caseKey },
  );
}

function extendedAlready({ code, clock }: Dossier, at: number): RefusedError {
  const due = localDateOf(clock!.due.at);
  return new RefusedError(
    'dossier.extendedAlready',
    `Dossier ${code} was extended on ${localDateOf(at)} and is due on ${due}; there is one extension. If it cannot be kept, re-appoint it with an apology.`,
    { due },
  );
}

function duePassed({ code, reappointment }: Dossier, { due }: Clock): RefusedError {
  const why = reappointment ? 'was re-appointed already' : `was due ${formatInstant(due.at)}`;
  return new RefusedError(
    'dossier.duePassed',
    `Dossier ${code} ${why}: an extension is given before that. ${reappointment ? 'Finish it.' : 'What is left is one re-appointment, with an apology.'}`,
    { due: localDateOf(due.at) },
  );
}
