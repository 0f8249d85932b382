import { EventEmitter } from 'node:events';
import Database from 'better-sqlite3';
import { Engine } from 'bpmn-engine';

/** The seven steps of 1.012994 as user tasks in a row. */
const STEPS = 7;
const SOURCE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench">
  <process id="dossier" isExecutable="true">
    <startEvent id="start" />
    ${Array.from({ length: STEPS }, (_, no) => `<userTask id="step${no}" />`).join('')}
    <endEvent id="end" />
    <sequenceFlow id="f0" sourceRef="start" targetRef="step0" />
    ${Array.from({ length: STEPS - 1 }, (_, no) => `<sequenceFlow id="f${no + 1}" sourceRef="step${no}" targetRef="step${no + 1}" />`).join('')}
    <sequenceFlow id="fn" sourceRef="step${STEPS - 1}" targetRef="end" />
  </process>
</definitions>`;

/**
 * Durable steps a second of bpmn-engine: after every step its state goes to SQLite (WAL, synchronous=FULL) in a
 * transaction of its own. Its instances stay in memory throughout, so it never pays for restoring one.
 */
export async function bpmnStepsPerSecond(file: string, dossiers = 40): Promise<number> {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table if not exists states (id integer primary key, state text not null)');
  const save = db.prepare(
    'insert into states (id, state) values (?, ?) on conflict do update set state = excluded.state',
  );
  const started = performance.now();
  let steps = 0;
  for (let id = 1; id <= dossiers; id += 1) {
    steps += await walk((state) => save.run(id, state));
  }
  const seconds = (performance.now() - started) / 1000;
  db.close();
  return Math.round(steps / seconds);
}

async function walk(save: (state: string) => void): Promise<number> {
  const engine = new Engine({ name: 'dossier', source: SOURCE });
  const listener = new EventEmitter();
  const waiting: { signal(): void }[] = [];
  listener.on('activity.wait', (task: { signal(): void }) => waiting.push(task));
  const execution = await engine.execute({ listener });
  let steps = 0;
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
    task.signal();
    save(JSON.stringify(execution.getState()));
    steps += 1;
  }
  return steps;
}
