import { localDateOf } from '../../calendar/index.js';
import { RefusedError } from '../errors.js';
import { awaitsReception } from '../receive.js';
import type { Dossier } from '../types.js';
import type { Measure } from './measure.js';

const RULE =
  'Hướng dẫn một lần bằng văn bản, đầy đủ, về toàn bộ nội dung cần hoàn thiện (Thông tư 03/2025/TT-VPCP, Mẫu 02)';

/**
 * Hướng dẫn hoàn thiện hồ sơ before reception, once, in full, in writing (Mẫu 02). The dossier goes on waiting, now for
 * the applicant. A procedure whose own law allows more says so by `guidanceLimit`.
 */
export const guide: Measure<'guide'> = {
  event: 'guided',
  by: ({ routing }) => ({ roles: ['clerk'], unit: routing.desk }),
  obstacle(dossier, _view, { catalogue }) {
    if (!awaitsReception(dossier)) return receivedAlready(dossier);
    const { facts } = catalogue.version(dossier.procedure.code, dossier.procedure.version);
    const given = dossier.guidance?.length ?? 0;
    return given >= (facts.guidanceLimit ?? 1) ? already(dossier) : null;
  },
  take: (dossier, { items, reason }, at, { actor }) => ({
    ...dossier,
    guidance: [...(dossier.guidance ?? []), { at, by: actor.id, items, reason }],
  }),
};

function receivedAlready({ code }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.receivedAlready',
    `Dossier ${code} does not wait for reception, and guidance belongs before it. Whoever handles it asks with "requestSupplement".`,
  );
}

function already({ code, guidance }: Dossier): RefusedError {
  const at = localDateOf(guidance!.at(-1)!.at);
  return new RefusedError(
    'dossier.guidedAlready',
    `The applicant of ${code} was guided on ${at}: guidance is given once, in full, in writing. Receive the dossier, or refuse it with a reason.`,
    { rule: RULE, at },
  );
}
