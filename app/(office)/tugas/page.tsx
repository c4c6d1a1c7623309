import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { countTasks, listTasks } from "@/lib/groundchecks/list-tasks";
import { TASK_TABS, TaskListParams, type TaskTab } from "@/lib/groundchecks/task-schema";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatNumber } from "@/lib/shared/format";
import { taskListAddress } from "./address";
import { TaskList } from "./task-list";

export const metadata: Metadata = { title: "Tugas saya" };

const TAB_LABELS = {
  dikunjungi: "Perlu dikunjungi",
  dikembalikan: "Dikembalikan",
  terkirim: "Terkirim",
  selesai: "Selesai",
} as const satisfies Record<TaskTab, string>;

export default async function TasksPage({ searchParams }: PageProps<"/tugas">) {
  const actor = await requirePermission("task.list");
  const params = TaskListParams.safeParse(await searchParams);
  const heading = (
    <PageHeading
      title="Tugas saya"
      caption="Keluarga yang harus dikunjungi. Yang berdekatan disusun berurutan."
    />
  );
  if (!params.success)
    return (
      <>
        {heading}
        <EmptyState
          title="Alamat ini tidak dikenal"
          action={<ButtonLink href="/tugas">Buka Tugas saya</ButtonLink>}
        >
          Alamat halaman ini memuat saringan yang tidak ada, jadi tidak ada tugas yang ditampilkan.
        </EmptyState>
      </>
    );

  const { tab, setelah } = params.data;
  const [office, counts, page] = await Promise.all([
    getOfficeOfRequest(),
    countTasks(db(), actor),
    listTasks(db(), actor, tab, setelah ?? null),
  ]);
  return (
    <>
      {heading}
      <LinkTabs
        label="Tahap tugas"
        tabs={TASK_TABS.map((one) => ({
          href: taskListAddress(one),
          text: TAB_LABELS[one],
          count: formatNumber(counts[one]),
          current: one === tab,
        }))}
      />
      <TaskList
        tab={tab}
        page={page}
        total={counts[tab]}
        fromStart={setelah === undefined}
        timeZone={office.timeZone}
      />
    </>
  );
}
