import type { TimerKind } from '../../dossier/index.js';

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
