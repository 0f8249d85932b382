import t from 'tap';
import {
  agenciesAskedIn,
  checkProcedure,
  consultationOf,
  type Finding,
  held,
  hours,
  type Procedure,
  type ProcedureFacts,
  together,
  workingDays,
} from '../../src/procedure/index.js';
import { soundFacts, soundSteps, specimen } from './specimen.js';

const named: ProcedureFacts['parties'] = {
  ...soundFacts.parties,
  other: { agency: { named: 'birthplace' }, function: 'agency' },
};
const question = { vi: 'Nơi sinh', en: 'Birthplace' };
const cases: ProcedureFacts['cases'] = [
  { key: 'here', name: question, term: workingDays(5), source: 'test', verified: false },
  { key: 'away', name: question, term: workingDays(5), source: 'test', verified: false },
];

/** In the case `away` the place of birth is asked before the decision. */
function asking(facts: Partial<ProcedureFacts>): Procedure {
  const { examining, ...steps } = soundSteps;
  return specimen({
    facts: { parties: named, cases, ...facts },
    steps: {
      ...steps,
      examining: {
        ...examining,
        on: {
          ...examining.on,
          submit: [
            { target: '#consulting', guard: { type: 'isCase', params: { key: 'away' } } },
            { target: '#approving', guard: { type: 'isCase', params: { key: 'here' } } },
          ],
        },
      },
      consulting: together('#approving', {
        opinion: consultationOf('askingBirthplace', {
          no: 3,
          vi: 'Hỏi nơi sinh',
          en: 'Ask the place of birth',
          by: held('other', 'specialist'),
          allowance: hours(8),
          silence: 'hold',
        }),
      }),
    },
  });
}

const found = (facts: Partial<ProcedureFacts>): Finding[] => checkProcedure(asking(facts));

t.test(
  'given an agency named with each dossier, when every case that comes to it asks for it, then the procedure is sound',
  async (t) => {
    t.same(found({ namedAgencies: { birthplace: { question, cases: ['away'] } } }), []);
    const everywhere = { birthplace: { question } };
    t.same(found({ namedAgencies: everywhere }), [], 'asked in every case');
    t.same(agenciesAskedIn({ ...soundFacts, namedAgencies: everywhere }, 'here'), ['birthplace']);
  },
);

t.test(
  'given a case that comes to its step and does not ask for it, then the shortest way there is shown',
  async (t) => {
    t.match(found({ namedAgencies: { birthplace: { question, cases: ['here'] } } }), [
      {
        rule: 'namedAgency',
        message: /^Case away comes to a step of the agency birthplace/,
        path: ['receive', 'handOff atDesk', 'submit examining'],
        about: { fact: ['namedAgencies', 'birthplace', 'cases'] },
      },
    ]);
  },
);

const WRONG: [title: string, facts: Partial<ProcedureFacts>, fact: string[]][] = [
  ['nobody asks for it', {}, ['parties', 'other', 'agency']],
  [
    'no party uses it',
    { namedAgencies: { birthplace: { question }, grave: { question } } },
    ['namedAgencies', 'grave'],
  ],
  [
    'it is asked for in a case there is none of',
    { namedAgencies: { birthplace: { question, cases: ['away', 'abroad'] } } },
    ['namedAgencies', 'birthplace', 'cases'],
  ],
  [
    'it would lead',
    {
      namedAgencies: { birthplace: { question } },
      parties: { ...named, leadership: { agency: { named: 'birthplace' }, function: 'leadership' } },
    },
    ['parties', 'leadership', 'agency'],
  ],
  [
    'it would receive',
    {
      namedAgencies: { birthplace: { question } },
      parties: { ...named, desk: { agency: { named: 'birthplace' }, function: 'desk' } },
    },
    ['parties', 'desk', 'agency'],
  ],
];

for (const [title, facts, fact] of WRONG) {
  t.test(`given a named agency of which ${title}, then that is told where it stands`, async (t) => {
    t.match(
      found(facts).filter(({ rule }) => rule === 'namedAgency'),
      [{ about: { fact } }],
    );
  });
}
