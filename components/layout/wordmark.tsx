/** The mark and name of the product: a target, because *tepat* means "on target". */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-7" fill="none">
        <circle cx="12" cy="12" r="10" stroke="currentColor" strokeWidth="2" opacity="0.55" />
        <circle cx="12" cy="12" r="5.6" stroke="currentColor" strokeWidth="2" />
        <circle cx="12" cy="12" r="2" fill="currentColor" />
      </svg>
      <span className="text-[1.3125rem] font-extrabold tracking-tight">Tepat</span>
    </span>
  );
}
