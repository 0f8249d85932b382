import { createHash } from 'node:crypto';
import { Fragment, type VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Block, Column, FormContent, Signature } from './content.js';
import { drawQr } from './qr.js';

/**
 * The page carries its own sheet, so that it can be kept as one file. Forms are read on screens and printed on A4.
 * It holds none of `" & <`: browsers take a sheet as it stands, and escaping would change it.
 */
const STYLE = `
body{font-family:Tinos,'Times New Roman',Times,serif;font-size:1.05rem;line-height:1.4;color:#000;background:#fff;max-width:60rem;margin:1rem auto;padding:0 1rem;overflow-wrap:anywhere}
.label{text-align:right;font-style:italic;font-size:.9rem;margin:0}
.head{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between;text-align:center}
.head>div{flex:1 1 16rem}.head p{margin:.15rem}
h1{font-size:1.35rem;text-align:center;margin:1rem 0 .25rem}
.sub{text-align:center;margin:0 0 1rem}
.void{border:2px solid #000;padding:.5rem;text-align:center;font-weight:bold}
.qr{float:left;width:6rem;height:6rem}
dl.one{margin:.3rem 0}dl.one dt,dl.one dd{display:inline;margin:0}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
h2{font-size:1.05rem;margin:.6rem 0 .3rem}
caption{text-align:left;font-weight:bold;padding:.25rem 0}
th,td{border:1px solid #000;padding:.3rem;vertical-align:middle}
.centre{text-align:center}.right{text-align:right}
.signs{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-around;text-align:center;margin-top:1.5rem}
.signs .name{margin-top:4rem;font-weight:bold}
@media print{@page{size:A4;margin:15mm}body{max-width:none;margin:0}}
`;

/** SHA-256 of the style sheet, for a Content-Security-Policy that allows it and nothing else. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;

/** The same content as the PDF, as a page that screen readers can read: headings, captions, column headers, one language. */
export function formPage(content: FormContent, notice: string | null = null): string {
  return `<!doctype html>${render(<Page content={content} notice={notice} />)}`;
}

/** `notice` is said above the form and is no part of it. */
function Page({ content, notice }: { content: FormContent; notice: string | null }): VNode {
  const { title, subtitle, formLabel, blocks, signatures, qr } = content;
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{[title.replace('\n', ' '), subtitle].filter(Boolean).join(' – ')}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          {notice === null ? null : <p class="void">{notice}</p>}
          <p class="label">{formLabel}</p>
          <Head content={content} />
          {qr === null ? null : <Qr words={qr} />}
          <h1>
            <Lines words={title} />
          </h1>
          {subtitle === null ? null : <p class="sub">{subtitle}</p>}
          {blocks.map((block) => (
            <Part block={block} />
          ))}
          <Signatures signatures={signatures} />
        </main>
      </body>
    </html>
  );
}

function Head({ content: { issuer, number, placeAndDate } }: { content: FormContent }): VNode {
  return (
    <header class="head">
      <div>
        {issuer.above === null ? null : (
          <p>
            <Lines words={issuer.above} />
          </p>
        )}
        <p>
          <strong>
            <Lines words={issuer.name} />
          </strong>
        </p>
        {number === null ? null : <p>Số: {number}</p>}
      </div>
      <div>
        <p>
          <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
        </p>
        <p>
          <strong>Độc lập - Tự do - Hạnh phúc</strong>
        </p>
        <p>
          <em>{placeAndDate}</em>
        </p>
      </div>
    </header>
  );
}

function Qr({ words }: { words: string }): VNode {
  const { size, path } = drawQr(words);
  return (
    <svg class="qr" role="img" aria-label={`Mã QR: ${words}`} viewBox={`0 0 ${size} ${size}`}>
      <path d={path} />
    </svg>
  );
}

function Part({ block }: { block: Block }): VNode {
  switch (block.kind) {
    case 'text':
      return <p class={block.style === 'centred' ? 'centre' : undefined}>{emphasised(block)}</p>;
    case 'heading':
      return (
        <h2>
          <Lines words={block.text} />
        </h2>
      );
    case 'field':
      return (
        <dl class="one">
          <dt>{block.label}: </dt>
          <dd>
            {block.strong ? (
              <strong>
                <Lines words={block.value} />
              </strong>
            ) : (
              <Lines words={block.value} />
            )}
          </dd>
        </dl>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li>
              <Lines words={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table table={block} />;
  }
}

function emphasised({ text, style }: Extract<Block, { kind: 'text' }>): VNode {
  const lines = <Lines words={text} />;
  return style === 'italic' ? <em>{lines}</em> : lines;
}

/** A newline is a line break. */
function Lines({ words }: { words: string }): VNode {
  const lines = words.split('\n');
  return (
    <>
      {lines.map((line, index) => (
        <Fragment key={index}>
          {index > 0 ? <br /> : null}
          {line}
        </Fragment>
      ))}
    </>
  );
}

function Table({ table: { caption, columns, rows } }: { table: Extract<Block, { kind: 'table' }> }): VNode {
  return (
    <table>
      <caption>{caption}</caption>
      <Headers columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell, index) => (
              <td class={columns[index]?.align ?? 'left'}>
                <Lines words={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Headers({ columns }: { columns: readonly Column[] }): VNode {
  const grouped = columns.filter((column) => column.group !== undefined);
  const deep = grouped.length > 0 ? 2 : 1;
  return (
    <thead>
      <tr>
        {columns.map((column, index) => (
          <TopHeader column={column} columns={columns} index={index} deep={deep} />
        ))}
      </tr>
      {deep === 1 ? null : (
        <tr>
          {grouped.map((column) => (
            <th scope="col">
              <Lines words={column.title} />
            </th>
          ))}
        </tr>
      )}
    </thead>
  );
}

type TopHeaderProps = { column: Column; columns: readonly Column[]; index: number; deep: number };

/** A group is headed once, over its first column. */
function TopHeader({ column: { group, title }, columns, index, deep }: TopHeaderProps): VNode | null {
  if (group === undefined) {
    return (
      <th scope="col" rowSpan={deep}>
        <Lines words={title} />
      </th>
    );
  }
  if (columns[index - 1]?.group === group) return null;
  const width = columns.filter((column) => column.group === group).length;
  return (
    <th scope="colgroup" colSpan={width}>
      {group}
    </th>
  );
}

function Signatures({ signatures }: { signatures: readonly Signature[] }): VNode | null {
  if (signatures.length === 0) return null;
  return (
    <section class="signs" aria-label="Chữ ký">
      {signatures.map(({ role, note, name }) => (
        <div>
          <strong>{role.toLocaleUpperCase('vi')}</strong>
          <br />
          <em>{note}</em>
          {name === null ? null : <p class="name">{name}</p>}
        </div>
      ))}
    </section>
  );
}
