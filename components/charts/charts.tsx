"use client";

import dynamic from "next/dynamic";
import type { BarsProps } from "./bars-canvas";
import type { LinesProps } from "./lines-canvas";

// The library draws in the browser only, and only pages with a chart load it.
const BarsCanvas = dynamic(() => import("./bars-canvas").then((module) => module.BarsCanvas), {
  ssr: false,
});
const LinesCanvas = dynamic(() => import("./lines-canvas").then((module) => module.LinesCanvas), {
  ssr: false,
});

const HEIGHT = { low: "h-44", middle: "h-60", high: "h-72 lg:h-96" } as const;

interface Size {
  /** Kept free from the start, so that nothing moves when the drawing comes. */
  readonly height: keyof typeof HEIGHT;
}

/**
 * Bars, as a picture of the table that stands beside them: whoever cannot see the picture misses
 * nothing, so it is hidden from screen readers and takes no focus.
 */
export function Bars({ height, ...bars }: BarsProps & Size) {
  return (
    <div aria-hidden className={HEIGHT[height]}>
      <BarsCanvas {...bars} />
    </div>
  );
}

/** Lines over years, on the same terms. */
export function Lines({ height, ...lines }: LinesProps & Size) {
  return (
    <div aria-hidden className={HEIGHT[height]}>
      <LinesCanvas {...lines} />
    </div>
  );
}
