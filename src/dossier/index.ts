export { type AllowedCommand, allowedCommands } from './allowed.js';
export { holdsRole, maySee, maySeeUnits, sightOf } from './authority.js';
export { checkCodePattern, DEFAULT_CODE_PATTERN, dossierCode } from './code.js';
export { changeProcedure, type ProcedureChange, procedureChange } from './change-procedure.js';
export * from './commands.js';
export { apply, decide } from './decide.js';
export { fire, type Notice, NotDueError, SYSTEM } from './fire.js';
export { RefusedError, type RefusalCode } from './errors.js';
export { handOver } from './hand-over.js';
export { invitationsOf } from './meetings.js';
export { reappointmentKept } from './measures/reappointment.js';
export { endedLate, participationsOf } from './participations.js';
export { receive, receivingDesk, receptionAnswer } from './receive.js';
export { reopen } from './reopen.js';
export { isOpening, replay, ReplayError, type ReplaySetting, replayStates } from './replay.js';
export { awaitingScan } from './scans.js';
export {
  DEFAULT_TRANSFER,
  type Setting,
  type SetPoint,
  type Staff,
  type StandIn,
  type TimerSetting,
  type TransferSetting,
} from './setting.js';
export {
  DEFAULT_TIMERS,
  dueTimers,
  nextWake,
  type Timer,
  TIMER_KINDS,
  type TimerKind,
  timersOf,
} from './timers.js';
export { leftDesk, type Standing, transferStanding } from './transfer.js';
export * from './types.js';
