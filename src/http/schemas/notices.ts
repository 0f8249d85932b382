import { z } from 'zod';
import { ROLES, TIMER_KINDS } from '../../dossier/index.js';
import { bilingual, code, cursorAsked, instant, instantAsked, limitAsked, next } from './common.js';

export const noticeQuery = z.strictObject({
  unit: code.optional().describe('Việc của đơn vị này và các đơn vị trực thuộc, hoặc gửi tới đó'),
  official: code.optional().describe('Việc của bước do người này giữ'),
  since: instantAsked.optional().describe('Từ thời điểm này'),
  kind: z.enum(TIMER_KINDS).optional(),
  limit: limitAsked,
  after: cursorAsked,
});

const notice = z
  .strictObject({
    dossier: z.string(),
    event: z.int().describe('Số thứ tự trong lịch sử hồ sơ'),
    kind: z.enum(TIMER_KINDS),
    at: instant.describe('Khi nhắc'),
    due: instant.describe('Khi đến hạn nhắc'),
    procedure: z.string(),
    step: z.string().nullable(),
    stepTitle: bilingual.nullable(),
    unit: z.string(),
    unitName: z.string().nullable(),
    official: z.string().nullable(),
    officialName: z.string().nullable(),
    to: z.strictObject({ role: z.enum(ROLES), unit: z.string() }).describe('Nhắc ai'),
    toDo: bilingual.describe('Cần làm gì'),
  })
  .meta({ id: 'Notice' });

export const noticePage = z.strictObject({ notices: z.array(notice), next }).meta({ id: 'NoticePage' });
