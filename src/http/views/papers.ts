import type { z } from 'zod';
import { formatInstant } from '../../calendar/index.js';
import { awaitingScan, type Collector, type Dossier, type HandedOver } from '../../dossier/index.js';
import type { returned, scanRecord } from '../schemas/papers.js';

/** How a result was handed over, and to whom where it was written down. */
export function returnedView({ collector, ...handed }: HandedOver): z.output<typeof returned> {
  return { ...handed, collector: collector ? collectorView(collector) : null };
}

function collectorView({ who, name, idNumber, authorisation, lostSlip }: Collector) {
  const { identity = '', undertaking = '' } = lostSlip ?? {};
  return {
    who,
    name: name ?? null,
    idNumber: idNumber ?? null,
    authorisation: authorisation ?? null,
    lostSlip: lostSlip ? { identity, undertaking } : null,
  };
}

/** What was scanned or is exempt, and what still awaits it. */
export function scansView(dossier: Dossier): {
  scans: z.output<typeof scanRecord>[];
  awaitingScan: string[];
} {
  const { scans = [] } = dossier;
  return {
    scans: scans.map((one) => ({ ...one, at: formatInstant(one.at) })),
    awaitingScan: awaitingScan(dossier),
  };
}
