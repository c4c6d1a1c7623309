import { ALL_PROGRAMS, type ScenarioRow } from "./scenario";

/** Salah masuk: receives above the limit (PKH 4, Sembako and PBI-JK 5), or should not receive. */
export const INCLUSION: readonly ScenarioRow[] = [
  {
    name: "pkh_jumps",
    share: 30,
    desil: {
      moves: [
        [3, 6],
        [4, 6],
        [4, 7],
        [3, 5],
      ],
    },
    programs: ["PKH"],
    component: "yes",
    errors: ["over_limit:PKH"],
  },
  {
    name: "pkh_jumps_formerly_poor",
    share: 16,
    desil: {
      moves: [
        [2, 5],
        [3, 5],
        [3, 6],
        [4, 7],
      ],
    },
    dtks: [1, 3],
    programs: ["PKH"],
    component: "yes",
    livesPoorly: true,
    errors: ["over_limit:PKH", "misplaced_high"],
  },
  {
    name: "all_programs_jump",
    share: 24,
    desil: {
      moves: [
        [3, 6],
        [4, 6],
        [4, 7],
      ],
    },
    dtks: [4, 4],
    programs: ALL_PROGRAMS,
    component: "yes",
    errors: ["over_limit:PKH", "over_limit:SEMBAKO", "over_limit:PBI_JK"],
  },
  {
    name: "all_programs_jump_formerly_poor",
    share: 12,
    desil: {
      moves: [
        [3, 6],
        [4, 6],
        [4, 7],
      ],
    },
    dtks: [1, 3],
    programs: ALL_PROGRAMS,
    component: "yes",
    livesPoorly: true,
    errors: ["over_limit:PKH", "over_limit:SEMBAKO", "over_limit:PBI_JK", "misplaced_high"],
  },
  {
    name: "pkh_alone_over_at_5",
    share: 20,
    desil: {
      moves: [
        [4, 5],
        [3, 5],
        [2, 5],
      ],
    },
    dtks: [4, 4],
    programs: ALL_PROGRAMS,
    component: "yes",
    errors: ["over_limit:PKH"],
  },
  {
    name: "pkh_alone_over_at_5_formerly_poor",
    share: 10,
    desil: {
      moves: [
        [4, 5],
        [3, 5],
      ],
    },
    dtks: [1, 3],
    programs: ALL_PROGRAMS,
    component: "yes",
    errors: ["over_limit:PKH", "misplaced_high"],
  },
  {
    name: "pkh_long_over",
    share: 12,
    desil: { steady: [6, 8] },
    programs: ["PKH"],
    component: "yes",
    errors: ["over_limit:PKH"],
  },
  {
    name: "pkh_over_by_extreme_rise",
    share: 6,
    desil: {
      moves: [
        [2, 8],
        [3, 9],
        [1, 6],
        [3, 7],
      ],
    },
    dtks: [1, 3],
    programs: ["PKH"],
    component: "yes",
    errors: ["over_limit:PKH", "misplaced_high", "extreme_shift"],
  },
  {
    name: "pkh_over_with_damaged_nik",
    share: 4,
    story: "invalid_nik_of_payee",
    desil: { moves: [[4, 6]] },
    programs: ["PKH"],
    component: "yes",
    errors: ["over_limit:PKH"],
  },
  {
    name: "sembako_over",
    share: 20,
    desil: {
      moves: [
        [5, 6],
        [4, 6],
        [5, 8],
      ],
    },
    dtks: [4, 4],
    programs: ["SEMBAKO"],
    errors: ["over_limit:SEMBAKO"],
  },
  {
    name: "sembako_and_pbi_over",
    share: 16,
    desil: {
      moves: [
        [5, 6],
        [4, 7],
        [5, 7],
      ],
    },
    programs: ["SEMBAKO", "PBI_JK"],
    errors: ["over_limit:SEMBAKO", "over_limit:PBI_JK"],
  },
  {
    name: "pbi_over",
    share: 30,
    desil: {
      moves: [
        [5, 6],
        [4, 6],
        [6, 8],
      ],
    },
    programs: ["PBI_JK"],
    errors: ["over_limit:PBI_JK"],
  },
  {
    name: "pbi_over_formerly_poor",
    share: 10,
    desil: {
      moves: [
        [4, 6],
        [5, 6],
      ],
    },
    dtks: [1, 3],
    programs: ["PBI_JK"],
    livesPoorly: true,
    errors: ["over_limit:PBI_JK", "misplaced_high"],
  },
  {
    name: "low_with_means",
    share: 10,
    desil: { steady: [1, 4] },
    component: "no",
    signsOfMeans: "certainly",
    errors: ["misplaced_low"],
  },
  {
    name: "low_with_means_and_component",
    share: 6,
    desil: { steady: [1, 4] },
    component: "yes",
    signsOfMeans: "certainly",
    errors: ["misplaced_low", "eligible_not_enrolled:PKH"],
  },
  {
    name: "falls_extremely_with_means",
    share: 4,
    desil: {
      moves: [
        [8, 2],
        [9, 4],
        [6, 1],
      ],
    },
    component: "no",
    signsOfMeans: "certainly",
    errors: ["misplaced_low", "extreme_shift"],
  },
  {
    name: "pkh_without_component",
    share: 12,
    desil: { steady: [1, 4] },
    dtks: [1, 4],
    programs: ["PKH"],
    component: "no",
    errors: ["no_component"],
  },
  {
    name: "pkh_civil_servant",
    share: 8,
    desil: { steady: [2, 4] },
    programs: ["PKH"],
    component: "yes",
    civilServant: true,
    errors: ["excluded_occupation"],
  },
  {
    name: "pkh_twice_in_family",
    share: 6,
    story: "double_benefit",
    desil: { steady: [1, 4] },
    programs: ["PKH"],
    component: "yes",
    errors: ["double_benefit"],
  },
];

/** Salah keluar: poor in the old DTKS and high in DTSEN; and families whose rank is no use. */
export const EXCLUSION: readonly ScenarioRow[] = [
  {
    name: "formerly_poor_jumps",
    share: 50,
    desil: {
      moves: [
        [3, 5],
        [4, 6],
        [4, 7],
        [2, 5],
      ],
    },
    dtks: [1, 3],
    livesPoorly: true,
    errors: ["misplaced_high"],
  },
  {
    name: "formerly_poor_long_high",
    share: 40,
    desil: { steady: [6, 8] },
    dtks: [1, 3],
    livesPoorly: true,
    errors: ["misplaced_high"],
  },
  {
    name: "formerly_poor_new_and_high",
    share: 4,
    story: "new_in_v3",
    desil: { steady: [5, 8] },
    dtks: [1, 3],
    livesPoorly: true,
    errors: ["misplaced_high"],
  },
  {
    name: "formerly_poor_renumbered",
    share: 6,
    story: "renumbered_before_v2",
    desil: { steady: [5, 7] },
    dtks: [1, 3],
    livesPoorly: true,
    errors: ["misplaced_high"],
  },
  {
    name: "rises_extremely",
    share: 6,
    desil: {
      moves: [
        [4, 9],
        [2, 10],
        [5, 9],
      ],
    },
    errors: ["extreme_shift"],
  },
  {
    name: "loses_rank_formerly_poor",
    share: 8,
    desil: { losesRankFrom: [1, 3] },
    dtks: [1, 3],
    programs: ["PKH"],
    component: "yes",
    errors: ["unranked"],
  },
  { name: "loses_rank", share: 8, desil: { losesRankFrom: [5, 8] }, errors: ["unranked"] },
];
