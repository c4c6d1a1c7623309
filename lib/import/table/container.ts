import { open } from "node:fs/promises";

const ZIP = Buffer.from("PK\x03\x04", "latin1");
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The name under which an encrypted workbook lies in an OLE file, as its directory writes it. */
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");
const DIRECTORY_BYTES = 64 * 1024;

/** What kind of file holds other files in it: a ZIP archive may be a workbook, the older kinds are not read. */
export async function containerOf(
  path: string,
): Promise<"zip" | "old_workbook" | "encrypted_workbook" | "none"> {
  const file = await open(path, "r");
  try {
    const head = Buffer.alloc(512);
    await file.read(head, 0, head.length, 0);
    if (head.subarray(0, ZIP.length).equals(ZIP)) return "zip";
    if (!head.subarray(0, OLE.length).equals(OLE)) return "none";
    // The header says how large a sector is and in which one the directory begins.
    const sectorBytes = 2 ** Math.min(16, head.readUInt16LE(30));
    const directory = Buffer.alloc(DIRECTORY_BYTES);
    await file.read(directory, 0, directory.length, (head.readUInt32LE(48) + 1) * sectorBytes);
    return directory.includes(ENCRYPTED) ? "encrypted_workbook" : "old_workbook";
  } finally {
    await file.close();
  }
}
