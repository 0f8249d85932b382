/** A unit's code (mã đơn vị): short, stable text such as `SNV` or `22363.desk`. */
export type UnitId = string;
/** An official's code (mã cán bộ). */
export type OfficialId = string;
