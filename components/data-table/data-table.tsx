import { flexRender } from "@tanstack/react-table/flex-render";
import {
  constructTable,
  createColumnHelper,
  metaHelper,
  type TableOptions,
  tableFeatures,
} from "@tanstack/table-core";
import { storeReactivityBindings } from "@tanstack/table-core/store-reactivity-bindings";
import type { ReactNode } from "react";

export interface ColumnMeta {
  /** Numbers stand at the end, in tabular figures. */
  readonly align?: "end";
  /** What the cell is called on a phone, where rows are cards; the head where it is absent. */
  readonly label?: string;
  readonly className?: string;
}

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnMeta: metaHelper<ColumnMeta>(),
});

/** The columns of a list of `Row`; the type of a column's value is the column's own affair. */
export type Columns<Row extends object> = TableOptions<typeof features, Row>["columns"];

/** The helper that writes the columns of a list of `Row`; the first column is the row's head and its link. */
export function columnsOf<Row extends object>() {
  return createColumnHelper<typeof features, Row>();
}

/**
 * The one table: server-rendered, with caption and scope, cards on a phone. Sorting, filtering and
 * paging happen in SQL and in the address, so the browser gets no row that it does not show.
 */
export function DataTable<Row extends object>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  cards = true,
}: {
  readonly caption: ReactNode;
  readonly captionHidden?: boolean;
  readonly columns: Columns<Row>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Off for small tables of numbers that fit a phone as they are. */
  readonly cards?: boolean;
}) {
  const table = constructTable({
    features,
    columns,
    data: rows,
    getRowId: rowKey,
  });
  return (
    <table className="data-table" data-cards={cards ? "" : undefined}>
      <caption className={captionHidden ? "sr-only" : "px-4 py-3 text-start text-small text-muted"}>
        {caption}
      </caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <th
                key={header.id}
                scope="col"
                data-align={header.column.columnDef.meta?.align}
                className={header.column.columnDef.meta?.className}
              >
                {flexRender(header.column.columnDef.header, header.getContext())}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id}>
            {row.getAllCells().map((cell, index) => {
              const { meta, header, cell: content } = cell.column.columnDef;
              const shown = flexRender(content, cell.getContext());
              if (index === 0)
                return (
                  <th key={cell.id} scope="row" className={meta?.className}>
                    {shown}
                  </th>
                );
              return (
                <td
                  key={cell.id}
                  data-align={meta?.align}
                  data-label={meta?.label ?? (typeof header === "string" ? header : undefined)}
                  className={meta?.className}
                >
                  <div>{shown}</div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
