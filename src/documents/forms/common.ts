import type { Dossier, UnitId } from '../../dossier/index.js';
import { type Block, field, SIGN_NOTE, type Signature, text } from '../content.js';
import type { FormSource } from '../source.js';
import { capital, officialName, ownName } from '../words.js';

/** Who the dossier is of: the lines that stand on every form. */
export function applicantLines({ dossier: { applicant } }: FormSource): Block[] {
  return [
    field('Họ và tên cá nhân hoặc tên tổ chức', applicant.name, true),
    field('Số định danh cá nhân/Hộ chiếu/Mã số tổ chức', applicant.idNumber),
    field('Địa chỉ', applicant.address),
    field('Số điện thoại', applicant.phone),
    field('Thư điện tử', applicant.email),
  ];
}

/** The procedure, with its code, and the case where there are several. */
export function requestLine({ facts, dossier }: FormSource): Block {
  const chosen = facts.cases.find((one) => one.key === dossier.caseKey);
  const which = facts.cases.length > 1 && chosen ? ` – trường hợp: ${chosen.name.vi}` : '';
  return field('Nội dung yêu cầu giải quyết', `${facts.name.vi} (mã thủ tục ${facts.code})${which}`);
}

/** Whoever did what the form tells of. */
export function doer(role: string, { event, names }: FormSource): Signature {
  return { role, note: SIGN_NOTE, name: officialName(event.actor, names) };
}

export const handsIn: Signature = { role: 'Người nộp hồ sơ', note: SIGN_NOTE, name: null };

/** Where to ask: at the desk, with the code, and at the public look-up where there is one. */
export function whereToAsk({ dossier, lookupUrl, names }: FormSource): Block {
  const desk = capital(ownName(dossier.routing.desk, names));
  const online = lookupUrl === null ? '' : ` hoặc tại ${lookupUrl.replace('{code}', dossier.code)}`;
  return text(
    `Tra cứu tình trạng hồ sơ bằng mã ${dossier.code} tại ${desk} nơi nộp hồ sơ${online}.`,
    'italic',
  );
}

/** What the QR code says: the look-up's address, or the code alone. */
export function lookupCode({ dossier, lookupUrl }: FormSource): string {
  return lookupUrl?.replace('{code}', encodeURIComponent(dossier.code)) ?? dossier.code;
}

/** The desk the applicant chose, or the one that received. */
export const placeOfReturn = ({ delivery, routing }: Dossier): UnitId => delivery?.at ?? routing.desk;
