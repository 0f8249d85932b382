import { type Instant, localDateOf } from '../calendar/index.js';
import type { Authorized } from '../casework/index.js';
import type { Reports } from '../ledger/index.js';
import type { Catalogue, Position, Procedure } from '../procedure/index.js';

/** A look-up that has no answer though what was asked for exists. */
export class LookupError extends Error {
  constructor(
    readonly code: 'diagram.olderSystem',
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/**
 * The states of a procedure as SVG: of the version named, or of the one in force today.
 * @throws UnknownProcedureError
 */
export function procedureSvg(
  { catalogue, now }: { catalogue: Catalogue; now: () => Instant },
  code: string,
  version?: string,
): Promise<string> {
  return drawn(
    version === undefined ? catalogue.inForce(code, localDateOf(now())) : catalogue.version(code, version),
  );
}

/**
 * The states of the version a dossier runs under, its current ones marked.
 * @throws LookupError `diagram.olderSystem` for a dossier that was brought from an older system and has no states
 */
export function dossierSvg(
  { catalogue, reports }: { catalogue: Catalogue; reports: Reports },
  { code }: Authorized,
): Promise<string> {
  const dossier = reports.dossier(code);
  if (dossier !== null) {
    const { procedure, position } = dossier;
    return drawn(catalogue.version(procedure.code, procedure.version), position);
  }
  throw new LookupError(
    'diagram.olderSystem',
    `Dossier ${code} comes from an older system, which knew of no states; read it with GET /api/v1/dossiers/${code}.`,
  );
}

/** Laying out a diagram takes some 50 ms, and most dossiers stand in the same few places. */
const MOST = 20;
const known = new WeakMap<Procedure, Map<string, string>>();

async function drawn(procedure: Procedure, position?: Position): Promise<string> {
  const drawings = known.get(procedure) ?? new Map<string, string>();
  known.set(procedure, drawings);
  const place = JSON.stringify(position?.value ?? null);
  const before = drawings.get(place);
  if (before !== undefined) return before;
  // Graphviz is loaded by the first who asks for a diagram: other commands of the same program never do.
  const { procedureDiagram } = await import('../procedure/diagram/index.js');
  const svg = procedureDiagram(procedure, position);
  if (drawings.size >= MOST) drawings.clear();
  drawings.set(place, svg);
  return svg;
}
