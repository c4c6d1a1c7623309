import { Fragment } from "react";

/** The name of a file or a column, which breaks after its underscores, where a reader would break it. */
export function BreakableName({ name }: { readonly name: string }) {
  const parts = name.split(/(?<=[_\s-])/);
  return (
    <span className="[overflow-wrap:anywhere]">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name never change places
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}
