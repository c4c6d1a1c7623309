import { formatDate } from "@/lib/shared/format";

export interface DesilPoint {
  readonly key: string;
  readonly label: string;
  readonly asOf: Date;
  readonly desil: number | null;
  /** Of no release but of a list beside them: its point is hollow. */
  readonly reference: boolean;
  /** Said beside the releases: a point of its own, and no step of the way. */
  readonly beside: boolean;
}

const STEP = 130;
const HEIGHT = 200;
const LEFT = 30;
const RIGHT = 6;
const TOP = 16;
const BOTTOM = 46;

/** Desil 10 is on top, because "naik desil" is what people say. */
function y(desil: number): number {
  return TOP + ((10 - desil) * (HEIGHT - TOP - BOTTOM)) / 9;
}

/** Lists stand in equal steps: what counts is the order, and two lists of one month would overlap. */
function x(index: number): number {
  return LEFT + STEP * (index + 0.5);
}

/** The family's desil through the lists as steps. The same numbers stand in the table beside it. */
export function DesilChart({ points }: { readonly points: readonly DesilPoint[] }) {
  const ranked = points.flatMap((point, index) =>
    point.desil === null ? [] : [{ ...point, desil: point.desil, at: x(index) }],
  );
  const words = ranked.map(({ label, desil }) => `${label} desil ${desil}`).join(", ");
  const width = LEFT + STEP * points.length + RIGHT;
  return (
    <svg
      role="img"
      aria-label={`Perjalanan desil: ${words}`}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      className="h-auto max-w-full"
    >
      {[1, 4, 7, 10].map((desil) => (
        <g key={desil}>
          <line x1={LEFT} x2={width - RIGHT} y1={y(desil)} y2={y(desil)} className="stroke-line" />
          <text x={LEFT - 10} y={y(desil) + 4} textAnchor="end" className="fill-muted text-[13px]">
            {desil}
          </text>
        </g>
      ))}
      <path
        d={stepPath(ranked.filter(({ beside }) => !beside))}
        fill="none"
        strokeWidth={2.5}
        className="stroke-brand"
      />
      {ranked.map(({ key, at, desil, reference }) => (
        <g key={key}>
          <circle
            cx={at}
            cy={y(desil)}
            r={12}
            strokeWidth={2.5}
            className={reference ? "fill-surface stroke-brand" : "fill-brand stroke-brand"}
          />
          <text
            x={at}
            y={y(desil) + 4.5}
            textAnchor="middle"
            className={`font-bold text-[13px] ${reference ? "fill-text" : "fill-on-brand"}`}
          >
            {desil}
          </text>
        </g>
      ))}
      {points.map(({ key, label, asOf }, index) => (
        <g key={key} textAnchor="middle">
          <text x={x(index)} y={HEIGHT - 20} className="fill-text font-semibold text-[13px]">
            {label}
          </text>
          <text x={x(index)} y={HEIGHT - 4} className="fill-muted text-[12px]">
            {formatDate(asOf)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Level until the next list, then up or down: nobody knows what lay between. */
function stepPath(points: readonly { readonly at: number; readonly desil: number }[]): string {
  return points
    .map(({ at, desil }, index) => {
      const before = points[index - 1];
      if (!before) return `M ${at} ${y(desil)}`;
      const middle = (before.at + at) / 2;
      return `H ${middle} V ${y(desil)} H ${at}`;
    })
    .join(" ");
}
