import { type Instant, localDateOf, type LocalDate, startOfDay } from '../calendar/index.js';
import { type DeliveryWay, SYSTEM, type UnitId } from '../dossier/index.js';
import type { Channel } from '../procedure/index.js';
import type { Registry, Unit } from '../registry/index.js';
import type { Issuer } from './content.js';

/** The registers' names, as they are read when a form is issued. */
export type Names = Pick<Registry, 'unit' | 'official' | 'tree'>;

/** Numbers below 10 of a day, and the months 1 and 2, are written with a nought (Nghị định 30/2020, Phụ lục I). */
export function dayInWords(date: LocalDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

/** `08 giờ 05 phút, ngày 02 tháng 3 năm 2026`, office time. */
export function instantInWords(at: Instant): string {
  const { hour, minute } = timeOfDay(at);
  return `${hour} giờ ${minute} phút, ${dayInWords(localDateOf(at))}`;
}

/** `02/03/2026`. */
export function shortDay(date: LocalDate): string {
  return date.split('-').reverse().join('/');
}

/** `08:05 02/03/2026`, office time. */
export function shortInstant(at: Instant): string {
  const { hour, minute } = timeOfDay(at);
  return `${hour}:${minute} ${shortDay(localDateOf(at))}`;
}

/** Working minutes as hours and minutes: `3 giờ 30 phút`. */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} phút`;
  return rest === 0 ? `${hours} giờ` : `${hours} giờ ${rest} phút`;
}

/** What stands above a form that another has taken the place of. */
export function voidNotice({ title }: { title: string }, { at }: { at: Instant }): string {
  return `Đã hủy, thay bằng ${title} cấp lại lúc ${shortInstant(at)}.`;
}

export const CHANNEL_WORDS: Record<Channel, string> = {
  desk: 'Trực tiếp',
  online: 'Trực tuyến',
  post: 'Bưu chính công ích',
};

export const DELIVERY_WORDS: Record<DeliveryWay, string> = {
  desk: 'trả trực tiếp',
  post: 'trả qua bưu chính công ích',
  electronic: 'trả bản điện tử',
};

export const upper = (words: string): string => words.toLocaleUpperCase('vi');

/** As agencies head their papers: capitals, and a committee's place on a line of its own. */
const headed = (name: string): string => upper(name).replace(/^(ỦY BAN NHÂN DÂN) /, '$1\n');
export const capital = (words: string): string => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);

/** A unit's name; its code when it has left the register since. */
export function unitName(id: UnitId, { unit }: Names): string {
  return unit(id)?.name ?? id;
}

export function officialName(id: string, { official }: Names): string {
  return id === SYSTEM.id ? SYSTEM.name : (official(id)?.name ?? id);
}

/** The agency a unit belongs to, or the unit itself when it has left the register. */
export function agencyOf(id: UnitId, { tree }: Names): UnitId {
  return tree.has(id) ? tree.agencyOf(id) : id;
}

/** A department's own name, without the agency's behind it: `Bộ phận một cửa`. */
export function ownName(id: UnitId, names: Names): string {
  const name = unitName(id, names);
  const tail = `, ${unitName(agencyOf(id, names), names)}`;
  return name.endsWith(tail) ? name.slice(0, -tail.length) : name;
}

/**
 * A desk issues in its own name under its agency; an agency of the province under the province's People's Committee; a
 * commune's committee stands alone (Nghị định 30/2020, Phụ lục I).
 */
export function issuerOf(id: UnitId, names: Names): Issuer {
  const agency = agencyOf(id, names);
  if (agency !== id) return { above: headed(unitName(agency, names)), name: headed(ownName(id, names)) };
  const unit = names.unit(id);
  const parent = unit?.parent ? names.unit(unit.parent) : null;
  const above = unit?.level === 'commune' || parent === null ? null : headed(committeeOf(parent));
  return { above, name: headed(unitName(id, names)) };
}

function committeeOf({ function: fn, name }: Unit): string {
  return fn === 'province' && !/^ủy ban/i.test(name) ? `Ủy ban nhân dân ${name}` : name;
}

/** `Nha Trang, ngày 02 tháng 3 năm 2026`: a commune's own name, or the province's (Nghị định 30/2020, Phụ lục I). */
export function placeAndDate(id: UnitId, at: Instant, names: Names): string {
  return `${placeOf(id, names)}, ${dayInWords(localDateOf(at))}`;
}

function placeOf(id: UnitId, names: Names): string {
  if (!names.tree.has(id)) return '……………';
  const units = names.tree.path(id).map((one) => names.unit(one));
  const commune = units.find((unit) => unit?.level === 'commune' && unit.function === 'agency');
  const named = commune ?? units.at(-1);
  return (named?.name ?? id).replace(KIND_OF_PLACE, '');
}

const KIND_OF_PLACE = /^(?:(?:Ủy ban nhân dân|UBND) )?(?:tỉnh|thành phố|phường|xã|đặc khu|thị trấn) /i;

function timeOfDay(at: Instant): { hour: string; minute: string } {
  const minutes = Math.floor((at - startOfDay(localDateOf(at))) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return { hour: two(Math.floor(minutes / 60)), minute: two(minutes % 60) };
}
