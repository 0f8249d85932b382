import { z } from 'zod';
import { ROLES } from '../../dossier/index.js';
import { code, dateAsked, instant, instantOrNull } from './common.js';

export const delegationOrder = z.strictObject({
  from: code.describe('Người vắng mặt'),
  to: code.describe('Người làm thay, cùng cơ quan'),
  unit: code.describe('Đơn vị'),
  role: z.enum(ROLES).describe('Vai trò được giao thay'),
  startsOn: dateAsked.describe('Ngày đầu tiên'),
  endsOn: dateAsked.describe('Ngày cuối cùng, tính cả ngày đó'),
  reason: z.string().trim().min(1).max(2000),
});

export const delegation = z
  .strictObject({
    id: z.string(),
    from: z.string(),
    to: z.string(),
    unit: z.string(),
    role: z.enum(ROLES),
    startsOn: z.string(),
    endsOn: z.string(),
    startsAt: instant,
    endsAt: instant.describe('Thời điểm đầu tiên không còn hiệu lực, nếu không bị thu hồi'),
    inForce: z.boolean(),
    reason: z.string(),
    decidedBy: z.string(),
    decidedAt: instant,
    revokedAt: instantOrNull,
  })
  .meta({ id: 'Delegation' });

export const delegationList = z
  .strictObject({ delegations: z.array(delegation) })
  .meta({ id: 'DelegationList' });

export const delegationQuery = z.strictObject({
  unit: code.optional().describe('Đơn vị, kể cả các đơn vị bên dưới'),
  official: code.optional().describe('Người vắng mặt hoặc người làm thay'),
  on: dateAsked.optional().describe('Có hiệu lực trong ngày này'),
});

export const delegationParams = z.strictObject({ id: code });
