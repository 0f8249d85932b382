import { z } from 'zod';
import { DELIVERY_WAYS } from '../../dossier/index.js';
import { CHANNELS, OUTCOMES, STEP_ROLES } from '../../procedure/index.js';
import { meeting, ofMeeting } from './meetings.js';
import { transfer } from './transfer.js';
import { bilingual, code, cursorAsked, instant, instantOrNull, limitAsked, next } from './common.js';
import { returned, scanRecord } from './papers.js';

export const due = z
  .strictObject({
    at: instant.describe('Ngày hẹn trả, như in trên giấy tiếp nhận'),
    lateFrom: instant.describe('Thời điểm đầu tiên bị coi là trễ'),
    comparison: z.enum(['date', 'minute', 'workingTime', 'instant']),
    provisional: z.boolean().describe('Tạm tính: lịch nghỉ của năm đó chưa công bố (R12)'),
  })
  .meta({ id: 'Due' });

export const ground = z.enum(['supplement', 'financialDuty', 'suspension']);

const paperAnswer = z.strictObject({
  number: z.string(),
  date: z.string(),
  arrived: z.strictObject({ at: z.string(), with: z.enum(['desk', 'lead']) }).optional(),
});

const lateAnswer = z.strictObject({
  at: instant,
  by: z.string(),
  answer: z.enum(['agree', 'disagree']),
  note: z.string().nullable(),
  paper: paperAnswer.nullable(),
});

const task = z
  .strictObject({
    no: z.int(),
    step: z.string(),
    stepNo: z.int(),
    title: bilingual.nullable(),
    kind: z.enum(['task', 'handoff', 'consultation']),
    unit: z.string(),
    role: z.enum(STEP_ROLES),
    official: z.string().nullable(),
    onBehalfOf: z
      .strictObject({ official: z.string(), delegation: z.string() })
      .nullable()
      .describe('Người vắng mặt mà người giữ bước làm thay'),
    openedAt: instant,
    dueAt: instantOrNull,
    lateFrom: instantOrNull.describe('null khi đồng hồ đứng hoặc không tính thời gian'),
    finishedAt: instantOrNull,
    end: z.enum(['done', 'reassigned', 'redirected', 'passed', 'deemedConsent', 'escalated']).nullable(),
    usedMinutes: z.int().nullable(),
    late: z.boolean(),
    lateAnswer: lateAnswer.nullable().describe('Ý kiến đến sau khi im lặng đã coi là đồng ý; không đổi gì'),
    laidIn: paperAnswer.nullable().describe('Văn bản trả lời đã đến mà chưa được nhập trong khoảng này'),
    ...ofMeeting,
  })
  .meta({ id: 'Task' });

const applicant = z.strictObject({
  name: z.string(),
  idNumber: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  address: z.string().optional(),
});

const suspension = z.strictObject({
  since: instant,
  ground: z.string(),
  approvedBy: z.string(),
  until: z.string().nullable(),
});

const reappointment = z.strictObject({
  at: instant,
  by: z.string(),
  reason: z.string(),
  newDue: due,
  kept: z.boolean().nullable().describe('Có trả đúng ngày hẹn lại không; null khi chưa biết'),
});

const arrival = z.strictObject({
  at: instant,
  channel: z.enum(CHANNELS),
  deadline: due.describe('Hạn tiếp nhận'),
  answeredAt: instantOrNull.describe('Khi tiếp nhận, hướng dẫn hoặc từ chối; null khi còn chờ'),
  late: z.boolean().describe('Trả lời quá hạn tiếp nhận, hoặc đang chờ quá hạn'),
});

const guidance = z.strictObject({
  at: instant,
  by: z.string(),
  items: z.array(z.string()),
  reason: z.string(),
});

const delivery = z.strictObject({
  by: z.enum(DELIVERY_WAYS),
  at: z.string().describe('Nơi trả kết quả'),
  address: z.string().nullable(),
  copies: z.int().nullable(),
});

const result = z.strictObject({ copies: z.int(), electronic: z.boolean() });

export const extension = z.strictObject({
  at: instant,
  by: z.string(),
  reason: z.string(),
  term: z.looseObject({ unit: z.string() }),
  termText: bilingual,
  legalBasis: z.string(),
  dueBefore: due,
});

const waiting = z.strictObject({
  since: instant,
  answerBy: due.nullable().describe('Hết hạn này mà không bổ sung thì hồ sơ tự dừng; null: không có hạn'),
  items: z.array(z.string()),
});

const allowedCommand = z.strictObject({
  type: z.string(),
  step: z.string().nullable(),
  onPaper: z.literal(true).optional().describe('Chỉ để nhập văn bản trả lời của cơ quan được hỏi (paper)'),
});

const namedAgency = z.strictObject({
  name: z.string(),
  question: bilingual.nullable().describe('Thủ tục hỏi gì; null khi phiên bản này không còn hỏi'),
  unit: z.string(),
});

export const dossier = z
  .strictObject({
    origin: z.literal('desk'),
    code: z.string(),
    version: z.int(),
    procedure: z.strictObject({ code: z.string(), version: z.string(), name: bilingual }),
    case: z.string(),
    channel: z.enum(CHANNELS),
    status: z.int().describe('Trạng thái trên Cổng Dịch vụ công quốc gia, 1 đến 10'),
    desk: z.string(),
    lead: z.string(),
    agencies: z.array(namedAgency).describe('Các cơ quan xác định theo hồ sơ, đã nêu khi mở hồ sơ'),
    applicant,
    handedIn: z.array(z.strictObject({ key: z.string(), originals: z.int(), copies: z.int() })),
    note: z.string().nullable(),
    receivedAt: instant.describe('Khi đủ hồ sơ hợp lệ; còn chờ tiếp nhận thì là khi vào sổ'),
    receivedBy: z.string(),
    appointment: due.nullable().describe('Ngày hẹn ghi khi tiếp nhận, không bao giờ thay đổi'),
    clock: z
      .strictObject({ state: z.enum(['running', 'stopped', 'finished']), ground: ground.nullable(), due })
      .nullable(),
    late: z.boolean().describe('Đang quá hạn, hoặc đã trễ khi kết thúc'),
    tasks: z.array(task),
    outcome: z.enum(OUTCOMES).nullable(),
    suspension: suspension.nullable().describe('Đang tạm dừng giải quyết, theo căn cứ nào, ai quyết định'),
    reappointment: reappointment
      .nullable()
      .describe('Lần hẹn lại duy nhất; trễ hạn vẫn tính theo ngày hẹn đầu (R4)'),
    arrival: arrival.nullable().describe('Hồ sơ vào sổ trước khi tiếp nhận; null khi tiếp nhận ngay'),
    guidance: z.array(guidance).describe('Hướng dẫn hoàn thiện hồ sơ trước khi tiếp nhận (Mẫu 02)'),
    delivery: delivery.nullable().describe('Đăng ký nhận kết quả; null: tại nơi tiếp nhận'),
    result: result.nullable().describe('Kết quả được lập thế nào, nếu có ghi'),
    returned: returned.nullable().describe('Kết quả đã được trả thế nào'),
    follows: z.string().nullable().describe('Hồ sơ mà hồ sơ này giải quyết lại'),
    reopenedAs: z.array(z.string()).describe('Các hồ sơ giải quyết lại hồ sơ này'),
    extension: extension.nullable().describe('Lần gia hạn duy nhất; trễ hạn tính theo hạn đã gia hạn'),
    scans: z.array(scanRecord).describe('Giấy tờ đã số hóa, hoặc không phải số hóa'),
    awaitingScan: z.array(z.string()).describe('Giấy tờ đã nộp còn chờ số hóa'),
    waiting: waiting.nullable().describe('Đang chờ người nộp bổ sung những gì, đến khi nào'),
    transfer: transfer.nullable().describe('Chuyển hồ sơ đến cơ quan có thẩm quyền; null: không phải chuyển'),
    meetings: z.array(meeting).describe('Các cuộc họp, kiểm tra thực địa lấy ý kiến'),
    changedAt: instant,
    finishedAt: instantOrNull,
    closedAt: instantOrNull,
    returnedAt: instantOrNull,
    allowedCommands: z.array(allowedCommand).describe('Thao tác mà người gọi được làm lúc này'),
  })
  .meta({ id: 'Dossier' });

/**
 * How a dossier stands after a command: what the next one needs. Who the applicant is and what was done before need not be
 * sent back and forth with every step.
 */
export const standing = dossier
  .pick({
    origin: true,
    code: true,
    version: true,
    status: true,
    appointment: true,
    clock: true,
    late: true,
    outcome: true,
    changedAt: true,
    finishedAt: true,
    closedAt: true,
    returnedAt: true,
    waiting: true,
    allowedCommands: true,
  })
  .extend({ tasks: z.array(task).describe('Các bước đang mở') })
  .meta({ id: 'Standing' });

const lineShape = {
  origin: z.string().describe('"desk", hoặc lần nhập từ hệ thống cũ'),
  code: z.string(),
  version: z.int(),
  procedure: z.string(),
  status: z.int(),
  desk: z.string().nullable(),
  lead: z.string().nullable(),
  applicantName: z.string().nullable(),
  receivedAt: instant,
  dueAt: instantOrNull,
  lateFrom: instantOrNull,
  finishedAt: instantOrNull,
  returnedAt: instantOrNull,
};

export const dossierLine = z.strictObject(lineShape).meta({ id: 'DossierLine' });

/** A dossier of an older system has no inner state: its line is all there is, and nothing can be done with it. */
export const oldDossier = z
  .strictObject({ ...lineShape, allowedCommands: z.array(allowedCommand) })
  .meta({ id: 'OldDossier' });

export const dossierPage = z
  .strictObject({ dossiers: z.array(dossierLine), next })
  .meta({ id: 'DossierPage' });

export const dossierQuery = z.strictObject({
  desk: code.optional(),
  procedure: code.optional(),
  status: z.coerce.number().int().min(1).max(10).optional(),
  taskUnit: code.optional().describe('Chỉ hồ sơ có bước đang mở tại đơn vị này'),
  taskOfficial: code.optional().describe('Chỉ hồ sơ có bước đang mở do người này giữ'),
  uncollected: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Chỉ hồ sơ đã có kết quả tại bộ phận một cửa mà chưa trả'),
  limit: limitAsked,
  after: cursorAsked,
});

export const dossierParams = z.strictObject({ code });

/** Stated for the document; routes read them themselves. */
export const idempotencyHeader = {
  prefer: z
    .string()
    .optional()
    .describe('"return=representation": trả lời cả hồ sơ; nếu không, tình trạng sau thao tác (RFC 7240)'),
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('Cùng khóa và cùng yêu cầu: cùng một trả lời, chỉ thực hiện một lần'),
};
export const openingHeaders = z.object(idempotencyHeader);
export const commandHeaders = z.object({
  ...idempotencyHeader,
  'if-match': z.string().optional().describe('ETag của hồ sơ đã đọc; hồ sơ đã đổi thì 412'),
});

export const history = z
  .strictObject({
    code: z.string(),
    events: z.array(
      z.strictObject({
        no: z.int(),
        type: z.string(),
        at: instant,
        actor: z.string(),
        payload: z.record(z.string(), z.unknown()),
        hash: z.string(),
      }),
    ),
  })
  .meta({ id: 'History' });
