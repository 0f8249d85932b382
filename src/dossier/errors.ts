/**
 * Why a command was refused, by stable code. The message says what to do; `facts` carry what the caller needs for it.
 * The edge maps codes to HTTP statuses; see docs/errors.md.
 */
export type RefusalCode =
  | 'dossier.commandNotAllowed'
  | 'dossier.notYourStep'
  | 'dossier.notYourDesk'
  | 'dossier.stepAmbiguous'
  | 'dossier.unknownStep'
  | 'dossier.checklistIncomplete'
  | 'dossier.unknownChecklistItem'
  | 'dossier.unknownCase'
  | 'dossier.unknownUnit'
  | 'dossier.agencyMissing'
  | 'dossier.unknownAgencyName'
  | 'dossier.unfitAgency'
  | 'dossier.agencyIsLead'
  | 'dossier.unknownOfficial'
  | 'dossier.unknownDesk'
  | 'dossier.procedureNotThere'
  | 'dossier.cannotMove'
  | 'dossier.closed'
  | 'dossier.resultExists'
  | 'dossier.clockStands'
  | 'dossier.notSuspended'
  | 'dossier.leaderOnly'
  | 'dossier.reappointedAlready'
  | 'dossier.badAppointment'
  | 'dossier.receivedAlready'
  | 'dossier.guidedAlready'
  | 'dossier.supplementAskedAlready'
  | 'dossier.groundMissing'
  | 'dossier.correctedTooLate'
  | 'dossier.badCorrection'
  | 'dossier.badDelivery'
  | 'dossier.collectionIncomplete'
  | 'dossier.nothingToScan'
  | 'dossier.paperNotHandedIn'
  | 'dossier.badScan'
  | 'dossier.scannedAlready'
  | 'dossier.scansAwaited'
  | 'dossier.stillHandled'
  | 'dossier.withdrawnByApplicant'
  | 'dossier.reopenedAlready'
  | 'dossier.noExtension'
  | 'dossier.extendedAlready'
  | 'dossier.duePassed'
  | 'dossier.badExtension'
  | 'dossier.officialAway'
  | 'dossier.notWaiting'
  | 'dossier.answerAwaited'
  | 'dossier.stoppedUnanswered'
  | 'dossier.answeredAlready'
  | 'dossier.paperArrival'
  | 'dossier.notYourPaper'
  | 'dossier.nothingToTransfer'
  | 'dossier.papersHandedOver'
  | 'dossier.noMeetingRule'
  | 'dossier.meetingConvened'
  | 'dossier.noMeeting'
  | 'dossier.badMeeting'
  | 'dossier.notInvited'
  | 'dossier.declinedAlready'
  | 'dossier.notAtMeeting'
  | 'dossier.differTooLate'
  | 'dossier.differedAlready';

export class RefusedError extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    // A refusal is an answer, not a fault: nobody looks for where it was made, and asking what is allowed makes many.
    const traced = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = traced;
  }
}
