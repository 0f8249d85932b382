import { localDateOf } from '../calendar/index.js';
import { view } from '../procedure/index.js';
import { allowedCommands } from './allowed.js';
import type { Command } from './commands.js';
import { RefusedError } from './errors.js';
import { stoppedUnanswered } from './measures/stop.js';
import type { Setting } from './setting.js';
import type { Dossier } from './types.js';

/** Why a command the machine does not accept is refused: by the clearest reason there is. */
export function notAllowed(dossier: Dossier, command: Command, setting: Setting): RefusedError {
  const { tags } = view(procedureOf(dossier, setting), dossier.position);
  const ended = dossier.finishedAt ?? dossier.closedAt;
  if (command.type === 'withdraw' && (tags.has('resultExists') || dossier.finishedAt !== null))
    return resultExists(dossier);
  if (command.type === 'receiveSupplement' && dossier.closedAt !== null && dossier.outcome === 'stopped')
    return stoppedUnanswered(dossier);
  if (ended !== null) return closed(dossier, ended);
  if (command.type === 'requestSupplement' && !tags.has('resultExists') && noSupplementLeft(dossier))
    return supplementAskedAlready(dossier);
  const allowed = allowedCommands(dossier, setting);
  return new RefusedError(
    'dossier.commandNotAllowed',
    `"${command.type}" is not possible as dossier ${dossier.code} stands now. Possible for you: ${allowed.map((one) => one.type).join(', ') || 'nothing'}.`,
    { allowed },
  );
}

/**
 * A second request and every later one, where a procedure's law allows them, says on what ground.
 * @throws RefusedError `dossier.groundMissing`
 */
export function checkGround({ code, position: { context } }: Dossier, command: Command): void {
  if (command.type !== 'requestSupplement' || context.supplementsAsked === 0 || command.ground) return;
  throw new RefusedError(
    'dossier.groundMissing',
    `A supplement of ${code} was asked for before; say as "ground" which provision allows to ask again.`,
    { asked: context.supplementsAsked, limit: context.supplementLimit },
  );
}

const procedureOf = ({ procedure }: Dossier, { catalogue }: Setting) =>
  catalogue.version(procedure.code, procedure.version);

const noSupplementLeft = ({ position: { context } }: Dossier): boolean =>
  context.supplementsAsked >= context.supplementLimit;

function resultExists({ code }: Dossier): RefusedError {
  const rule = 'Thông tư 03/2025/TT-VPCP Điều 7; Nghị định 118/2025/NĐ-CP Điều 21';
  return new RefusedError(
    'dossier.resultExists',
    `There is a decision on dossier ${code}, so it can no longer be stopped on request (${rule}). Hand the result over.`,
    { rule },
  );
}

/** Nothing is left to do, or only the return. */
function closed({ code, finishedAt, returnedAt }: Dossier, ended: number): RefusedError {
  const left =
    finishedAt !== null && returnedAt === null
      ? 'Only its result is left to be returned'
      : 'Nothing is left to be done';
  return new RefusedError(
    'dossier.closed',
    `The handling of ${code} ended on ${localDateOf(ended)}. ${left}; a complaint is answered by reopening it as a new dossier.`,
    { ended: localDateOf(ended) },
  );
}

const ONCE =
  'Yêu cầu bổ sung hồ sơ không quá một lần, trừ khi pháp luật về thủ tục quy định khác (hướng dẫn một lần bằng văn bản)';

function supplementAskedAlready({ code, position: { context } }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.supplementAskedAlready',
    `A supplement of ${code} was asked for ${context.supplementsAsked} times, and its procedure allows ${context.supplementLimit}. Go on with what there is, or refuse with a reason.`,
    { rule: ONCE, asked: context.supplementsAsked, limit: context.supplementLimit },
  );
}
