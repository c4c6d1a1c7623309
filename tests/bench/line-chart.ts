interface Series {
  readonly name: string;
  readonly color: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

interface Chart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 420;
const PLOT = { left: 72, right: 560, top: 56, bottom: 360 } as const;

/**
 * Draws lines over two logarithmic axes, on which what grows in step with its size is a straight
 * line, as the text of an SVG file that needs nothing else.
 */
export function drawLineChart({ title, xLabel, yLabel, series }: Chart): string {
  const points = series.flatMap((one) => one.points);
  const x = axis(
    points.map((point) => point.x),
    PLOT.left,
    PLOT.right,
  );
  const y = axis(
    points.map((point) => point.y),
    PLOT.bottom,
    PLOT.top,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeText(title)}" font-family="system-ui, sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(PLOT.left, 28, title, 'font-size="16" font-weight="600"'),
    ...x.ticks.flatMap((tick) => [
      gridLine(x.at(tick), PLOT.top, x.at(tick), PLOT.bottom),
      text(x.at(tick), PLOT.bottom + 20, tick.toLocaleString("en"), 'text-anchor="middle"'),
    ]),
    ...y.ticks.flatMap((tick) => [
      gridLine(PLOT.left, y.at(tick), PLOT.right, y.at(tick)),
      text(PLOT.left - 8, y.at(tick) + 4, tick.toLocaleString("en"), 'text-anchor="end"'),
    ]),
    text((PLOT.left + PLOT.right) / 2, HEIGHT - 16, xLabel, 'text-anchor="middle"'),
    text(PLOT.left, PLOT.top - 10, yLabel, ""),
    ...series.flatMap((one) => drawSeries(one, x.at, y.at)),
    "</svg>",
    "",
  ].join("\n");
}

interface Axis {
  readonly ticks: readonly number[];
  /** Where a value stands in the picture. */
  at(value: number): number;
}

/** From the power of ten below the least value to the one above the greatest. */
function axis(values: readonly number[], from: number, to: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
  };
}

function drawSeries({ name, color, points }: Series, x: Axis["at"], y: Axis["at"]): string[] {
  const places = points.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`);
  const last = points.at(-1);
  return [
    `<polyline points="${places.join(" ")}" fill="none" stroke="${color}" stroke-width="2"/>`,
    ...points.map(
      (point) =>
        `<circle cx="${x(point.x).toFixed(1)}" cy="${y(point.y).toFixed(1)}" r="4" fill="${color}"/>`,
    ),
    last ? text(x(last.x) + 10, y(last.y) + 4, name, `fill="${color}"`) : "",
  ];
}

function gridLine(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#d4d4d8"/>`;
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escapeText(content)}</text>`;
}

function escapeText(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
