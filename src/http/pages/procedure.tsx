import type { ComponentChildren, VNode } from 'preact';
import type { Bilingual } from '../../procedure/index.js';
import type { PublicProcedure } from '../views/public.js';
import { formatDay } from './format.js';
import { Mark } from './mark.js';
import { Applicants, Checklist, Fees, Sets, Terms } from './procedure-tables.js';
import { Both, Listed, page, Section } from './shell.js';
import { LABELS, LEVEL_WORDS, WAY_WITHOUT_ONE_STOP, WAY_WORDS } from './words.js';

type Props = { procedure: PublicProcedure };

/** One procedure, in the order of NĐ 63/2010 Điều 8.2. */
export function procedurePage(procedure: PublicProcedure): string {
  return page(
    `${procedure.name.vi} (${procedure.code})`,
    <>
      <nav>
        <a href="/public/procedures">
          <Both words={LABELS.back} />
        </a>
      </nav>
      <main>
        <h1>{procedure.name.vi}</h1>
        <p lang="en">{procedure.name.en}</p>
        <Card procedure={procedure} />
        <Provenance procedure={procedure} />
        <Steps procedure={procedure} />
        <Ways procedure={procedure} />
        <Checklist procedure={procedure} />
        <Sets procedure={procedure} />
        <Terms procedure={procedure} />
        <Applicants procedure={procedure} />
        <Section title={LABELS.agency}>
          <p>
            <Both words={procedure.agency} />
          </p>
        </Section>
        {procedure.coordinating.length === 0 ? null : (
          <Listed title={LABELS.coordinating} items={procedure.coordinating} />
        )}
        <Listed title={LABELS.forms} items={procedure.forms} />
        <Section title={LABELS.result}>
          <p>
            <Both words={procedure.result} />
          </p>
        </Section>
        <Listed title={LABELS.conditions} items={procedure.conditions} />
        <Fees procedure={procedure} />
        <Basis procedure={procedure} />
      </main>
    </>,
  );
}

function Card({ procedure: { code, field, level, effectiveFrom, effectiveTo } }: Props): VNode {
  return (
    <dl class="facts">
      <Fact label={LABELS.code}>{code}</Fact>
      <Fact label={LABELS.field}>
        <Both words={field.name} />
      </Fact>
      <Fact label={LABELS.level}>
        <Both words={LEVEL_WORDS[level]} />
      </Fact>
      <Fact label={LABELS.effective}>
        <Both words={LABELS.from} /> {formatDay(effectiveFrom)}
        {effectiveTo === null ? null : (
          <>
            {' '}
            <Both words={LABELS.to} /> {formatDay(effectiveTo)}
          </>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: Bilingual; children: ComponentChildren }): VNode {
  return (
    <>
      <dt>
        <Both words={label} />
      </dt>
      <dd>{children}</dd>
    </>
  );
}

function Provenance({ procedure: { verified, source } }: Props): VNode {
  return (
    <div class={verified ? 'note sure' : 'note'}>
      <Mark verified={verified} />{' '}
      <Both words={verified ? LABELS.verifiedPage : LABELS.unverifiedPage} block />
      <p class="small">
        {LABELS.source.vi}: {source}
      </p>
    </div>
  );
}

function Steps({ procedure: { steps } }: Props): VNode {
  return (
    <Section title={LABELS.steps}>
      <ol>
        {steps.map(({ no, title, holder, allowances }) => (
          <li value={no}>
            <Both words={title} block />
            <div class="small">
              {holder.vi} · {timesIn('vi', allowances)}
              <div lang="en">
                {holder.en} · {timesIn('en', allowances)}
              </div>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

type Allowances = PublicProcedure['steps'][number]['allowances'];

/** The one time a step may take, or each with the cases that have it. */
function timesIn(language: 'vi' | 'en', allowances: Allowances): string {
  return allowances
    .map(({ cases, allowance }) => {
      const time = (allowance ?? LABELS.notTimed)[language];
      return cases === null ? time : `${time} (${cases.map(({ name }) => name[language]).join('; ')})`;
    })
    .join(' · ');
}

function Ways({ procedure: { submission } }: Props): VNode {
  return (
    <Section title={LABELS.submission}>
      <ul>
        {submission.channels.map((channel) => (
          <li>
            <Both
              words={channel === 'desk' && !submission.oneStop ? WAY_WITHOUT_ONE_STOP : WAY_WORDS[channel]}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Basis({ procedure: { legalBasis } }: Props): VNode {
  return <Listed title={LABELS.legalBasis} items={legalBasis.map((name) => ({ vi: name, en: name }))} />;
}
