import { z } from "zod";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { readBody } from "@/lib/actions/read-body";
import { recordAudit } from "@/lib/audit/record-audit";
import { isAllowed } from "@/lib/auth/policy";
import { db } from "@/lib/db/client";
import { exportResponse } from "@/lib/export/export-file";
import { LIST_EXPORTS } from "@/lib/export/lists";
import { ExportForm, ExportName, readFilters } from "@/lib/export/schema";
import { getOfficeOfRequest } from "@/lib/office/queries";

const FORM_BYTES_MAX = 16 * 1024;

/**
 * A list as a file, with the filters of its page, for a purpose that is written down before the
 * first row is read. A form that is sent, not an address: what it was taken for stands in no log.
 */
export const POST = defineRoute({
  permission: "list.export",
  params: z.object({ list: ExportName }),
  async handle({ request, actor, params: { list } }) {
    const { title, permission, hasNumbers, open } = LIST_EXPORTS[list];
    if (!isAllowed(actor, permission)) return problem(404, "Daftar tidak ditemukan.");
    const body = await readBody(request, FORM_BYTES_MAX);
    if (!body.ok) return problem(413, "Formulir ini terlalu panjang.");
    const form = ExportForm.safeParse(
      Object.fromEntries(new URLSearchParams(body.value.toString("utf8"))),
    );
    if (!form.success) return problem(400, form.error.issues[0]?.message ?? "Isi formulirnya.");
    const { format, tujuan: purpose, nomor, saringan: filters } = form.data;
    const fullNumbers = hasNumbers && nomor === "lengkap";
    const office = await getOfficeOfRequest();
    const opened = await open({
      client: db(),
      actor,
      office,
      filters: readFilters(filters),
      fullNumbers,
    });
    if (!opened) return problem(400, "Saringan ini tidak dikenal, jadi tidak ada yang diunduh.");
    await recordAudit(db(), actor, {
      action: "list.export",
      subject: "list",
      subjectId: list,
      detail: { format, fullNumbers, filters: readFilters(filters), purpose },
    });
    return exportResponse(
      opened,
      format,
      { title, purpose, filters, takenAt: new Date() },
      { actor, office },
    );
  },
});
