import "server-only";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { USER_STATE_LABELS } from "@/lib/users/labels";
import { listUsers, type UserRow } from "@/lib/users/list-users";
import { UserListParams } from "@/lib/users/schema";
import { EXPORT_BATCH, type ExportColumn, everyPage, listExport, openExport } from "../list-export";

/** The accounts of the office. */
export const USERS_EXPORT = listExport({
  title: "Pengguna",
  permission: "user.list",
  hasNumbers: false,
  filters: UserListParams,
  async open({ client, office, filters: { cari, peran, keadaan } }) {
    // What was searched for is remembered for the person, not a list of its own.
    if (cari) return null;
    const now = new Date();
    return openExport(
      userColumns(office.timeZone),
      everyPage((after: string | null) =>
        listUsers(client, { peran, keadaan }, after, now, EXPORT_BATCH),
      ),
    );
  },
});

function userColumns(timeZone: TimeZone): readonly ExportColumn<UserRow>[] {
  return [
    { title: "Nama", value: ({ name }) => name },
    { title: "Nama pengguna", value: ({ username }) => username },
    { title: "Peran", value: ({ role }) => ROLE_LABELS[role] },
    { title: "Wilayah tugas", value: ({ areaNames }) => areaNames.join(", ") },
    { title: "Keadaan", value: ({ state }) => USER_STATE_LABELS[state].text },
    {
      title: "Terakhir aktif",
      value: ({ lastSeenAt }) => lastSeenAt && formatInstant(lastSeenAt, timeZone),
    },
    { title: "Perangkat masuk", value: ({ devices }) => devices },
  ];
}
