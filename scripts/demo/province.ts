import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Role } from '../../src/dossier/index.js';
import type { Official, RoleHeld, Unit } from '../../src/registry/index.js';

/**
 * Khánh Hòa as it is since 1 July 2025: two levels, 65 real communes, the provincial agencies the shipped procedures name.
 * Departments and officials are samples: who sits in an office is nobody's business here, so officials are called by
 * what they do ("Chuyên viên 2, Phường Nha Trang") and never by a person's name.
 */
export function khanhHoa(): { units: Unit[]; officials: Official[]; roles: RoleHeld[] } {
  const units: Unit[] = [province, ...AGENCIES.map(agency), ...communes()];
  const departments = units.flatMap((unit) => (unit.function === 'agency' ? departmentsOf(unit) : []));
  const staffed = departments.flatMap(staffOf);
  return {
    units: [...units, ...departments],
    officials: staffed.map(({ official }) => official),
    roles: [...staffed.map(({ role }) => role), ...heads(units)],
  };
}

export const PROVINCE = '56';

/** Communes the demo's dossiers are received at. */
export function communeCodes(): string[] {
  return communeRows().map((row) => row.commune_code);
}

const province: Unit = {
  id: PROVINCE,
  parent: null,
  name: 'Tỉnh Khánh Hòa',
  nameEn: 'Khánh Hòa Province',
  level: 'province',
  function: 'province',
  identifier: `H${PROVINCE}`,
  rated: false,
  officeHours: null,
  origin: 'registry',
};

const AGENCIES: readonly [id: string, vi: string, en: string][] = [
  ['SNV', 'Sở Nội vụ', 'Department of Home Affairs'],
  ['SXD', 'Sở Xây dựng', 'Department of Construction'],
  ['SYT', 'Sở Y tế', 'Department of Health'],
  ['SNNMT', 'Sở Nông nghiệp và Môi trường', 'Department of Agriculture and Environment'],
  ['STP', 'Sở Tư pháp', 'Department of Justice'],
  ['VPUBND', 'Văn phòng Ủy ban nhân dân tỉnh', "Office of the Provincial People's Committee"],
  ['TTPVHCC', 'Trung tâm Phục vụ hành chính công tỉnh', 'Provincial Public Administration Service Centre'],
  ['VPDKDD', 'Văn phòng Đăng ký đất đai tỉnh', 'Provincial Land Registration Office'],
  ['CAT', 'Công an tỉnh', 'Provincial Police'],
  ['BHXH', 'Bảo hiểm xã hội tỉnh', 'Provincial Social Insurance'],
  ['THUE', 'Thuế tỉnh', 'Provincial Tax Office'],
  ['SKHCN', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
];

function agency([id, name, nameEn]: readonly [string, string, string]): Unit {
  return {
    ...province,
    id,
    parent: PROVINCE,
    name,
    nameEn,
    function: 'agency',
    identifier: `H${PROVINCE}.${id}`,
    rated: true,
  };
}

type CommuneRow = { commune_code: string; name: string; name_en: string };

function communeRows(): CommuneRow[] {
  const file = new URL('./data/khanh-hoa-communes.csv', import.meta.url);
  return parse(readFileSync(file), { columns: true });
}

function communes(): Unit[] {
  return communeRows().map((row) => ({
    ...agency([row.commune_code, `Ủy ban nhân dân ${row.name}`, `People's Committee of ${row.name_en}`]),
    level: 'commune' as const,
  }));
}

const DEPARTMENTS = {
  desk: ['Bộ phận một cửa', 'One-stop desk'],
  room: ['Phòng chuyên môn', 'Professional room'],
  leadership: ['Lãnh đạo', 'Leadership'],
  clerical: ['Văn thư', 'Clerical office'],
} as const;

function departmentsOf(unit: Unit): Unit[] {
  return Object.entries(DEPARTMENTS).map(([fn, [vi, en]]) => ({
    ...unit,
    id: `${unit.id}.${fn}`,
    parent: unit.id,
    name: `${vi}, ${unit.name}`,
    nameEn: `${en}, ${unit.nameEn}`,
    function: fn as keyof typeof DEPARTMENTS,
    identifier: null,
    // Rated is the agency; its departments answer inside it (R17).
    rated: false,
  }));
}

const STAFF: Record<string, readonly [role: Role, title: string, count: number][]> = {
  desk: [['clerk', 'Công chức một cửa', 2]],
  room: [
    ['roomLeader', 'Trưởng phòng', 1],
    ['specialist', 'Chuyên viên', 3],
  ],
  leadership: [['leader', 'Lãnh đạo', 1]],
  clerical: [['clerical', 'Văn thư', 1]],
};

function staffOf(department: Unit): { official: Official; role: RoleHeld }[] {
  const of = department.name.slice(department.name.indexOf(', ') + 2);
  return (STAFF[department.function] ?? []).flatMap(([role, title, count]) =>
    Array.from({ length: count }, (_, index) => {
      const id = `${department.parent}.${role}${index + 1}`;
      return {
        official: { id, name: `${title} ${index + 1}, ${of}`, origin: 'registry' },
        role: { official: id, unit: department.id, role },
      };
    }),
  );
}

/** The leader of each agency also reads for its whole subtree. */
function heads(units: readonly Unit[]): RoleHeld[] {
  return units
    .filter((unit) => unit.function === 'agency')
    .map((unit) => ({ official: `${unit.id}.leader1`, unit: unit.id, role: 'supervisor' as const }));
}
