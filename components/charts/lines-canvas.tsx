"use client";

import { LabelList, Legend, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { formatNumber } from "@/lib/shared/format";
import type { ChartRow, Look, Series } from "./chart-types";

const STROKE: Record<Look, { readonly color: string; readonly dashes: string }> = {
  solid: { color: "var(--desil-2)", dashes: "" },
  hatched: { color: "var(--sentiment-warning)", dashes: "8 4" },
  pale: { color: "var(--link)", dashes: "2 3" },
  dotted: { color: "var(--sentiment-neutral)", dashes: "1 5" },
};

const AXIS = { fill: "var(--text-muted)", fontSize: 13 };

export interface LinesProps {
  readonly rows: readonly ChartRow[];
  readonly series: readonly Series[];
}

/** The drawing; loaded only where a chart is shown. Beside it always stands a table of the same numbers. */
export function LinesCanvas({ rows, series }: LinesProps) {
  return (
    <ResponsiveContainer>
      <LineChart
        data={rows.map(({ label, values }) => ({ label, ...values }))}
        margin={{ top: 20, right: 32, bottom: 0, left: 32 }}
        accessibilityLayer={false}
      >
        <XAxis
          dataKey="label"
          tick={AXIS}
          tickLine={false}
          interval={0}
          axisLine={{ stroke: "var(--line-control)" }}
        />
        <YAxis hide domain={[0, "auto"]} />
        {series.map(({ key, name, look }) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            type="linear"
            stroke={STROKE[look].color}
            strokeDasharray={STROKE[look].dashes}
            strokeWidth={2}
            dot={{ r: 4, fill: STROKE[look].color, strokeDasharray: "" }}
            connectNulls
            isAnimationActive={false}
          >
            <LabelList
              dataKey={key}
              position="top"
              offset={10}
              fill="var(--text)"
              fontSize={12}
              formatter={(value) => (typeof value === "number" ? formatNumber(value) : "")}
            />
          </Line>
        ))}
        {series.length > 1 && (
          <Legend
            verticalAlign="bottom"
            align="left"
            itemSorter={null}
            formatter={(name) => <span className="text-small text-text">{name}</span>}
          />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
}
