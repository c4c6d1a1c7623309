-- A BNBA that says TIDAK ends no aid, but whom it says it of although they receive is counted.
ALTER TABLE "bnba_row" ADD COLUMN "denied" TEXT[];
