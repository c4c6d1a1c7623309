/** First stop of the keyboard: past the header to what the page is about. */
export function SkipLink() {
  return (
    <a
      href="#isi"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-surface focus:px-4 focus:py-3 focus:font-semibold"
    >
      Langsung ke isi
    </a>
  );
}
