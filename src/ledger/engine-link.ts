import type { MessagePort } from 'node:worker_threads';
import {
  type Actor,
  type Command,
  type Dossier,
  type Opening,
  RefusedError,
  type RefusalCode,
} from '../dossier/index.js';
import { UnknownProcedureError } from '../procedure/index.js';
import { Engine, type EngineParts } from './engine.js';
import { type Committed, LedgerError, type RunOptions } from './port.js';

/**
 * An engine in a thread of its own. Deciding and committing keep one processor busy, speaking HTTP another: commands
 * cross over as plain data, answers come back together, one message a commit.
 */

/** What threads exchange messages through. */
type Link = Pick<MessagePort, 'postMessage' | 'on'>;

type Order =
  | { id: number; kind: 'receive'; opening: Opening; actor: Actor; options: RunOptions }
  | { id: number; kind: 'command'; code: string; command: Command; actor: Actor; options: RunOptions };

/** The dossier travels as the text it is stored as: it is made once, and read where it is shown. */
type Answer =
  | { id: number; text: string; head: string; replayed: boolean }
  | {
      id: number;
      error: {
        class: 'refused' | 'ledger' | 'procedure' | 'other';
        code: string;
        message: string;
        facts: Record<string, unknown>;
      };
    };

type Unsent<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The engine as the HTTP thread sees it: commands go to the other thread, everything that only reads happens here. */
export class EngineClient extends Engine {
  readonly #link: Link;
  readonly #waiting = new Map<
    number,
    { resolve: (committed: Committed) => void; reject: (error: Error) => void }
  >();
  #orders: Order[] = [];
  #last = 0;

  constructor(parts: EngineParts, link: Link) {
    super(parts);
    this.#link = link;
    link.on('message', (answers: Answer[]) => {
      for (const answer of answers) this.#settle(answer);
    });
  }

  override receive(opening: Opening, actor: Actor, options: RunOptions = {}): Promise<Committed> {
    return this.#ask({ kind: 'receive', opening, actor, options });
  }

  override command(
    code: string,
    command: Command,
    actor: Actor,
    options: RunOptions = {},
  ): Promise<Committed> {
    return this.#ask({ kind: 'command', code, command, actor, options });
  }

  /** The other thread is gone: whoever waits is told; their commands either happened whole or not at all. */
  abandon(): void {
    for (const { reject } of this.#waiting.values())
      reject(
        new LedgerError('ledger.closed', 'The service is stopping; send the command again in a moment.'),
      );
    this.#waiting.clear();
  }

  #ask(order: Unsent<Order>): Promise<Committed> {
    this.#last += 1;
    const id = this.#last;
    if (this.#orders.length === 0) setImmediate(() => this.#send());
    this.#orders.push({ id, ...order } as Order);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #send(): void {
    this.#link.postMessage(this.#orders);
    this.#orders = [];
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(thrown(answer.error));
    else waiting?.resolve({ ...answer, dossier: JSON.parse(answer.text) as Dossier });
  }
}

/** The other end: takes orders to an engine that has a ledger. `before` is called once a message, e.g. to notice foreign writes. */
export function serveEngine(engine: Engine, link: Link, before: () => void): void {
  let answers: Answer[] = [];
  const answer = (one: Answer): void => {
    // All commands of a commit are settled in one turn; their answers leave together after it.
    if (answers.length === 0) {
      setImmediate(() => {
        link.postMessage(answers);
        answers = [];
      });
    }
    answers.push(one);
  };
  link.on('message', (orders: Order[]) => {
    before();
    for (const order of orders) {
      carryOut(engine, order).then(
        ({ text, head, replayed }) => answer({ id: order.id, text, head, replayed }),
        (error: unknown) => answer({ id: order.id, error: told(error as Error) }),
      );
    }
  });
}

async function carryOut(engine: Engine, order: Order): Promise<Committed> {
  if (order.kind === 'receive') return engine.receive(order.opening, order.actor, order.options);
  return engine.command(order.code, order.command, order.actor, order.options);
}

type Told = Extract<Answer, { error: unknown }>['error'];

function told(error: Error): Told {
  const { message } = error;
  if (error instanceof RefusedError)
    return { class: 'refused', code: error.code, message, facts: error.facts };
  if (error instanceof LedgerError) return { class: 'ledger', code: error.code, message, facts: error.facts };
  if (error instanceof UnknownProcedureError)
    return { class: 'procedure', code: error.code, message, facts: {} };
  return { class: 'other', code: '', message: error.stack ?? message, facts: {} };
}

function thrown({ class: kind, code, message, facts }: Told): Error {
  if (kind === 'refused') return new RefusedError(code as RefusalCode, message, facts);
  if (kind === 'ledger') return new LedgerError(code as LedgerError['code'], message, facts);
  if (kind === 'procedure') return new UnknownProcedureError(message);
  return new Error(message);
}
