import type { RefusalCode } from '../../dossier/index.js';
import { said } from '../facts.js';
import { always, type Message } from './message.js';

/** Why a dossier's rules refuse a command. */
export const DOSSIER_MESSAGES: Record<RefusalCode, Message> = {
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
};
