/** The form that the tick boxes of the list belong to. */
export const BULK_FORM = "usulan-dicentang";
