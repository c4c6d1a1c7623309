import { escapeIdentifier, type Pool } from "pg";

/** A digest of the rows of each table that are in force. */
export type PublishedContent = Readonly<Record<string, string>>;

/** The work on an import and on an office, of which an interrupted one may have left more. */
const NOT_IN_FORCE =
  /^(_|import_|audit_event$|detection_run$|source_area$|column_profile$|session$|app_user$|user_area$|one_time_link$|sign_in_throttle$)/;

/** Rows of these count once what they belong to is in force. */
const IN_FORCE: Readonly<Record<string, string>> = {
  release: "row.status <> 'draft'",
  recipient_list: "row.applied_at IS NOT NULL",
  dtks_list: "row.applied_at IS NOT NULL",
  dukcapil_list: "row.applied_at IS NOT NULL",
  matching_list: "row.applied_at IS NOT NULL",
  desil_list: "row.applied_at IS NOT NULL",
  desil_row: "row.list_id IN (SELECT id FROM desil_list WHERE applied_at IS NOT NULL)",
  bnba_row: "row.list_id IN (SELECT id FROM desil_list WHERE applied_at IS NOT NULL)",
};

/**
 * Numbers that the database gives out differ between attempts; what they lead to does not. So a
 * family is named by its No KK, a person by the NIK, a release and a list by their names.
 */
const NAMES: Readonly<Record<string, string>> = {
  household: "(SELECT min(nomor_kk) FROM household_kk WHERE household_kk.household_id = $)",
  individual: "(SELECT nik FROM individual WHERE individual.id = $)",
  release: "(SELECT name FROM release WHERE release.id = $)",
};

/** The same numbers where a case says on what it stands. */
const NUMBERS_OF_A_CASE = `"(runId|releaseId|listId|householdIds|holderIds)": (\\d+|\\[[^]]*\\])|families=[\\d,]+`;

/** Every published row of every table, but for when it was written. */
export async function publishedContent(pool: Pool): Promise<PublishedContent> {
  const content: Record<string, string> = {};
  for (const { table, columns } of await listTables(pool)) {
    const { rows } = await pool.query<{ digest: string }>(statementOf(table, columns));
    content[table] = rows[0]?.digest ?? "";
  }
  return content;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

async function listTables(pool: Pool): Promise<{ table: string; columns: Column[] }[]> {
  const { rows } = await pool.query<{ table: string; columns: Column[] }>(`
    SELECT pg_class.relname AS table,
           json_agg(json_build_object('name', attname, 'type', atttypid::regtype::text)) AS columns
      FROM pg_class
      JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
     WHERE relnamespace = current_schema()::regnamespace
       AND relkind IN ('r', 'p')
       AND NOT relispartition
       AND relname !~ '_release_[0-9]+$'
  GROUP BY relname
  ORDER BY relname`);
  return rows.filter(({ table }) => !NOT_IN_FORCE.test(table));
}

function statementOf(table: string, columns: readonly Column[]): string {
  const left = columns.filter((column) => isGivenOut(column)).map(({ name }) => `'${name}'`);
  const named = columns.flatMap(({ name }) => {
    const leadsTo = name === "id" ? table : /^(?:first_|previous_)?(\w+)_id$/.exec(name)?.[1];
    const way = NAMES[leadsTo ?? ""];
    return way === undefined ? [] : [`'${name}'`, way.replace("$", `row.${name}`)];
  });
  return `
    SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(text, ' ' ORDER BY text), '')) AS digest
      FROM (SELECT regexp_replace(
                     (to_jsonb(row) - ARRAY[${left.join(", ")}]::text[]
                      || jsonb_build_object(${named.join(", ")}))::text,
                     '${NUMBERS_OF_A_CASE}', '', 'g') AS text
              FROM ${escapeIdentifier(table)} AS row
             WHERE ${conditionOf(table, columns)}) AS rows`;
}

/** Instants, and numbers of rows; those of areas and of lines stand for themselves. */
function isGivenOut({ name, type }: Column): boolean {
  if (type.startsWith("timestamp")) return true;
  if (/^(village|area|parent)_id$/.test(name)) return false;
  return (name === "id" || name.endsWith("_id")) && /^(integer|bigint|uuid)$/.test(type);
}

function conditionOf(table: string, columns: readonly Column[]): string {
  const own = IN_FORCE[table];
  if (own !== undefined) return own;
  const owners = [];
  if (columns.some(({ name }) => name === "release_id"))
    owners.push(
      "(row.release_id IS NULL OR row.release_id IN (SELECT id FROM release WHERE status <> 'draft'))",
    );
  const kind = /^(?:rollup_)?(recipient|dtks|dukcapil|matching)(_row)?$/.exec(table)?.[1];
  if (kind !== undefined)
    owners.push(`row.list_id IN (SELECT id FROM ${kind}_list WHERE applied_at IS NOT NULL)`);
  return owners.join(" AND ") || "true";
}
