import { formatTerm } from '../../calendar/term.js';
import type { Term } from '../../calendar/types.js';
import type { MachineCommand, ProcedureTag, StepCard } from '../contract.js';
import { fixedUnit, nameAsked, type Party, type ProcedureFacts } from '../facts.js';
import { allowancesOf } from '../step-card.js';

/** What a diagram says, in Vietnamese: the words of the office, not the names of the code. */
const COMMAND_WORDS: Record<MachineCommand, string> = {
  receive: 'tiếp nhận',
  refuseAtDesk: 'từ chối tiếp nhận',
  requestSupplement: 'yêu cầu bổ sung',
  receiveSupplement: 'nhận bổ sung',
  requireFinancialDuty: 'yêu cầu nghĩa vụ tài chính',
  confirmFinancialDuty: 'đã thực hiện nghĩa vụ tài chính',
  assign: 'phân công',
  finishTask: 'xong bước',
  sendBack: 'trả lại',
  handOff: 'chuyển',
  answer: 'trả lời',
  recordSilence: 'quá hạn không trả lời',
  submit: 'trình',
  approve: 'đồng ý',
  refuse: 'từ chối',
  finishProcessing: 'kết thúc xử lý',
  returnResult: 'trả kết quả',
  withdraw: 'rút hồ sơ',
};

/** A command's word; the end of parallel work has none of its own. */
export const commandWord = (event: string): string =>
  Object.hasOwn(COMMAND_WORDS, event) ? COMMAND_WORDS[event as MachineCommand] : 'tất cả đã xong';

/** States without a step are told by their tags; the first that fits. */
const TAG_WORDS: readonly [tag: ProcedureTag, words: string][] = [
  ['new', 'Mới đến, chờ tiếp nhận'],
  ['clock.stopped.supplement', 'Chờ bổ sung hồ sơ\n(đồng hồ dừng)'],
  ['clock.stopped.financialDuty', 'Chờ nghĩa vụ tài chính\n(đồng hồ dừng)'],
  ['clock.stopped.suspension', 'Tạm dừng\n(đồng hồ dừng)'],
  ['returned', 'Đã trả kết quả'],
  ['withdrawn', 'Đã rút hồ sơ'],
  ['notReceived', 'Không tiếp nhận'],
  ['stopped', 'Dừng giải quyết'],
];

export const tagWords = (tags: readonly string[]): string | null =>
  TAG_WORDS.find(([tag]) => tags.includes(tag))?.[1] ?? null;

/** The heading of a group of states. */
export function groupWords(tags: readonly string[], type: string): string {
  if (type === 'parallel') return 'Song song';
  if (tags.includes('resultExists')) return 'Đã có kết quả';
  return tags.includes('clock.running') ? 'Đang giải quyết (đồng hồ chạy)' : '';
}

const FUNCTION_WORDS: Record<Party['function'], string> = {
  desk: 'Bộ phận một cửa',
  room: 'Phòng chuyên môn',
  leadership: 'Lãnh đạo',
  clerical: 'Văn thư',
  agency: 'Cơ quan',
};

/** A step in lines: number and title, who holds it, how long; where cases differ, each time with its cases. */
export function stepWords(card: StepCard, facts: ProcedureFacts): string {
  const { no, title, party } = card;
  const [first, ...others] = allowancesOf(card, facts);
  const heading = wrapped(`${no}. ${title.vi}`);
  const who = holderWords(party, facts);
  if (others.length === 0) return `${heading}\n${who} · ${timeWords(first!.allowance)}`;
  const times = [first!, ...others].map(({ allowance, cases }) =>
    wrapped(`• ${timeWords(allowance)}: ${cases.map(({ name }) => name.vi).join('; ')}`),
  );
  return [heading, who, ...times].join('\n');
}

function holderWords(name: string, { parties, namedAgencies = {} }: ProcedureFacts): string {
  const party = parties[name];
  if (party === undefined) return name;
  const asked = nameAsked(party.agency);
  if (asked !== null)
    return wrapped(`${FUNCTION_WORDS[party.function]}: ${namedAgencies[asked]?.question.vi ?? asked}`);
  const unit = fixedUnit(party.agency);
  return `${FUNCTION_WORDS[party.function]}${unit === null ? '' : ` ${unit}`}`;
}

const timeWords = (allowance: Term | null): string =>
  allowance ? formatTerm(allowance).vi : 'không tính thời gian';

/** Lines of at most some 30 letters, broken between words. */
export function wrapped(text: string, width = 30): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
