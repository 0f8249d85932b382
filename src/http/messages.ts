import type { AccessCode, TokenError } from '../admin/index.js';
import type { FormCode } from '../documents/index.js';
import type { RefusalCode } from '../dossier/index.js';
import type { LedgerError } from '../ledger/index.js';
import type { LookupError } from '../lookup/index.js';
import type { DelegationCode } from '../registry/index.js';
import type { SupervisionCode } from '../supervision/index.js';
import { type Facts, said } from './facts.js';
import { DOSSIER_MESSAGES } from './messages/dossiers.js';
import { always, type Message } from './messages/message.js';

export { NOTICES } from './messages/notices.js';

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

/** The one dictionary of problems, Vietnamese first. */
export const MESSAGES: Record<ProblemCode, Message> = {
  ...DOSSIER_MESSAGES,
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
