import { select } from 'd3-selection';
import type { Chart } from './line-chart.ts';

export interface TableData {
  readonly columns: readonly string[];
  /** Cells of each row, the first of them its header. */
  readonly rows: readonly (readonly string[])[];
}

/** The figures of a chart as a table, for whoever cannot see the chart or wants the numbers. Keeps the table's caption. */
export function dataTable(table: HTMLTableElement, data: TableData): Chart<TableData> {
  const root = select(table);
  const head = root.append('thead').append('tr');
  const body = root.append('tbody');
  const draw = ({ columns, rows }: TableData) => {
    head
      .selectAll('th')
      .data(columns)
      .join('th')
      .attr('scope', 'col')
      .text((column) => column);
    body
      .selectAll<HTMLTableRowElement, readonly string[]>('tr')
      .data(rows)
      .join('tr')
      .each(function (cells) {
        const [header = '', ...values] = cells;
        const row = select(this);
        row.selectAll('th').data([header]).join('th').attr('scope', 'row').text(String);
        row.selectAll('td').data(values).join('td').text(String);
      });
  };
  draw(data);
  return {
    update: draw,
    destroy() {
      root.selectAll('thead, tbody').remove();
    },
  };
}
