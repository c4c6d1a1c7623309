import { expect, test } from "vitest";
import { estimateProgress, type RunProgress } from "./estimate-progress";

const STARTED = new Date("2026-11-22T03:00:00Z");
const reading: RunProgress = {
  state: "checking",
  stage: "reading_families",
  rowsDone: 20_000,
  rowsTotal: 100_000,
  stageStartedAt: STARTED,
  waitingFor: null,
};

function after(seconds: number): Date {
  return new Date(STARTED.getTime() + seconds * 1000);
}

test("a fifth done in four seconds leaves sixteen", () => {
  expect(estimateProgress(reading, after(4))).toMatchObject({
    rowsPerSecond: 5_000,
    secondsLeft: 16,
  });
});

test("in the first moment nothing is promised", () => {
  expect(estimateProgress(reading, after(1))).toMatchObject({
    rowsPerSecond: null,
    secondsLeft: null,
  });
});

test("without a total there is a rate and no end", () => {
  expect(estimateProgress({ ...reading, rowsTotal: null }, after(10))).toMatchObject({
    rowsPerSecond: 2_000,
    secondsLeft: null,
  });
});

test("more rows than were counted on leave no negative time", () => {
  expect(estimateProgress({ ...reading, rowsDone: 120_000 }, after(10)).secondsLeft).toBe(0);
});
