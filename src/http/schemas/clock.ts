import { z } from 'zod';
import { bilingual, instant, instantOrNull } from './common.js';
import { due, extension, ground } from './dossier.js';

const term = z.looseObject({
  unit: z.enum(['workingDays', 'workingMinutes', 'days', 'weeks', 'months', 'years', 'sameDay']),
});

const interval = z.strictObject({
  kind: z.enum(['running', 'stopped']),
  ground: ground.nullable(),
  from: instant,
  to: instantOrNull,
});

const day = z.strictObject({
  date: z.string(),
  weekday: z.int(),
  status: z.string(),
  minutes: z.int().nullable(),
  basis: z.string().describe('Điều luật hoặc thông báo'),
  note: bilingual,
  verified: z.boolean(),
});

export const clock = z
  .strictObject({
    code: z.string(),
    clock: z
      .strictObject({
        state: z.enum(['running', 'stopped', 'finished']),
        term,
        termText: bilingual,
        calendarVersion: z.string(),
        startedAt: instant,
        due,
        provisional: z.boolean(),
        appointment: due.nullable(),
        extension: extension.nullable().describe('Gia hạn đã dời hạn trả, theo quy định nào'),
        late: z.boolean(),
        usedMinutes: z.int(),
        remainingMinutes: z.int(),
        intervals: z.array(interval),
        days: z.array(day).nullable().describe('Từng ngày được tính thế nào; null khi lịch đã đổi từ đó'),
      })
      .nullable()
      .describe('null: hồ sơ không có đồng hồ (từ chối tiếp nhận, hệ thống cũ)'),
  })
  .meta({ id: 'ClockExplanation' });
