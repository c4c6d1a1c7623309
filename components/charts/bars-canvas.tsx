"use client";

import {
  Bar,
  BarChart,
  LabelList,
  Legend,
  Rectangle,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { formatNumber } from "@/lib/shared/format";
import type { ChartRow, Look, Series } from "./chart-types";

const FILL: Record<Look, string> = {
  solid: "var(--desil-2)",
  hatched: "url(#chart-hatched)",
  pale: "var(--desil-7)",
  dotted: "url(#chart-dotted)",
};

const AXIS = { fill: "var(--text-muted)", fontSize: 13 };

export interface BarsProps {
  readonly rows: readonly ChartRow[];
  readonly series: readonly Series[];
  /** Bars lie: for long labels, and stacks that are read as a way. */
  readonly lying?: boolean;
  /** One filling a row instead of one a series, in their order. */
  readonly fills?: readonly string[];
}

/** The drawing; loaded only where a chart is shown. Beside it always stands a table of the same numbers. */
export function BarsCanvas({ rows, series, lying = false, fills }: BarsProps) {
  const data = rows.map(({ label, values }, index) => ({ label, ...values, fill: fills?.[index] }));
  const stacked = series.length > 1;
  return (
    <ResponsiveContainer>
      <BarChart
        data={data}
        layout={lying ? "vertical" : "horizontal"}
        margin={{ top: 20, right: lying ? 56 : 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <defs>
          <pattern
            id="chart-hatched"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill="var(--surface)" />
            <rect width="3" height="6" fill="var(--desil-3)" />
          </pattern>
          <pattern id="chart-dotted" width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill="var(--surface)" />
            <circle cx="3" cy="3" r="1.5" fill="var(--desil-2)" />
          </pattern>
        </defs>
        {lying ? (
          <>
            <XAxis type="number" hide />
            <YAxis
              type="category"
              dataKey="label"
              width={112}
              tick={AXIS}
              axisLine={false}
              tickLine={false}
            />
          </>
        ) : (
          <>
            <XAxis
              dataKey="label"
              tick={AXIS}
              tickLine={false}
              interval={0}
              axisLine={{ stroke: "var(--line-control)" }}
            />
            <YAxis hide />
          </>
        )}
        {series.map(({ key, name, look }, index) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            stackId={stacked ? "all" : undefined}
            fill={FILL[look]}
            stroke="var(--line-control)"
            isAnimationActive={false}
            maxBarSize={44}
            shape={(bar) => <Rectangle {...bar} fill={fills ? bar.payload.fill : FILL[look]} />}
          >
            {index === series.length - 1 && (
              <LabelList
                position={lying ? "right" : "top"}
                valueAccessor={(_, row) => totalOf(rows[row], series)}
                fill="var(--text)"
                fontSize={12}
              />
            )}
          </Bar>
        ))}
        {stacked && (
          <Legend
            verticalAlign="bottom"
            align="left"
            iconType="rect"
            itemSorter={null}
            formatter={(name) => <span className="text-small text-text">{name}</span>}
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}

function totalOf(row: ChartRow | undefined, series: readonly Series[]): string {
  return formatNumber(series.reduce((sum, { key }) => sum + (row?.values[key] ?? 0), 0));
}
