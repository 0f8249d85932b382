import type { VNode } from 'preact';
import { Both } from './shell.js';
import { LABELS } from './words.js';

/** Says plainly whether somebody has checked a fact against its source. */
export function Mark({ verified }: { verified: boolean }): VNode {
  return (
    <span class={verified ? 'mark sure' : 'mark'}>
      <Both words={verified ? LABELS.verified : LABELS.unverified} />
    </span>
  );
}
