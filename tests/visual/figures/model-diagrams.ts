import { Diagram } from '../../../components/graph-view/diagram.ts';
import { networkChoices } from '../../../components/graph-view/network-choices.ts';
import { describeNetwork } from '../../../src/training/model-graph/describe-network.ts';
import { box, emptySvg, type Figure } from '../figure.ts';

const noHandlers = { hover: () => undefined, choose: () => undefined, cross: () => undefined };

/** Every network of the graph view in both frameworks, its second layer chosen and the third marked as a partner. */
export const modelDiagrams: Readonly<Record<string, Figure>> = Object.fromEntries(
  networkChoices(undefined).flatMap(({ name, network }) =>
    (['torch', 'keras'] as const).map((dialect) => [
      `${name}-${dialect}`,
      () => {
        const graph = describeNetwork(network)[dialect];
        const svg = emptySvg('graph-diagram');
        const diagram = new Diagram(svg, graph, dialect, noHandlers);
        diagram.mark(
          graph.nodes[1]?.id ?? null,
          graph.nodes.slice(2, 3).map(({ id }) => id),
        );
        return box('graph-side', dialect, [svg]);
      },
    ]),
  ),
);
