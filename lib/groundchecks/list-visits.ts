import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Questionnaire } from "@/lib/forms/definition";
import { questionnaireByVersion } from "@/lib/forms/queries";
import { VisitDocument } from "@/lib/forms/visit-document";
import { invariant } from "@/lib/shared/invariant";
import { type DescribedVisit, describeVisit, type VisitBackground } from "./describe-visit";
import { distanceMetres, type Place } from "./position-distance";
import { GROUNDCHECK_RESULTS } from "./workflow";

/** A phone's clock further off than this is told: its times cannot be compared with ours. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

const Row = z.object({
  id: z.uuid(),
  questionnaire: z.string(),
  result: z.enum(GROUNDCHECK_RESULTS),
  answers: VisitDocument,
  startedAt: z.date(),
  finishedAt: z.date(),
  clockOffsetMs: z.number(),
  receivedAt: z.date(),
  submittedBy: z.uuid(),
  submittedByName: z.string().nullable(),
});

const Picture = z.object({
  id: z.uuid(),
  width: z.number().int(),
  height: z.number().int(),
  takenAt: z.date().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});
type Picture = z.infer<typeof Picture>;

/** A photo that a visit names. */
export interface VisitPhoto {
  readonly code: string;
  readonly label: string;
  readonly id: string;
  /** Null: it has not arrived yet. */
  readonly picture: Pick<Picture, "width" | "height" | "takenAt"> | null;
  /** From where it was taken to where the visit was; null where one of the two is not known. */
  readonly distance: number | null;
}

/** A submission as the office reads it. */
export interface VisitView
  extends Omit<z.infer<typeof Row>, "answers" | "questionnaire">,
    Omit<DescribedVisit, "photos"> {
  readonly photos: readonly VisitPhoto[];
  /** The phone's clock was so far off that its times say little. */
  readonly clockIsOff: boolean;
}

/** All submissions of a groundcheck whose reader was let in, newest first. */
export async function listVisits(
  client: Db,
  groundcheckId: string,
  background: VisitBackground,
): Promise<VisitView[]> {
  const rows = await readVisits(client, groundcheckId);
  const pictures = await readPictures(client, groundcheckId);
  const forms = await readForms(
    client,
    rows.map(({ questionnaire }) => questionnaire),
  );
  return rows.map(({ answers, questionnaire, ...row }) => {
    const form = forms.get(questionnaire);
    invariant(form !== undefined, "a visit was made with a form that is kept");
    const described = describeVisit(form, answers, background, row.finishedAt);
    return {
      ...row,
      ...described,
      photos: described.photos.map((photo) => ({
        ...photo,
        ...placePicture(pictures.get(photo.id), answers.position),
      })),
      clockIsOff: Math.abs(row.clockOffsetMs) > CLOCK_TOLERANCE_MS,
    };
  });
}

async function readVisits(client: Db, groundcheckId: string): Promise<z.infer<typeof Row>[]> {
  const rows = await client.$queryRaw`
    SELECT groundcheck_visit.id,
           groundcheck_visit.questionnaire,
           groundcheck_visit.result::text,
           groundcheck_visit.answers,
           groundcheck_visit.started_at AS "startedAt",
           groundcheck_visit.finished_at AS "finishedAt",
           groundcheck_visit.clock_offset_ms AS "clockOffsetMs",
           groundcheck_visit.received_at AS "receivedAt",
           groundcheck_visit.submitted_by AS "submittedBy",
           app_user.name AS "submittedByName"
      FROM groundcheck_visit
 LEFT JOIN app_user ON app_user.id = groundcheck_visit.submitted_by
     WHERE groundcheck_visit.groundcheck_id = ${groundcheckId}::uuid
  ORDER BY groundcheck_visit.received_at DESC, groundcheck_visit.id DESC
  `;
  return z.array(Row).parse(rows);
}

async function readPictures(client: Db, groundcheckId: string): Promise<Map<string, Picture>> {
  const rows = await client.$queryRaw`
    SELECT attachment.id,
           attachment.width,
           attachment.height,
           attachment.taken_at AS "takenAt",
           attachment.latitude::float8,
           attachment.longitude::float8
      FROM attachment
     WHERE attachment.groundcheck_id = ${groundcheckId}::uuid
  `;
  return new Map(
    z
      .array(Picture)
      .parse(rows)
      .map((picture) => [picture.id, picture]),
  );
}

async function readForms(
  client: Db,
  versions: readonly string[],
): Promise<Map<string, Questionnaire>> {
  const forms = new Map<string, Questionnaire>();
  for (const version of new Set(versions)) {
    const form = await questionnaireByVersion(client, version);
    if (form) forms.set(version, form);
  }
  return forms;
}

function placePicture(
  picture: Picture | undefined,
  visited: Place | null,
): Pick<VisitPhoto, "picture" | "distance"> {
  if (!picture) return { picture: null, distance: null };
  const { latitude, longitude, width, height, takenAt } = picture;
  const known = visited !== null && latitude !== null && longitude !== null;
  return {
    picture: { width, height, takenAt },
    distance: known ? distanceMetres(visited, { latitude, longitude }) : null,
  };
}
