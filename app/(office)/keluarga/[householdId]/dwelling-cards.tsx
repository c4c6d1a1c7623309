import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { assetAnswers, houseAnswers, utilityAnswers } from "@/lib/registry/describe-values";
import { formatDate } from "@/lib/shared/format";
import type { FamilyView } from "./load-family";

/** House, services and belongings as the form asked for them. Lists other than DTSEN know none of it. */
export function DwellingCards({ family: { file } }: { readonly family: FamilyView }) {
  const { values } = file;
  if (!values) return null;
  const note = `DTSEN ${file.sourceName}${file.asOf ? `, keadaan ${formatDate(file.asOf)}` : ""}`;
  const meter = values.id_pelanggan_pln;
  return (
    <>
      <Card title="Rumah" note={note}>
        <SummaryList
          columns={2}
          rows={[
            ...houseAnswers(values),
            ...utilityAnswers(values),
            { term: "ID pelanggan PLN", value: meter == null ? null : String(meter) },
          ]}
        />
      </Card>
      <Card title="Aset" note={note}>
        <SummaryList rows={assetAnswers(values)} />
      </Card>
    </>
  );
}
