-- Of a number that a row before has: where that row stands, numbered through the files of its role.
ALTER TABLE "import_problem" ADD COLUMN "first_line_no" INTEGER;
