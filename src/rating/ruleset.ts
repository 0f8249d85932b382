import type { LocalDate } from '../calendar/types.js';
import type { Participation } from '../dossier/types.js';
import type { Basis } from './standing.js';

/**
 * A share that counts as reached: part/total compared with numerator/denominator, whole numbers only (R1).
 * `atLeast` is "từ … trở lên", `moreThan` is "trên …". `citation` is the rule as written, with its source.
 */
export type Threshold = {
  id: string;
  numerator: number;
  denominator: number;
  comparison: 'atLeast' | 'moreThan';
  citation: string;
};

/**
 * What a province rates by, as data: a verdict names the rule set (id, version) it was given under.
 * `effectiveFrom`: first local date it holds. `reportingYear.startMonthDay` (`MM-DD`): first day of its reporting year;
 * other than `01-01`, the year Y begins in Y-1 (R3).
 */
export type RuleSet = {
  id: string;
  version: string;
  effectiveFrom: LocalDate;
  thresholds: Record<Participation['kind'], Threshold>;
  /** What every overdue dossier is owed: one new appointment and a written apology. */
  apology: { id: string; citation: string };
  /** How many of its published procedures a unit is asked to bring under the one-stop. */
  oneStopShare: Threshold;
  defaultBasis: Basis;
  reportingYear: { startMonthDay: string };
};

const SOURCE = 'Chương trình hành động về cải cách hành chính, Tỉnh ủy Khánh Hòa, 2017';

/** Default of a province: K1 and K2 over calendar years. */
export const PROVINCE_RULES: RuleSet = {
  id: 'province',
  version: '1',
  effectiveFrom: '2017-04-05',
  thresholds: {
    unit: {
      id: 'K1',
      numerator: 1,
      denominator: 10,
      comparison: 'atLeast',
      citation: `${SOURCE}: “Cơ quan, đơn vị có từ 10% hồ sơ trễ hạn trở lên trong năm” không được xếp hạng tốt về kết quả cải cách hành chính, không được công nhận danh hiệu thi đua, khen thưởng`,
    },
    official: {
      id: 'K2',
      numerator: 1,
      denominator: 10,
      comparison: 'moreThan',
      citation: `${SOURCE}: “Cán bộ, công chức, viên chức trễ hạn trên 10% hồ sơ trong năm” không được xếp loại hoàn thành tốt nhiệm vụ trở lên`,
    },
  },
  apology: {
    id: 'K3',
    citation: `${SOURCE}: “Toàn bộ hồ sơ quá hạn phải được lãnh đạo cơ quan, đơn vị, địa phương hẹn lại thời gian rõ ràng, chỉ hẹn 01 lần và xin lỗi bằng văn bản theo quy định”`,
  },
  oneStopShare: {
    id: 'M1',
    numerator: 4,
    denominator: 5,
    comparison: 'atLeast',
    citation:
      'Ủy ban nhân dân tỉnh Đồng Nai, văn bản ngày 24/9/2015 về cải cách hành chính: từ 80% thủ tục hành chính đã công bố trở lên được giải quyết theo cơ chế một cửa',
  },
  defaultBasis: 'accountable',
  reportingYear: { startMonthDay: '01-01' },
};

/** The same rules over reporting years from 15/12 to 14/12 (R3). */
export const PROVINCE_RULES_FROM_15_12: RuleSet = {
  ...PROVINCE_RULES,
  id: 'province-15-12',
  reportingYear: { startMonthDay: '12-15' },
};
