import {
  tellInvalidNik,
  tellInvalidNikElsewhere,
  tellInvalidNikFoundByName,
  tellInvalidNikOfPayee,
} from "./damaged-nik-stories";
import {
  tellGoneSinceV2,
  tellKkChanged,
  tellKkChangedInLists,
  tellNewInV3,
  tellOnlyInLists,
  tellRenumberedBeforeV2,
  tellSteady,
} from "./plain-stories";
import {
  tellDoubleBenefit,
  tellDoubleBenefitUnderTwoNumbers,
  tellListedTwice,
  tellNikCountedOnce,
  tellNikInTwoFamilies,
  tellNikInTwoPaidFamilies,
  tellNikOfStrayRow,
  tellNikTwiceInFamily,
  tellWrongMemberCount,
} from "./repeated-row-stories";
import type { StoryName } from "./scenario";
import { tellScattered, tellSplitApart, tellSplitOff } from "./split-stories";
import type { StoryTeller } from "./story";

/** How each story of the plan is told. */
export const STORIES: Readonly<Record<StoryName, StoryTeller>> = {
  steady: tellSteady,
  kk_changed: tellKkChanged,
  kk_changed_in_lists_too: tellKkChangedInLists,
  renumbered_before_v2: tellRenumberedBeforeV2,
  gone_since_v2: tellGoneSinceV2,
  only_in_lists: tellOnlyInLists,
  new_in_v3: tellNewInV3,
  invalid_nik: tellInvalidNik,
  invalid_nik_of_payee: tellInvalidNikOfPayee,
  invalid_nik_found_by_name: tellInvalidNikFoundByName,
  invalid_nik_in_another_kelurahan: tellInvalidNikElsewhere,
  double_benefit: tellDoubleBenefit,
  double_benefit_under_two_numbers: tellDoubleBenefitUnderTwoNumbers,
  listed_twice: tellListedTwice,
  wrong_member_count: tellWrongMemberCount,
  duplicate_nik_in_one_family: tellNikTwiceInFamily,
  duplicate_nik_counted_once: tellNikCountedOnce,
  duplicate_nik_in_two_families: tellNikInTwoFamilies,
  duplicate_nik_in_two_paid_families: tellNikInTwoPaidFamilies,
  duplicate_nik_of_stray_row: tellNikOfStrayRow,
  scattered: tellScattered,
  split_off: tellSplitOff,
  split_apart: tellSplitApart,
};
