/** An empty cell of a table: a dash in a column; on a phone the line is left out. */
export function Nothing() {
  return (
    <span data-nothing="" className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">tidak ada</span>
    </span>
  );
}
