import { createHash } from 'node:crypto';
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Bilingual } from '../../procedure/index.js';
import { LABELS } from './words.js';

/** One sheet for all pages. It holds none of `" & <`: browsers take it as it stands, and escaping would change it. */
const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{font-family:system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Arial,sans-serif;font-size:1rem;line-height:1.5;color:#1c2430;background:#fff;max-width:56rem;margin:0 auto;padding:1rem 1rem 3rem;overflow-wrap:break-word}
a{color:#0b4f94}a:focus-visible{outline:3px solid #b25b00;outline-offset:2px}
h1{font-size:1.5rem;line-height:1.25;margin:.75rem 0 .25rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid #c5ccd6;padding-bottom:.2rem}
[lang=en]{color:#52606f;font-size:.9em;font-weight:normal}
h1+[lang=en]{margin:0 0 1rem}
.note{border-left:4px solid #b25b00;background:#fff6e9;padding:.6rem .8rem;margin:1rem 0}
.note.sure{border-color:#1d7044;background:#eef8f1}
.mark{display:inline-block;font-size:.8rem;line-height:1.3;border:1px solid #b25b00;color:#7a3d00;background:#fff6e9;border-radius:.25rem;padding:.05rem .35rem}
.mark.sure{border-color:#1d7044;color:#14512f;background:#eef8f1}
.small{font-size:.85rem;color:#43505e}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:1rem 0}
dl.facts dt{font-weight:600}dl.facts dd{margin:0}
ul,ol{padding-left:1.4rem}li{margin:.35rem 0}
ul.plain{list-style:none;padding:0}ul.plain li{padding:.4rem 0;border-bottom:1px solid #e3e7ec;margin:0}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
caption{text-align:left;font-size:.9rem;color:#43505e;padding-bottom:.3rem}
th,td{border:1px solid #c5ccd6;padding:.4rem .5rem;text-align:left;vertical-align:top}
thead th{background:#f2f5f8}th[scope=row]{font-weight:normal}
.number{text-align:right;white-space:nowrap}
@media(max-width:30rem){body{font-size:.95rem;padding:.5rem .75rem 2rem}dl.facts{grid-template-columns:1fr;gap:0}dl.facts dd{margin-bottom:.5rem}th,td{padding:.3rem .35rem}}
@media print{body{max-width:none}a{color:inherit}}
`;

/** What a page may do: show itself in its own sheet, and nothing else. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(STYLE)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A whole page as text. `title` is what the browser's tab says. */
export function page(title: string, body: VNode): string {
  return `<!doctype html>${render(
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{STYLE}</style>
      </head>
      <body>{body}</body>
    </html>,
  )}`;
}

/** Vietnamese, and English after it or, as a `block`, below it. */
export function Both({ words, block = false }: { words: Bilingual; block?: boolean }): VNode {
  if (words.vi === words.en) return <>{words.vi}</>;
  return (
    <>
      {words.vi} {block ? <div lang="en">{words.en}</div> : <span lang="en">({words.en})</span>}
    </>
  );
}

export function Section({ title, children }: { title: Bilingual; children: ComponentChildren }): VNode {
  return (
    <section>
      <h2>
        <Both words={title} />
      </h2>
      {children}
    </section>
  );
}

/** Nothing recorded is not the same as nothing asked for, so it is said. */
export function Listed({ title, items }: { title: Bilingual; items: readonly Bilingual[] }): VNode {
  return (
    <Section title={title}>
      {items.length === 0 ? (
        <p>
          <Both words={LABELS.notRecorded} />
        </p>
      ) : (
        <ul>
          {items.map((item) => (
            <li>
              <Both words={item} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
