import t from 'tap';
import { asked, motcua } from './motcua.js';

const COMMANDS = [
  ...[
    'serve',
    'import',
    'late-shares',
    'late-dossiers',
    'missing-apologies',
    'due',
    'procedures',
    'delegations',
    'verify',
    'token',
  ],
  'token create',
];

t.test('given any command, when its help is asked for, then it is shown and nothing done', async (t) => {
  const folder = t.testdir();
  const shown = await motcua(folder, '--help');
  t.equal(shown.code, 0);
  for (const name of COMMANDS) {
    if (!name.includes(' ')) t.match(shown.stdout, new RegExp(`^ +${name} `, 'm'), `${name} is listed`);
    const { code, stdout, stderr } = await motcua(folder, ...name.split(' '), '--help');
    t.same([code, stderr], [0, ''], name);
    t.match(stdout, 'USAGE', name);
  }
});

t.test('given a command line used wrongly, when it runs, then it exits with 2 and says why', async (t) => {
  const folder = t.testdir();
  const wrong: [args: string[], said: RegExp][] = [
    [
      ['late-share'],
      /^motcua: There is no command "late-share"\. Commands: serve, import, .*\nSee motcua --help/,
    ],
    [['verify', '--jsn'], /^motcua: There is no option --jsn\.\nSee motcua verify --help/],
    [['late-shares'], /^motcua: --by is missing: unit or official\.\n/],
    [['late-shares', '--by', 'desk'], /^motcua: Invalid value for argument: --by \(desk\)/],
    [['token'], /^motcua: Say what to do: motcua token create \| list \| revoke\.\n/],
  ];
  for (const [args, said] of wrong) {
    const { code, stdout, stderr } = await motcua(folder, ...args);
    t.same([code, stdout], [2, ''], args.join(' '));
    t.match(stderr, said);
  }
});

type Due = { due: string; provisional: boolean; explanation: { date: string; status: string }[] };

t.test(
  'given a term, when its due date is asked for, then it is told with the reason of every day',
  async (t) => {
    const folder = t.testdir();
    const due = await asked<Due>(folder, 'due', '--received', '2026-02-12T09:00', '--term', '5 working days');
    t.match(due, { due: '2026-02-26T17:30:00+07:00', provisional: false });
    t.match(due.explanation[0], { date: '2026-02-12', status: 'received' });
    t.match(due.explanation.at(-1), { date: '2026-02-26', status: 'due' });
    t.equal(due.explanation.length, 15, 'day by day over the Tết holidays');
    const next = await motcua(folder, 'due', '--received', '2026-12-30T09:00', '--term', '5 working days');
    t.equal(next.code, 0);
    t.match(next.stdout, /^Due +2027-01-07T17:30:00\+07:00 +\(tạm tính, provisional/m);
    const never = await motcua(folder, 'due', '--received', '2026-02-30T09:00', '--term', '5 working days');
    t.equal(never.code, 1);
    t.match(never.stderr, /^motcua: There is no such date or time: "2026-02-30T09:00"\./);
  },
);
