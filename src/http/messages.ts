import type { AccessCode, TokenError } from '../admin/index.js';
import type { FormCode } from '../documents/index.js';
import type { RefusalCode, TimerKind } from '../dossier/index.js';
import type { LedgerError } from '../ledger/index.js';
import type { LookupError } from '../lookup/index.js';
import type { DelegationCode } from '../registry/index.js';
import type { SupervisionCode } from '../supervision/index.js';
import { type Facts, said } from './facts.js';

/** Every problem this service answers with, by its stable code. */
export type ProblemCode =
  | RefusalCode
  | LedgerError['code']
  | AccessCode
  | TokenError['code']
  | SupervisionCode
  | FormCode
  | LookupError['code']
  | DelegationCode
  | 'procedure.unknown'
  | 'reports.unknownCursor'
  | 'rating.badPeriod'
  | 'calendar.outOfRange'
  | 'rehearsal.clockBack'
  | 'request.invalid'
  | 'request.malformed'
  | 'request.tooLarge'
  | 'request.unsupportedMediaType'
  | 'request.notAcceptable'
  | 'request.tooMany'
  | 'request.unknownRoute'
  | 'server.failed';

/** `vi` advises from the facts; in English the error's own sentence is the advice, unless `enAdvice` replaces it. */
type Message = {
  status: number;
  vi: string;
  en: string;
  viAdvice: (facts: Facts) => string;
  enAdvice?: string;
};

const always = (advice: string) => (): string => advice;

/** The one dictionary of problems, Vietnamese first. */
export const MESSAGES: Record<ProblemCode, Message> = {
  'dossier.commandNotAllowed': {
    status: 409,
    vi: 'Thao tác không thực hiện được ở bước này',
    en: 'Command not possible now',
    viAdvice: ({ allowed }) =>
      `Hồ sơ hiện cho phép: ${said(allowed)}. Hãy xem lại hồ sơ và chọn một thao tác đó.`,
  },
  'dossier.cannotMove': {
    status: 409,
    vi: 'Hồ sơ không chuyển được sang phiên bản khác của thủ tục',
    en: 'Dossier cannot move to that version',
    viAdvice: always('Hồ sơ tiếp tục theo phiên bản khi tiếp nhận; xem các trở ngại được nêu.'),
  },
  'dossier.closed': {
    status: 409,
    vi: 'Hồ sơ đã kết thúc giải quyết',
    en: 'Handling has ended',
    viAdvice: always('Việc giải quyết hồ sơ đã kết thúc nên không thực hiện được thao tác này nữa.'),
  },
  'dossier.resultExists': {
    status: 409,
    vi: 'Hồ sơ đã có kết quả',
    en: 'A result exists',
    viAdvice: ({ rule }) =>
      `Đã có quyết định hoặc văn bản thông báo kết quả nên không dừng được nữa (${said(rule)}). Hãy nhận kết quả.`,
  },
  'dossier.clockStands': {
    status: 409,
    vi: 'Đồng hồ hồ sơ đang không chạy',
    en: 'Clock does not run',
    viAdvice: always('Thao tác này chỉ dùng khi thời hạn đang được tính. Xem trạng thái đồng hồ của hồ sơ.'),
  },
  'dossier.notSuspended': {
    status: 409,
    vi: 'Hồ sơ không bị tạm dừng',
    en: 'Not suspended',
    viAdvice: always('Không có việc tạm dừng nào để kết thúc.'),
  },
  'dossier.leaderOnly': {
    status: 409,
    vi: 'Chỉ lãnh đạo được hẹn lại',
    en: 'Only the leader re-appoints',
    viAdvice: ({ rule, unit }) =>
      `Lãnh đạo tại ${said(unit)}, không phải người xử lý hồ sơ, hẹn lại ngày trả. ${said(rule)}.`,
  },
  'dossier.reappointedAlready': {
    status: 409,
    vi: 'Hồ sơ đã hẹn lại một lần',
    en: 'Re-appointed already',
    viAdvice: ({ rule, newDue }) => `Đã hẹn lại ngày ${said(newDue)}. ${said(rule)}.`,
  },
  'dossier.badAppointment': {
    status: 422,
    vi: 'Ngày hẹn lại không hợp lệ',
    en: 'Unfit appointment',
    viAdvice: ({ newDue }) =>
      `${said(newDue)} không dùng được: hãy chọn một ngày làm việc sau hôm nay và sau ngày hẹn đầu.`,
  },
  'dossier.receivedAlready': {
    status: 409,
    vi: 'Hồ sơ không còn chờ tiếp nhận',
    en: 'Waits for reception no more',
    viAdvice: always('Hướng dẫn chỉ dùng trước khi tiếp nhận; sau đó người xử lý yêu cầu bổ sung (Mẫu 02).'),
  },
  'dossier.guidedAlready': {
    status: 409,
    vi: 'Đã hướng dẫn một lần',
    en: 'Guided already',
    viAdvice: ({ rule, at }) => `Đã hướng dẫn ngày ${said(at)}. ${said(rule)}. Hãy tiếp nhận hoặc từ chối.`,
  },
  'dossier.supplementAskedAlready': {
    status: 409,
    vi: 'Đã yêu cầu bổ sung đủ số lần',
    en: 'Supplement asked already',
    viAdvice: ({ rule, asked, limit }) =>
      `Đã yêu cầu ${said(asked)} lần, thủ tục cho phép ${said(limit)}. ${said(rule)}.`,
  },
  'dossier.groundMissing': {
    status: 422,
    vi: 'Thiếu căn cứ yêu cầu bổ sung lần nữa',
    en: 'Ground missing',
    viAdvice: ({ asked }) => `Đã yêu cầu bổ sung ${said(asked)} lần; hãy nêu căn cứ pháp lý trong "ground".`,
  },
  'dossier.correctedTooLate': {
    status: 409,
    vi: 'Không còn đính chính được',
    en: 'Too late to correct',
    viAdvice: always(
      'Thủ tục, trường hợp, giấy tờ và giờ nhận chỉ đính chính khi chưa ai xử lý; cơ quan được nêu chỉ khi chưa trả lời; thông tin chủ hồ sơ khi chưa có kết quả; đăng ký nhận kết quả khi chưa trả.',
    ),
  },
  'dossier.badCorrection': {
    status: 422,
    vi: 'Nội dung đính chính không phù hợp',
    en: 'Unfit correction',
    viAdvice: always('Hãy nêu điều đã ghi sai; giờ nhận chỉ sửa sớm hơn và trong cùng ngày.'),
  },
  'dossier.badDelivery': {
    status: 422,
    vi: 'Đăng ký nhận kết quả không phù hợp',
    en: 'Unfit delivery',
    viAdvice: always('Nơi trả phải là một bộ phận một cửa; trả qua bưu chính phải có địa chỉ.'),
  },
  'dossier.collectionIncomplete': {
    status: 422,
    vi: 'Chưa đủ căn cứ trả kết quả cho người này',
    en: 'Collection not recorded in full',
    viAdvice: ({ missing, rule }) => `Trong "collector" còn thiếu: ${said(missing)}. ${said(rule)}.`,
  },
  'dossier.nothingToScan': {
    status: 409,
    vi: 'Không có giấy tờ phải số hóa',
    en: 'Nothing to scan',
    viAdvice: ({ channel }) =>
      channel === 'online'
        ? 'Hồ sơ nộp trực tuyến không phải số hóa (Thông tư 03/2025/TT-VPCP Điều 5.2).'
        : 'Hồ sơ chưa có giấy tờ nào được nộp.',
  },
  'dossier.paperNotHandedIn': {
    status: 422,
    vi: 'Giấy tờ này không được nộp',
    en: 'Paper not handed in',
    viAdvice: ({ paper, papers }) => `Không nộp: ${said(paper)}. Giấy tờ đã nộp: ${said(papers)}.`,
  },
  'dossier.badScan': {
    status: 422,
    vi: 'Bản số hóa không đủ trang hoặc không khớp',
    en: 'Scan does not fit the paper',
    viAdvice: ({ paper, wanted, captures, rule }) =>
      `Giấy tờ ${said(paper)}${wanted === undefined ? '' : `: cần ${said(wanted)} ảnh chụp, có ${said(captures)}`}. ${said(rule)}.`,
  },
  'dossier.scannedAlready': {
    status: 409,
    vi: 'Giấy tờ này đã ghi nhận số hóa',
    en: 'Scanned already',
    viAdvice: ({ paper }) =>
      `Đã ghi nhận ${said(paper)}. Nếu bản đó sai, hãy nêu lý do thay trong "replaces".`,
  },
  'dossier.scansAwaited': {
    status: 409,
    vi: 'Còn giấy tờ chờ số hóa',
    en: 'Papers await scanning',
    viAdvice: ({ papers }) => `Cơ quan quy định số hóa trước khi chuyển; còn chờ: ${said(papers)}.`,
  },
  'dossier.stillHandled': {
    status: 409,
    vi: 'Hồ sơ chưa kết thúc để giải quyết lại',
    en: 'Still being handled',
    viAdvice: always('Chỉ giải quyết lại hồ sơ đã kết thúc; hồ sơ đang giải quyết thì xử lý tiếp tại đó.'),
  },
  'dossier.withdrawnByApplicant': {
    status: 409,
    vi: 'Hồ sơ do người nộp rút',
    en: 'Withdrawn by the applicant',
    viAdvice: ({ withdrawnOn }) =>
      `Người nộp đã rút hồ sơ ngày ${said(withdrawnOn)} nên không giải quyết lại; đề nghị nộp hồ sơ mới.`,
  },
  'dossier.reopenedAlready': {
    status: 409,
    vi: 'Hồ sơ đang được giải quyết lại',
    en: 'Being handled again already',
    viAdvice: ({ reopenedAs }) =>
      `Đang giải quyết lại bằng hồ sơ ${said(reopenedAs)}; hãy kết thúc hồ sơ đó trước.`,
  },
  'dossier.noExtension': {
    status: 409,
    vi: 'Thủ tục không được gia hạn',
    en: 'No extension given',
    viAdvice: ({ procedure }) =>
      `Pháp luật không cho gia hạn thủ tục ${said(procedure)} ở trường hợp này. Hãy giải quyết đúng hạn, hoặc xin lỗi và hẹn lại.`,
  },
  'dossier.extendedAlready': {
    status: 409,
    vi: 'Hồ sơ đã gia hạn một lần',
    en: 'Extended already',
    viAdvice: ({ due }) =>
      `Đã gia hạn đến ${said(due)}; chỉ gia hạn một lần. Nếu không kịp, hãy xin lỗi và hẹn lại.`,
  },
  'dossier.duePassed': {
    status: 409,
    vi: 'Đã quá thời điểm được gia hạn',
    en: 'Too late to extend',
    viAdvice: ({ due }) =>
      `Hạn trả là ${said(due)}; chỉ gia hạn trước khi hết hạn và trước khi hẹn lại. Sau đó chỉ còn một lần xin lỗi và hẹn lại.`,
  },
  'dossier.badExtension': {
    status: 422,
    vi: 'Thời gian gia hạn không hợp lệ',
    en: 'Unfit extension',
    viAdvice: ({ asked, most }) =>
      `Không gia hạn được ${said(asked)}: pháp luật cho phép nhiều nhất ${said(most)}, cùng đơn vị tính.`,
  },
  'dossier.officialAway': {
    status: 409,
    vi: 'Người được phân công đang vắng mặt',
    en: 'Official away',
    viAdvice: ({ official, until, standsIn }) =>
      `${said(official)} vắng mặt đến hết ${said(until)}, ${said(standsIn)} làm thay. Hãy giao cho người làm thay.`,
  },
  'dossier.notWaiting': {
    status: 409,
    vi: 'Hồ sơ không chờ bổ sung',
    en: 'Not waiting for a supplement',
    viAdvice: ({ rule }) => `Chỉ dừng khi đã yêu cầu bổ sung mà không được bổ sung. ${said(rule)}.`,
  },
  'dossier.answerAwaited': {
    status: 409,
    vi: 'Chưa hết hạn bổ sung',
    en: 'Answer still awaited',
    viAdvice: ({ answerBy, rule }) =>
      `Người nộp ${answerBy === null ? 'không bị đặt hạn bổ sung' : `được bổ sung đến ${said(answerBy)}`} nên chưa dừng được. ${said(rule)}.`,
  },
  'dossier.stoppedUnanswered': {
    status: 409,
    vi: 'Hồ sơ đã dừng vì không bổ sung',
    en: 'Stopped for want of an answer',
    viAdvice: ({ stoppedOn, rule }) =>
      `Hồ sơ đã dừng giải quyết ngày ${said(stoppedOn)} (${said(rule)}). Hãy tiếp nhận hồ sơ mới; nếu khiếu nại việc dừng là đúng thì lãnh đạo cho giải quyết lại.`,
  },
  'dossier.answeredAlready': {
    status: 409,
    vi: 'Nội dung hỏi đã có trả lời',
    en: 'Answered already',
    viAdvice: ({ step, on, rule }) =>
      `Bước "${said(step)}" đã xong ngày ${said(on)}; ý kiến thêm không được ghi. ${said(rule)}. Hãy gửi văn bản tới cơ quan chủ trì.`,
  },
  'dossier.paperArrival': {
    status: 409,
    vi: 'Thời điểm văn bản đến không hợp lý',
    en: 'Impossible arrival of a paper',
    viAdvice: ({ at, asked, date }) =>
      `Văn bản ghi ngày ${said(date)}, hỏi lúc ${said(asked)}, không thể đến lúc ${said(at)}. Hãy ghi thời điểm đến đúng như sổ văn bản đến.`,
  },
  'dossier.notYourPaper': {
    status: 403,
    vi: 'Văn bản không đến nơi bạn',
    en: 'The paper did not reach you',
    viAdvice: ({ desk, lead }) =>
      `Chỉ ${said(desk)} và ${said(lead)} xác nhận lúc văn bản đến. Hãy trả lời không kèm "arrived" hoặc để nơi nhận nhập.`,
  },
  'dossier.nothingToTransfer': {
    status: 409,
    vi: 'Không có hồ sơ giấy để giao',
    en: 'No papers to hand over',
    viAdvice: ({ rule }) =>
      `Hồ sơ chưa tiếp nhận, không có giấy, hoặc do chính cơ quan của bộ phận một cửa giải quyết. ${said(rule)}.`,
  },
  'dossier.papersHandedOver': {
    status: 409,
    vi: 'Hồ sơ giấy đã giao',
    en: 'Papers handed over already',
    viAdvice: ({ at, rule }) => `Đã giao lúc ${said(at)}. ${said(rule)}.`,
  },
  'dossier.noMeetingRule': {
    status: 409,
    vi: 'Không có nội dung nào được lấy ý kiến tại cuộc họp',
    en: 'Nothing to hold a meeting on',
    viAdvice: ({ procedure }) =>
      `Không có bước lấy ý kiến nào đang mở mà quy định của thủ tục ${said(procedure)} cho họp. Hãy lấy ý kiến bằng văn bản.`,
  },
  'dossier.meetingConvened': {
    status: 409,
    vi: 'Đã mời một cuộc họp chưa diễn ra',
    en: 'A meeting is convened already',
    viAdvice: ({ at, place }) =>
      `Cuộc họp lúc ${said(at)} tại ${said(place)} chưa diễn ra. Hãy chờ họp xong, hoặc hủy (callOffMeeting) rồi mời lại.`,
  },
  'dossier.noMeeting': {
    status: 409,
    vi: 'Không có cuộc họp nào để hủy',
    en: 'No meeting to call off',
    viAdvice: always('Chỉ hủy được cuộc họp đã mời mà chưa đến giờ họp.'),
  },
  'dossier.badMeeting': {
    status: 422,
    vi: 'Cuộc họp không đúng quy định',
    en: 'Unfit meeting',
    viAdvice: ({ why, rule, earliest, steps }) =>
      why === 'steps'
        ? `Chỉ mời được các bước: ${said(steps)}.`
        : `Tài liệu phải gửi trước khi họp theo ${said(rule)}; gửi lúc này thì họp sớm nhất ngày ${said(earliest)}.`,
  },
  'dossier.notInvited': {
    status: 409,
    vi: 'Không được mời cuộc họp nào chưa diễn ra',
    en: 'Not invited to a meeting',
    viAdvice: always('Cuộc họp đã diễn ra, đã hủy, hoặc không mời cơ quan này. Hãy trả lời bằng văn bản.'),
  },
  'dossier.declinedAlready': {
    status: 409,
    vi: 'Đã từ chối dự họp',
    en: 'Declined already',
    viAdvice: ({ on }) => `Cơ quan đã từ chối dự họp ngày ${said(on)}. Ý kiến được trả lời bằng văn bản.`,
  },
  'dossier.notAtMeeting': {
    status: 409,
    vi: 'Không phải ý kiến tại cuộc họp',
    en: 'Not said at a meeting',
    viAdvice: always(
      'Chỉ cơ quan được mời, không từ chối, mới trả lời tại cuộc họp, từ giờ họp trở đi. Hãy trả lời bằng văn bản (không ghi atMeeting).',
    ),
  },
  'dossier.differTooLate': {
    status: 409,
    vi: 'Ý kiến khác đến quá hạn',
    en: 'Different opinion too late',
    viAdvice: ({ by, rule }) =>
      `Ý kiến khác phải đến trước ${said(by)} theo ${said(rule)}; ý kiến của người được cử là ý kiến của cơ quan.`,
  },
  'dossier.differedAlready': {
    status: 409,
    vi: 'Đã có ý kiến khác',
    en: 'Differed already',
    viAdvice: ({ on }) =>
      `Ý kiến khác đã gửi ngày ${said(on)}, không ghi lần thứ hai. Hãy gửi văn bản tới cơ quan chủ trì.`,
  },
  'dossier.notYourStep': {
    status: 403,
    vi: 'Bước này do người khác giữ',
    en: 'Step held by somebody else',
    viAdvice: ({ step, unit }) =>
      `Bước "${said(step)}" do ${said(unit)} giữ. Lãnh đạo đơn vị có thể phân công lại cho người khác.`,
  },
  'dossier.notYourDesk': {
    status: 403,
    vi: 'Không thuộc bộ phận một cửa của bạn',
    en: 'Not your desk',
    viAdvice: always('Hãy tiếp nhận tại bộ phận của mình, hoặc đăng nhập bằng vai trò phù hợp.'),
  },
  'dossier.stepAmbiguous': {
    status: 422,
    vi: 'Chưa rõ bước nào',
    en: 'Step ambiguous',
    viAdvice: ({ steps }) => `Nhiều bước đang mở nhận thao tác này: ${said(steps)}. Hãy nêu "step".`,
  },
  'dossier.unknownStep': {
    status: 409,
    vi: 'Bước không mở',
    en: 'Step not open',
    viAdvice: ({ open }) => `Các bước đang mở: ${said(open)}. Hãy chọn một trong số đó.`,
  },
  'dossier.checklistIncomplete': {
    status: 422,
    vi: 'Thành phần hồ sơ chưa đủ',
    en: 'Papers missing',
    viAdvice: ({ missing }) =>
      `Còn thiếu: ${said(missing)}. Hướng dẫn bổ sung một lần bằng phiếu (Mẫu 02) hoặc từ chối có lý do (Mẫu 03).`,
  },
  'dossier.unknownChecklistItem': {
    status: 422,
    vi: 'Giấy tờ không có trong thành phần hồ sơ',
    en: 'Paper not on the checklist',
    viAdvice: ({ unknown, items }) => `Không có: ${said(unknown)}. Thành phần hồ sơ gồm: ${said(items)}.`,
  },
  'dossier.unknownCase': {
    status: 422,
    vi: 'Chưa rõ trường hợp của thủ tục',
    en: 'Case of the procedure unknown',
    viAdvice: ({ cases }) => `Hãy nêu "case", một trong: ${said(cases)}.`,
  },
  'dossier.unknownUnit': {
    status: 404,
    vi: 'Không có đơn vị này',
    en: 'Unknown unit',
    viAdvice: ({ unit }) => `Không có đơn vị ${said(unit)}. Xem danh sách tại GET /api/v1/units.`,
  },
  'dossier.agencyMissing': {
    status: 422,
    vi: 'Chưa nêu cơ quan mà trường hợp này phải nêu',
    en: 'Agency to be named is missing',
    viAdvice: ({ names, missing }) =>
      `Hãy nêu mã đơn vị trong "agencies" (${said(names)}): ${said(missing)}. Xem danh sách tại GET /api/v1/units.`,
  },
  'dossier.unknownAgencyName': {
    status: 422,
    vi: 'Trường hợp này không hỏi cơ quan đó',
    en: 'No such agency asked for',
    viAdvice: ({ name, asked }) =>
      `Không hỏi "${said(name)}"; các tên được hỏi: ${said(asked)}. Hãy sửa "agencies" hoặc chọn lại trường hợp.`,
  },
  'dossier.unfitAgency': {
    status: 422,
    vi: 'Đơn vị được nêu không phù hợp',
    en: 'Unfit agency',
    viAdvice: ({ name, unit, level }) =>
      `${said(unit)} không dùng được cho "${said(name)}": hãy nêu một cơ quan${level === null ? '' : level === 'commune' ? ' cấp xã' : ' cấp tỉnh'}, không phải bộ phận của cơ quan.`,
  },
  'dossier.agencyIsLead': {
    status: 422,
    vi: 'Cơ quan được nêu chính là cơ quan giải quyết',
    en: 'Named agency is the lead itself',
    viAdvice: ({ name, unit }) =>
      `${said(unit)} đang giải quyết hồ sơ này nên không hỏi chính mình được ("${said(name)}"). Hãy nêu cơ quan khác, hoặc chọn trường hợp khác.`,
  },
  'dossier.unknownOfficial': {
    status: 422,
    vi: 'Người được phân công không phù hợp',
    en: 'Official unknown there',
    viAdvice: ({ official, unit }) =>
      `${said(official)} không giữ vai trò cần thiết tại ${said(unit)}. Xem GET /api/v1/officials?unit=${said(unit)}.`,
  },
  'dossier.unknownDesk': {
    status: 422,
    vi: 'Chưa rõ nơi tiếp nhận',
    en: 'Desk unknown',
    viAdvice: ({ desks }) => `Hãy nêu "desk". Bạn tiếp nhận tại: ${said(desks)}.`,
  },
  'dossier.procedureNotThere': {
    status: 422,
    vi: 'Thủ tục không tiếp nhận tại đây',
    en: 'Procedure not received here',
    viAdvice: always('Hãy chuyển người nộp đến nơi tiếp nhận thủ tục này.'),
  },
  'procedure.unknown': {
    status: 404,
    vi: 'Không có thủ tục này',
    en: 'Unknown procedure',
    viAdvice: always('Kiểm tra mã và phiên bản thủ tục; xem danh sách tại GET /public/procedures.'),
  },
  'ledger.unknownDossier': {
    status: 404,
    vi: 'Không có hồ sơ này',
    en: 'Unknown dossier',
    viAdvice: always('Kiểm tra lại mã hồ sơ trên giấy tiếp nhận.'),
  },
  'ledger.staleVersion': {
    status: 412,
    vi: 'Hồ sơ đã thay đổi',
    en: 'Dossier has changed',
    viAdvice: ({ current }) => `Hồ sơ đang ở phiên bản ${said(current)}. Đọc lại hồ sơ rồi quyết định lại.`,
  },
  'ledger.keyReused': {
    status: 422,
    vi: 'Idempotency-Key đã dùng cho yêu cầu khác',
    en: 'Idempotency-Key reused',
    viAdvice: always('Dùng một khóa mới cho mỗi thao tác mới.'),
  },
  'ledger.closed': {
    status: 503,
    vi: 'Dịch vụ đang dừng',
    en: 'Service stopping',
    viAdvice: always('Gửi lại yêu cầu sau giây lát.'),
  },
  'access.missing': {
    status: 401,
    vi: 'Chưa đăng nhập',
    en: 'No token',
    viAdvice: always('Gửi kèm "Authorization: Bearer <mã truy cập>".'),
  },
  'access.unknown': {
    status: 401,
    vi: 'Mã truy cập không đúng',
    en: 'Token unknown',
    viAdvice: always('Xin quản trị viên cấp mã truy cập.'),
  },
  'access.expired': {
    status: 401,
    vi: 'Mã truy cập đã hết hạn',
    en: 'Token expired',
    viAdvice: always('Xin quản trị viên cấp mã truy cập mới.'),
  },
  'access.revoked': {
    status: 401,
    vi: 'Mã truy cập đã bị thu hồi',
    en: 'Token revoked',
    viAdvice: always('Xin quản trị viên cấp mã truy cập mới.'),
  },
  'access.scope': {
    status: 403,
    vi: 'Mã truy cập không dùng được cho việc này',
    en: 'Token not for this',
    viAdvice: ({ needed }) => `Cần mã truy cập có phạm vi: ${said(needed)}. Xin quản trị viên cấp.`,
  },
  'token.unknown': {
    status: 404,
    vi: 'Không có mã truy cập này',
    en: 'Unknown token',
    viAdvice: always('Xem danh sách mã truy cập tại GET /api/v1/tokens.'),
  },
  'token.unknownOfficial': {
    status: 422,
    vi: 'Không có cán bộ này',
    en: 'Unknown official',
    viAdvice: ({ official }) => `Thêm ${said(official)} vào danh bạ trước, hoặc cấp cho tài khoản máy.`,
  },
  'token.unknownUnit': {
    status: 422,
    vi: 'Không có đơn vị này',
    en: 'Unknown unit',
    viAdvice: ({ unit }) => `Không có đơn vị ${said(unit)}. Xem danh sách tại GET /api/v1/units.`,
  },
  'token.rolesOfOfficial': {
    status: 422,
    vi: 'Vai trò của cán bộ lấy từ danh bạ',
    en: 'Roles come from the register',
    viAdvice: always('Bỏ "roles", hoặc sửa vai trò trong danh bạ.'),
  },
  'supervision.outOfSight': {
    status: 403,
    vi: 'Đơn vị ngoài phạm vi theo dõi',
    en: 'Unit outside your supervision',
    viAdvice: ({ unit }) => `${said(unit)} không thuộc phạm vi của bạn. Hãy xem đơn vị của mình.`,
  },
  'supervision.unknownOfficial': {
    status: 404,
    vi: 'Không có cán bộ này',
    en: 'Unknown official',
    viAdvice: ({ official }) => `Không có cán bộ ${said(official)}. Xem danh sách tại GET /api/v1/officials.`,
  },
  'supervision.sayUnit': {
    status: 422,
    vi: 'Chưa rõ đơn vị nào',
    en: 'Say which unit',
    viAdvice: ({ units }) => `Bạn theo dõi ${said(units)}. Hãy nêu "unit".`,
  },
  'forms.unknown': {
    status: 404,
    vi: 'Không có biểu mẫu này',
    en: 'Unknown form',
    viAdvice: ({ known }) => `Các biểu mẫu đang dùng: ${said(known)}.`,
  },
  'forms.noneAtEvent': {
    status: 404,
    vi: 'Hồ sơ không có mẫu này ở sự kiện đó',
    en: 'Form not called for there',
    viAdvice: ({ form, events }) => `Mẫu ${said(form)} có ở các sự kiện: ${said(events)}.`,
  },
  'forms.voided': {
    status: 409,
    vi: 'Bản này đã bị thay trước khi cấp',
    en: 'Void before it was issued',
    viAdvice: ({ by }) => `Hồ sơ đã đính chính; hãy in bản của sự kiện ${said(by)}.`,
  },
  'forms.noHistory': {
    status: 409,
    vi: 'Hồ sơ của hệ thống cũ',
    en: 'Dossier of an older system',
    viAdvice: always('Hồ sơ này không có lịch sử để in; hãy in ở hệ thống cũ.'),
  },
  'forms.digestDiffers': {
    status: 500,
    vi: 'Bản in lại không giống bản đã cấp',
    en: 'Reprint differs from the issued form',
    viAdvice: ({ template }) =>
      `Mẫu trình bày ${said(template)}, phông chữ hoặc bộ dàn trang đã bị thay. Báo quản trị viên khôi phục; nội dung vẫn đọc được ở dạng HTML.`,
  },
  'forms.templateGone': {
    status: 500,
    vi: 'Không còn mẫu trình bày của bản đã cấp',
    en: 'Template of the issued form is gone',
    viAdvice: ({ template }) =>
      `Bản này không có mẫu trình bày ${said(template)}. Báo quản trị viên khôi phục; nội dung vẫn đọc được ở dạng HTML.`,
  },
  'forms.registerTooLong': {
    status: 422,
    vi: 'Kỳ của sổ quá dài',
    en: 'Register too long',
    viAdvice: ({ most }) =>
      `Sổ in được nhiều nhất ${said(most)} hồ sơ. Hãy chọn kỳ ngắn hơn, hoặc dạng HTML.`,
  },
  'diagram.olderSystem': {
    status: 409,
    vi: 'Hồ sơ của hệ thống cũ',
    en: 'Dossier of an older system',
    viAdvice: always('Hồ sơ này không có quy trình để vẽ; hãy xem thông tin hồ sơ.'),
  },
  'delegation.unknown': {
    status: 404,
    vi: 'Không có lần giao này',
    en: 'Unknown delegation',
    viAdvice: always('Xem danh sách tại GET /api/v1/delegations.'),
  },
  'delegation.unknownOfficial': {
    status: 422,
    vi: 'Không có cán bộ này',
    en: 'Unknown official',
    viAdvice: ({ official }) => `Không có cán bộ ${said(official)}. Xem danh sách tại GET /api/v1/officials.`,
  },
  'delegation.toSelf': {
    status: 422,
    vi: 'Không tự làm thay mình',
    en: 'Nobody stands in for themselves',
    viAdvice: always('Hãy nêu một người khác của cơ quan ở "to".'),
  },
  'delegation.roleNotGiven': {
    status: 422,
    vi: 'Vai trò này không giao thay được',
    en: 'Role cannot be given',
    viAdvice: ({ role, roles }) =>
      `Vai trò ${said(role)} không giữ bước nào. Các vai trò giao được: ${said(roles)}.`,
  },
  'delegation.roleNotHeld': {
    status: 422,
    vi: 'Người vắng mặt không giữ vai trò đó',
    en: 'Role not held',
    viAdvice: ({ official, role, unit }) =>
      `${said(official)} không là ${said(role)} tại ${said(unit)}. Xem vai trò tại GET /api/v1/officials.`,
  },
  'delegation.otherAgency': {
    status: 422,
    vi: 'Người làm thay ở cơ quan khác',
    en: 'Stand-in of another agency',
    viAdvice: ({ official, agency }) =>
      `${said(official)} không có vai trò nào tại ${said(agency)}. Hãy chọn người của cơ quan đó.`,
  },
  'delegation.badDates': {
    status: 422,
    vi: 'Ngày không hợp lệ',
    en: 'Unfit dates',
    viAdvice: always('Nêu ngày đầu (từ hôm nay) và ngày cuối, ngày cuối không trước ngày đầu.'),
  },
  'delegation.notYours': {
    status: 403,
    vi: 'Không thuộc thẩm quyền của bạn',
    en: 'Not yours to decide',
    viAdvice: ({ unit, role, leadership }) =>
      `Lãnh đạo tại ${said(leadership)} quyết định ai làm thay ${said(role)} của ${said(unit)}; trưởng phòng quyết định trong phòng mình, trừ lãnh đạo.`,
  },
  'delegation.overlaps': {
    status: 409,
    vi: 'Đã có người làm thay trong những ngày đó',
    en: 'Somebody stands in on those days already',
    viAdvice: ({ standing }) => {
      const { id, to, startsOn, endsOn } = standing as Facts;
      return `${said(to)} làm thay từ ${said(startsOn)} đến ${said(endsOn)} (${said(id)}). Thu hồi lần giao đó trước, hoặc chọn ngày khác.`;
    },
  },
  'delegation.circle': {
    status: 409,
    vi: 'Giao vòng tròn',
    en: 'Stand-ins in a circle',
    viAdvice: ({ day, officials }) =>
      `Ngày ${said(day)} những người này đều vắng mặt: ${said(officials)}. Hãy chọn người có mặt.`,
  },
  'delegation.over': {
    status: 409,
    vi: 'Việc giao đã hết hiệu lực',
    en: 'Delegation is over',
    viAdvice: ({ ended }) => `Đã hết hiệu lực sau ngày ${said(ended)}; không cần thu hồi.`,
  },
  'reports.unknownCursor': {
    status: 400,
    vi: 'Con trỏ trang không đúng',
    en: 'Unknown cursor',
    viAdvice: always('Lấy "next" của trang trước, hoặc bỏ trống để xem từ đầu.'),
  },
  'rating.badPeriod': {
    status: 400,
    vi: 'Kỳ báo cáo không hợp lệ',
    en: 'Period not possible',
    viAdvice: always('Nêu "year", hoặc "from" và "to" (YYYY-MM-DD), từ ngày trước đến ngày sau.'),
  },
  'calendar.outOfRange': {
    status: 422,
    vi: 'Ngày ngoài phạm vi lịch',
    en: 'Date outside the calendar',
    viAdvice: always('Kiểm tra lại năm.'),
  },
  'rehearsal.clockBack': {
    status: 409,
    vi: 'Đồng hồ diễn tập chỉ đi tới',
    en: 'Rehearsal clock only moves forward',
    viAdvice: ({ current }) => `Đang là ${said(current)}. Hãy nêu thời điểm đó hoặc sau đó.`,
  },
  'request.invalid': {
    status: 400,
    vi: 'Yêu cầu không hợp lệ',
    en: 'Request not valid',
    viAdvice: ({ errors }) => `Sửa các trường sau rồi gửi lại: ${said(errors)}.`,
  },
  'request.malformed': {
    status: 400,
    vi: 'Nội dung không đọc được',
    en: 'Body not readable',
    viAdvice: always('Gửi nội dung JSON đúng cú pháp.'),
    enAdvice: 'Send a body of well-formed JSON.',
  },
  'request.tooLarge': {
    status: 413,
    vi: 'Nội dung quá lớn',
    en: 'Body too large',
    viAdvice: always('Gửi nội dung ngắn hơn.'),
    enAdvice: 'Send a shorter body.',
  },
  'request.unsupportedMediaType': {
    status: 415,
    vi: 'Kiểu nội dung không hỗ trợ',
    en: 'Unsupported media type',
    viAdvice: always('Gửi "Content-Type: application/json".'),
    enAdvice: 'Send "Content-Type: application/json".',
  },
  'request.notAcceptable': {
    status: 406,
    vi: 'Không có định dạng này',
    en: 'Not acceptable',
    viAdvice: ({ offered }) => `Đặt "Accept" là một trong: ${said(offered)}.`,
  },
  'request.tooMany': {
    status: 429,
    vi: 'Quá nhiều yêu cầu',
    en: 'Too many requests',
    viAdvice: always('Chờ theo "Retry-After" rồi gửi lại.'),
    enAdvice: 'Wait as "Retry-After" says and send again.',
  },
  'request.unknownRoute': {
    status: 404,
    vi: 'Không có địa chỉ này',
    en: 'No such address',
    viAdvice: always('Kiểm tra địa chỉ và phương thức; xem tài liệu tại /docs.'),
    enAdvice: 'Check the address and the method; /docs lists them all.',
  },
  'server.failed': {
    status: 500,
    vi: 'Dịch vụ gặp lỗi',
    en: 'Service failed',
    viAdvice: always('Thử lại; nếu vẫn lỗi, báo quản trị viên mã yêu cầu này.'),
    enAdvice: 'Try again; if it fails again, tell the administrator this request id.',
  },
};

/** What a notice asks of whom it is meant for. */
export const NOTICES: Record<TimerKind, { vi: string; en: string }> = {
  receptionOverdue: {
    vi: 'Quá hạn tiếp nhận: kiểm tra và tiếp nhận, hướng dẫn bổ sung hoặc từ chối ngay.',
    en: 'Reception is overdue: check it and receive it, guide the applicant, or refuse it now.',
  },
  transferOverdue: {
    vi: 'Quá hạn chuyển hồ sơ đến cơ quan có thẩm quyền: chuyển hồ sơ điện tử, giao hồ sơ giấy ngay.',
    en: 'The dossier should be with the competent agency: send the file on and hand the papers over now.',
  },
  meetingInvitation: {
    vi: 'Mời họp lấy ý kiến: cử người dự họp, hoặc từ chối bằng văn bản có lý do; xem thời gian, nơi họp trong hồ sơ.',
    en: 'You are invited to a meeting: send somebody, or decline with a reason in writing; the dossier says when and where.',
  },
  meetingCalledOff: {
    vi: 'Cuộc họp đã hủy: hạn trả lời không đổi, trả lời bằng văn bản.',
    en: 'The meeting was called off: the term to answer is what it was; answer in writing.',
  },
  opinionDiffers: {
    vi: 'Cơ quan được hỏi có ý kiến khác với người được cử dự họp: xem xét khi tổng hợp.',
    en: 'An asked agency thinks otherwise than whom it sent to the meeting: weigh it when summing up.',
  },
  dueSoon: {
    vi: 'Ngày làm việc cuối trước hạn trả: trả đúng hạn, hoặc lãnh đạo hẹn lại một lần kèm văn bản xin lỗi (Mẫu 04).',
    en: 'Last working day before the due day: finish in time, or the leader re-appoints once, with the apology (form 04).',
  },
  overdue: {
    vi: 'Hồ sơ quá hạn: lãnh đạo phải hẹn lại một lần và xin lỗi bằng văn bản (Mẫu 04).',
    en: 'The dossier is overdue: the leader owes the one re-appointment with a written apology (form 04).',
  },
  taskDueSoon: {
    vi: 'Bước sắp hết thời gian cho phép: hoàn thành hoặc báo lãnh đạo.',
    en: 'The step is near the end of its allowance: finish it, or tell the head.',
  },
  taskOverdue: {
    vi: 'Bước đã vượt thời gian cho phép: lãnh đạo đơn vị giữ bước đôn đốc hoặc phân công lại.',
    en: 'The step is over its allowance: the leader of whoever holds it urges or reassigns it.',
  },
  silence: {
    vi: 'Cơ quan được hỏi không trả lời trong hạn: hồ sơ đi tiếp theo quy định về im lặng của bước này.',
    en: 'The asked agency let its term pass: the dossier went on as the silence policy of the step says.',
  },
  supplementUnanswered: {
    vi: 'Hết hạn bổ sung, hồ sơ đã dừng: phát hành thông báo dừng giải quyết (Mẫu 05).',
    en: 'The term to answer passed and the dossier was stopped: issue the stop notice (form 05).',
  },
  suspensionEnds: {
    vi: 'Đến ngày dự kiến hết tạm dừng: lãnh đạo cho giải quyết tiếp, hoặc để tạm dừng nếu căn cứ còn.',
    en: 'The day the suspension was to end has come: the leader resumes it, or lets it stand while its ground does.',
  },
  uncollected: {
    vi: 'Kết quả chưa có người nhận: liên hệ người nộp, tiếp tục lưu giữ.',
    en: 'The result has not been collected: reach the applicant, and keep it.',
  },
};
