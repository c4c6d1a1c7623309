import { ALL_PROGRAMS, type ScenarioRow } from "./scenario";

/** Families that are as they should be, with those that ought to receive PKH and do not. */
export const ORDINARY: readonly ScenarioRow[] = [
  { name: "well_off", share: 4300, desil: { steady: [6, 10] } },
  { name: "well_off_civil_servant", share: 250, desil: { steady: [6, 10] }, civilServant: true },
  { name: "middle_formerly_poor", share: 250, desil: { steady: [5, 8] }, dtks: [4, 4] },
  { name: "middle", share: 550, desil: { steady: [5, 6] } },
  {
    name: "middle_with_aid",
    share: 250,
    desil: { steady: [5, 5] },
    dtks: [4, 4],
    programs: ["SEMBAKO", "PBI_JK"],
  },
  { name: "middle_with_pbi", share: 250, desil: { steady: [5, 5] }, programs: ["PBI_JK"] },
  {
    name: "poor_with_pkh",
    share: 650,
    desil: { steady: [1, 4] },
    dtks: [1, 4],
    programs: ALL_PROGRAMS,
    component: "yes",
  },
  {
    name: "poor_with_pkh_only",
    share: 200,
    desil: { steady: [1, 4] },
    programs: ["PKH", "PBI_JK"],
    component: "yes",
  },
  {
    name: "poor_with_sembako",
    share: 500,
    desil: { steady: [1, 4] },
    dtks: [1, 4],
    programs: ["SEMBAKO", "PBI_JK"],
    component: "no",
  },
  {
    name: "poor_with_pbi",
    share: 350,
    desil: { steady: [1, 4] },
    programs: ["PBI_JK"],
    component: "no",
  },
  { name: "poor_without_aid", share: 400, desil: { steady: [1, 4] }, component: "no" },
  {
    name: "rises_without_aid",
    share: 60,
    desil: {
      moves: [
        [4, 5],
        [4, 6],
        [3, 5],
      ],
    },
  },
  {
    name: "falls_without_component",
    share: 40,
    desil: {
      moves: [
        [5, 4],
        [6, 4],
        [5, 3],
      ],
    },
    component: "no",
  },
  {
    name: "back_within_limit",
    share: 12,
    desil: {
      moves: [
        [6, 4],
        [6, 3],
        [5, 4],
      ],
    },
    dtks: [1, 4],
    programs: ["PKH"],
    component: "yes",
  },
  { name: "gains_rank", share: 6, desil: { gainsRankAt: [6, 9] } },
  {
    name: "waits_for_pkh_with_sembako",
    share: 400,
    desil: { steady: [1, 4] },
    dtks: [1, 4],
    programs: ["SEMBAKO", "PBI_JK"],
    component: "yes",
    errors: ["eligible_not_enrolled:PKH"],
  },
  {
    name: "waits_for_pkh",
    share: 350,
    desil: { steady: [1, 4] },
    component: "yes",
    errors: ["eligible_not_enrolled:PKH"],
  },
  {
    name: "falls_with_component",
    share: 20,
    desil: {
      moves: [
        [5, 4],
        [6, 4],
      ],
    },
    component: "yes",
    errors: ["eligible_not_enrolled:PKH"],
  },
];
