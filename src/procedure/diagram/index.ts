import { instance } from '@viz-js/viz';
import type { Position, Procedure } from '../contract.js';
import { procedureDot } from './dot.js';

export { procedureDot } from './dot.js';

/** Graphviz, compiled in; loaded once (some 20 ms) with this module and nowhere else. */
const graphviz = await instance();

/**
 * The state diagram of a procedure as SVG, in Vietnamese, with the current states of a dossier marked (trình tự thực hiện,
 * NĐ 63/2010 Điều 8.2.b). Deterministic: the same input gives the same bytes.
 */
export function procedureDiagram(procedure: Procedure, position?: Position): string {
  const svg = graphviz.renderString(procedureDot(procedure, position), { format: 'svg' });
  const { name, code } = procedure.facts;
  const label = escaped(`Sơ đồ quy trình ${code}: ${name.vi}`);
  // Without the XML prologue, so that it can stand in a page as well as in a file of its own.
  return svg.slice(svg.indexOf('<svg')).replace('<svg ', `<svg role="img" aria-label="${label}" `);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
