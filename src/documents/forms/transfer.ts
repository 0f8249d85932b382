import { type Dossier, leftDesk, type Standing, transferStanding } from '../../dossier/index.js';
import { type Block, table } from '../content.js';
import type { FormSource } from '../source.js';
import { minutesInWords, officialName, shortInstant, unitName } from '../words.js';

/** Chuyển hồ sơ đến cơ quan có thẩm quyền: the electronic file and the papers, from whom to whom, when and by when. */
export function transferTable(source: FormSource): Block[] {
  const { dossier, event, calendarOf } = source;
  const standing = transferStanding(dossier, event.at, calendarOf(dossier.routing.desk));
  if (standing === null) return [];
  const { electronic, papers } = standing;
  return [
    table(
      'Chuyển hồ sơ đến cơ quan có thẩm quyền giải quyết',
      [
        { title: 'Hồ sơ', weight: 3, align: 'left' },
        { title: 'Tên cơ quan\n1. Giao\n2. Nhận', weight: 6, align: 'left' },
        { title: 'Người giao\nNgười nhận', weight: 5, align: 'left' },
        { title: 'Thời gian\ngiao, nhận', weight: 4, align: 'centre' },
        { title: 'Hạn', weight: 4, align: 'centre' },
        { title: 'Kết quả', weight: 4, align: 'left' },
      ],
      [
        rowOf('Hồ sơ điện tử', electronic, electronicHands(source), source),
        ...(papers === null ? [] : [rowOf('Hồ sơ giấy', papers, paperHands(dossier, source), source)]),
      ],
    ),
  ];
}

/** Who gave and who received, in words; empty while nobody has. */
type Hands = { unit: string; from: string; to: string };

function rowOf(
  what: string,
  { at, by, late, lateMinutes }: Standing,
  { unit, from, to }: Hands,
  { dossier, names }: FormSource,
): string[] {
  const over = late ? `Quá hạn ${minutesInWords(lateMinutes)}` : at === null ? '' : 'Đúng hạn';
  return [
    what,
    `1. ${unitName(dossier.routing.desk, names)}\n2. ${unitName(unit, names)}`,
    `1. ${from}\n2. ${to}`,
    at === null ? 'chưa chuyển' : shortInstant(at),
    shortInstant(by.at),
    over,
  ];
}

/** Whoever held the desk's step gave it; whoever has what was opened by leaving it received it. */
function electronicHands({ dossier, names }: FormSource): Hands {
  const { tasks, routing } = dossier;
  const left = leftDesk(dossier);
  const next = left && tasks.find(({ openedAt, no }) => no > left.no && openedAt === left.finishedAt);
  const said = (official: string | null | undefined): string =>
    official ? officialName(official, names) : 'chưa phân công';
  return {
    unit: next?.unit ?? routing.lead,
    from: left ? said(left.official) : '',
    to: next ? said(next.official) : '',
  };
}

function paperHands({ transfer, routing }: Dossier, { names }: FormSource): Hands {
  const papers = transfer?.papers;
  if (papers === undefined) return { unit: routing.lead, from: '', to: '' };
  const { by, to } = papers;
  return {
    unit: routing.lead,
    from: officialName(by, names),
    to: 'official' in to ? officialName(to.official, names) : to.name,
  };
}
