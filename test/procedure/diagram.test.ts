import t from 'tap';
import { procedureDiagram, procedureDot } from '../../src/procedure/diagram/index.js';
import { procedures } from '../../workflows/index.js';
import { follow, procedureWith } from '../workflows/course.js';

const consulting = ['receive', 'handOff atDesk', 'assign assigning', 'handOff examining'];

t.test(
  'given a building permit under consultation, when it is drawn, then exactly its open steps are marked',
  async (t) => {
    const procedure = procedureWith('1.013225');
    const dot = procedureDot(procedure, follow(procedure, [...consulting, 'recordSilence askingLand']));
    const marked = dot.split('\n').filter((line) => line.includes('●'));
    t.same(marked.map((line) => /^ *"([^"]+)"/.exec(line)?.[1]).sort(), [
      'askingFireSafety',
      'askingLandSuperior',
      'askingPlanning',
    ]);
    t.notMatch(procedureDot(procedure), '●', 'without a position nothing is');
  },
);

t.test(
  'given a stopped or a returned dossier, when it is drawn, then the stop or the end is marked',
  async (t) => {
    const procedure = procedureWith('1.012994');
    const stopped = follow(procedure, [...consulting.slice(0, 3), 'requestSupplement examining']);
    t.match(procedureDot(procedure, stopped), /"awaitingSupplement" \[label="● Chờ bổ sung/);
    t.match(
      procedureDot(procedure, follow(procedure, ['refuseAtDesk'])),
      /"notReceived" \[label="● Không tiếp nhận"/,
    );
  },
);

t.test(
  'given cases with ways of their own, when they are drawn, then the arrow names the case in Vietnamese',
  async (t) => {
    const dot = procedureDot(procedureWith('1.013831'));
    t.match(dot, 'Chuyển đổi, chuyển');
    t.match(dot, /chuyển\\n\(/);
    for (const line of dot.split('\n')) t.notMatch(line, /label="[^"]*undefined/);
  },
);

t.test('given any shipped procedure, when it is drawn twice, then it is the same whole SVG', async (t) => {
  for (const procedure of procedures) {
    const svg = procedureDiagram(procedure);
    t.ok(svg.startsWith('<svg role="img" aria-label="Sơ đồ'), procedure.facts.code);
    t.match(svg, 'Trả kết quả');
    t.equal(procedureDot(procedure), procedureDot(procedure));
  }
  const [first] = procedures;
  t.equal(procedureDiagram(first!), procedureDiagram(first!));
});

t.test('given a title with quotes and brackets, when it is drawn, then it stays text', async (t) => {
  const procedure = procedureWith('1.012994');
  const nasty = '"><script>alert(1)</script> \\ & x';
  const renamed = { ...procedure, facts: { ...procedure.facts, name: { vi: nasty, en: 'x' } } };
  t.notMatch(procedureDiagram(renamed), '<script>');
});
