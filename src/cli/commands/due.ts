import {
  computeDue,
  createWorkCalendar,
  explainDue,
  formatInstant,
  formatTerm,
  parseInstant,
  parseTerm,
  vietnamCalendar,
} from '../../calendar/index.js';
import { command, jsonArg } from '../command.js';
import { say, sayJson, table } from '../output.js';

export default command({
  meta: {
    name: 'due',
    description: 'When a term ends, day by day with the article or notice behind each day',
  },
  args: {
    received: {
      type: 'string',
      description: 'When the dossier was received, e.g. 2026-02-12T09:00 (office time)',
      required: true,
    },
    term: {
      type: 'string',
      description: 'e.g. "5 working days", "30 ngày", "16 working hours", "1 month", "same day"',
      required: true,
    },
    ...jsonArg,
  },
  run({ args }) {
    const calendar = createWorkCalendar(vietnamCalendar);
    const received = parseInstant(args.received);
    const term = parseTerm(args.term);
    const due = computeDue(calendar, received, term);
    const explanation = explainDue(calendar, received, term);
    if (args.json) {
      sayJson({ due: formatInstant(due.at), provisional: due.provisional, explanation });
      return;
    }
    say(`Received ${formatInstant(received)}, ${formatTerm(term).vi} (${formatTerm(term).en})`);
    say(
      `Due      ${formatInstant(due.at)}${due.provisional ? '  (tạm tính, provisional: beyond the announced calendar)' : ''}`,
    );
    say('');
    say(
      table(
        ['day', 'status', 'why', 'basis'],
        explanation.map((day) => [
          day.date,
          day.status,
          day.note.vi,
          `${day.basis}${day.verified ? '' : ' (chưa kiểm chứng)'}`,
        ]),
      ),
    );
  },
});
