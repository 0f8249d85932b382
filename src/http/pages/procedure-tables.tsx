import type { VNode } from 'preact';
import type { Bilingual } from '../../procedure/index.js';
import type { PublicProcedure } from '../views/public.js';
import { formatAmount } from './format.js';
import { Mark } from './mark.js';
import { Both, Listed, Section } from './shell.js';
import { CHANNEL_WORDS, LABELS } from './words.js';

type Props = { procedure: PublicProcedure };

export function Checklist({ procedure: { checklist } }: Props): VNode {
  return (
    <Section title={LABELS.checklist}>
      {checklist.length === 0 ? (
        <p>
          <Both words={LABELS.nothingNeeded} />
        </p>
      ) : (
        <table>
          <Head titles={[LABELS.paper, LABELS.originals, LABELS.copies]} />
          <tbody>
            {checklist.map(({ name, required, originals, copies }) => (
              <tr>
                <th scope="row">
                  <Both words={name} block />
                  {required ? null : (
                    <div class="small">
                      <Both words={LABELS.optional} />
                    </div>
                  )}
                </th>
                <td class="number">{originals}</td>
                <td class="number">{copies}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

export function Terms({ procedure: { cases } }: Props): VNode {
  return (
    <Section title={LABELS.terms}>
      <table>
        <Head titles={[LABELS.case, LABELS.term]} />
        <tbody>
          {cases.map((one) => (
            <tr>
              <th scope="row">
                <Both words={one.name} block />
                <Read of={one} />
              </th>
              <td>
                <TermsOf terms={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** Số lượng hồ sơ; what nobody has entered is said to be so. */
export function Sets({ procedure: { sets } }: Props): VNode {
  if (sets === null) return <Listed title={LABELS.sets} items={[]} />;
  return (
    <Section title={LABELS.sets}>
      <p>{String(sets.count).padStart(2, '0')}</p>
      <Read of={sets} />
    </Section>
  );
}

/** Đối tượng thực hiện; what nobody has entered is said to be so. */
export function Applicants({ procedure: { applicants } }: Props): VNode {
  if (applicants === null) return <Listed title={LABELS.applicants} items={[]} />;
  return (
    <Section title={LABELS.applicants}>
      <ul>
        {applicants.kinds.map(({ name }) => (
          <li>
            <Both words={name} />
          </li>
        ))}
      </ul>
      <Read of={applicants} />
    </Section>
  );
}

/** Where a fact was read, and whether anybody has. */
function Read({ of: { verified, source } }: { of: { verified: boolean; source: string } }): VNode {
  return (
    <>
      <Mark verified={verified} />
      <div class="small">
        {LABELS.source.vi}: {source}
      </div>
    </>
  );
}

type TermsProps = { terms: Pick<PublicProcedure['cases'][number], 'terms' | 'termWhenRefused'> };

/** One term for every way to submit, or each with its own. */
function TermsOf({ terms: { terms, termWhenRefused } }: TermsProps): VNode {
  const isOne = new Set(terms.map(({ term }) => term.vi)).size === 1;
  const shown = isOne ? terms.slice(0, 1) : terms;
  return (
    <>
      {shown.map(({ channel, term }) => (
        <div>
          {isOne ? null : (
            <>
              <Both words={CHANNEL_WORDS[channel]} />:{' '}
            </>
          )}
          <Both words={term} />
        </div>
      ))}
      {termWhenRefused === null ? null : (
        <div>
          <Both words={LABELS.whenRefused} />: <Both words={termWhenRefused} />
        </div>
      )}
    </>
  );
}

export function Fees({ procedure: { fees } }: Props): VNode {
  if (fees.length === 0) return <Listed title={LABELS.fees} items={[]} />;
  return (
    <Section title={LABELS.fees}>
      <table>
        <Head titles={[LABELS.fee, LABELS.channel, LABELS.amount]} />
        <tbody>
          {fees.map(({ name, channel, amount, ...read }) => (
            <tr>
              <th scope="row">
                <Both words={name} block />
                <Read of={read} />
              </th>
              <td>
                <Both words={channel === null ? LABELS.everyChannel : CHANNEL_WORDS[channel]} />
              </td>
              <td class="number">{formatAmount(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Head({ titles }: { titles: readonly Bilingual[] }): VNode {
  return (
    <thead>
      <tr>
        {titles.map((title) => (
          <th scope="col">
            <Both words={title} block />
          </th>
        ))}
      </tr>
    </thead>
  );
}
