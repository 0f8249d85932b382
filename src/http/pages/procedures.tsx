import type { VNode } from 'preact';
import { formatDay } from './format.js';
import type { PublicList } from '../views/public.js';
import { Mark } from './mark.js';
import { Both, page, Section } from './shell.js';
import { LABELS, LEVEL_WORDS } from './words.js';

type Line = PublicList['procedures'][number];

/** Every procedure in force, by field (lĩnh vực). */
export function proceduresPage({ on, procedures }: PublicList): string {
  return page(
    LABELS.list.vi,
    <main>
      <h1>{LABELS.list.vi}</h1>
      <p lang="en">{LABELS.list.en}</p>
      <p>
        <Both words={LABELS.inForceOn} /> <time dateTime={on}>{formatDay(on)}</time>
      </p>
      {byField(procedures).map((lines) => (
        <Section title={lines[0]!.field.name}>
          <ul class="plain">
            {lines.map((line) => (
              <Procedure line={line} />
            ))}
          </ul>
        </Section>
      ))}
    </main>,
  );
}

/** The fields in the order of their Vietnamese names. */
function byField(procedures: readonly Line[]): Line[][] {
  const fields = new Map<string, Line[]>();
  for (const line of procedures) fields.set(line.field.key, [...(fields.get(line.field.key) ?? []), line]);
  return [...fields.values()].sort((a, b) => a[0]!.field.name.vi.localeCompare(b[0]!.field.name.vi, 'vi'));
}

function Procedure({ line: { href, code, name, level, verified } }: { line: Line }): VNode {
  return (
    <li>
      <a href={href}>{name.vi}</a>
      <div lang="en">{name.en}</div>
      <div class="small">
        {code} · {LEVEL_WORDS[level].vi} <span lang="en">({LEVEL_WORDS[level].en})</span>{' '}
        <Mark verified={verified} />
      </div>
    </li>
  );
}
