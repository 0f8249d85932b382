import { type DirectedGraphEdge, type DirectedGraphNode, toDirectedGraph } from 'xstate/graph';
import type { Position, Procedure, StateMeta } from '../contract.js';
import { pathsOf } from '../positions.js';
import { commandWord, groupWords, stepWords, tagWords, wrapped } from './words.js';

/**
 * The states of a procedure as a graph in the DOT language, labelled in Vietnamese; the states of a position are marked
 * by a dot and a colour. The same procedure and position always give the same text.
 */
export function procedureDot(procedure: Procedure, position?: Position): string {
  const graph = toDirectedGraph(procedure.machine);
  const drawing: Drawing = { procedure, current: new Set(position ? pathsOf(position.value) : []) };
  return [
    'digraph {',
    '  graph [compound=true, rankdir=TB, nodesep=0.3, ranksep=0.45, fontname="Arial", fontsize=11, color="#8899aa", style=rounded]',
    '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#334455", fontname="Arial", fontsize=11, margin="0.22,0.08"]',
    '  edge [color="#556677", fontname="Arial", fontsize=9, arrowsize=0.7]',
    ...graph.children.flatMap((child) => nodeLines(child, drawing, '  ')),
    ...edgeLines(graph, procedure),
    '}',
    '',
  ].join('\n');
}

type Drawing = { procedure: Procedure; current: ReadonlySet<string> };

const isGroup = ({ children }: DirectedGraphNode): boolean => children.length > 0;

function nodeLines(node: DirectedGraphNode, drawing: Drawing, indent: string): string[] {
  if (!isGroup(node)) return [`${indent}${quoted(node.id)} [${attributesOf(node, drawing)}]`];
  const { tags, type } = node.stateNode;
  return [
    `${indent}subgraph ${quoted(`cluster ${node.id}`)} {`,
    `${indent}  label=${quoted(groupWords(tags, type))}`,
    `${indent}  style=${type === 'parallel' ? '"rounded,dashed"' : 'rounded'}`,
    ...node.children.flatMap((child) => nodeLines(child, drawing, `${indent}  `)),
    `${indent}}`,
  ];
}

function attributesOf(node: DirectedGraphNode, { procedure, current }: Drawing): string {
  const { tags, type, path } = node.stateNode;
  const step = (node.stateNode.meta as StateMeta | undefined)?.step;
  const words = step ? stepWords(step, procedure.facts) : (tagWords(tags) ?? 'Đã trả lời');
  const isCurrent = current.has(path.join('.'));
  const look = [
    `label=${quoted(isCurrent ? `● ${words}` : words)}`,
    ...(isCurrent
      ? ['fillcolor="#ffe08a"', 'penwidth=2.5']
      : tags.some(stops)
        ? ['fillcolor="#eef2f6"']
        : []),
    ...(type === 'final' ? ['peripheries=2'] : []),
    ...(step?.kind === 'handoff' || step?.kind === 'consultation'
      ? ['color="#1f5fa8"', 'fontcolor="#17406f"']
      : []),
  ];
  return look.join(', ');
}

const stops = (tag: string): boolean => tag.startsWith('clock.stopped.');

/** One arrow for all commands that lead from one state to another. */
function edgeLines(graph: DirectedGraphNode, procedure: Procedure): string[] {
  const arrows = new Map<string, { edge: DirectedGraphEdge; words: string[] }>();
  for (const edge of allEdges(graph)) {
    const key = `${edge.source.id}>${edge.target.id}`;
    const arrow = arrows.get(key) ?? { edge, words: [] };
    const words = edgeWords(edge, procedure);
    if (!arrow.words.includes(words)) arrow.words.push(words);
    arrows.set(key, arrow);
  }
  const nodes = new Map(allNodes(graph).map((node) => [node.stateNode.id, node]));
  return [...arrows.values()].map(({ edge, words }) => {
    const from = nodes.get(edge.source.id)!;
    const to = nodes.get(edge.target.id)!;
    const ends = [...clusterEnd('ltail', from), ...clusterEnd('lhead', to)];
    const attributes = [`label=${quoted(words.join('\n'))}`, ...ends].join(', ');
    return `  ${quoted(leafOf(from).id)} -> ${quoted(leafOf(to).id)} [${attributes}]`;
  });
}

function edgeWords({ transition }: DirectedGraphEdge, { facts }: Procedure): string {
  const guard: unknown = transition.guard;
  const params = typeof guard === 'object' && guard !== null && 'params' in guard ? guard.params : null;
  const key = typeof params === 'object' && params !== null && 'key' in params ? params.key : null;
  const only = facts.cases.find((each) => each.key === key);
  const command = commandWord(String(transition.eventType));
  return only ? `${command}\n(${wrapped(only.name.vi, 24)})` : command;
}

/** An arrow from or to a group ends at its border; DOT draws it at one of its states. */
const clusterEnd = (end: 'ltail' | 'lhead', node: DirectedGraphNode): string[] =>
  isGroup(node) ? [`${end}=${quoted(`cluster ${node.id}`)}`] : [];

const leafOf = (node: DirectedGraphNode): DirectedGraphNode => {
  if (!isGroup(node)) return node;
  const initial = node.stateNode.initial?.target[0]?.id;
  return leafOf(node.children.find(({ stateNode }) => stateNode.id === initial) ?? node.children[0]!);
};

const allNodes = (node: DirectedGraphNode): DirectedGraphNode[] => [node, ...node.children.flatMap(allNodes)];
const allEdges = (node: DirectedGraphNode): DirectedGraphEdge[] =>
  allNodes(node).flatMap(({ edges }) => edges);

/** A DOT string: quotes and backslashes escaped, line breaks kept. */
const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
