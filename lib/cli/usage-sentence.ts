import type { CommanderError } from "commander";

/** What is wrong with a command line, in one Indonesian sentence. */
export function usageSentence({ code, message }: CommanderError): string {
  const named = /'([^']*)'/.exec(message)?.[1]?.replace(/^.*(--[a-z-]+).*$/, "$1") ?? "";
  const cause = /\. (.+)$/.exec(message)?.[1];
  switch (code) {
    case "commander.unknownCommand":
      return `Perintah ${named} tidak dikenal; lihat npm run tepat -- help.`;
    case "commander.unknownOption":
      return `Pilihan ${named} tidak dikenal; lihat npm run tepat -- help.`;
    case "commander.missingMandatoryOptionValue":
      return `Pilihan ${named} wajib diisi.`;
    case "commander.optionMissingArgument":
      return `Pilihan ${named} belum diberi isi.`;
    case "commander.missingArgument":
      return "Sebutkan berkas yang akan diimpor.";
    case "commander.excessArguments":
      return "Terlalu banyak argumen; isi yang memuat spasi perlu diapit tanda kutip.";
    case "commander.invalidArgument":
      return invalidArgument(named, message, cause);
    default:
      return "Perintah ini keliru; lihat npm run tepat -- help.";
  }
}

function invalidArgument(option: string, message: string, cause = ""): string {
  const choices = /Allowed choices are ([^.]+)\./.exec(message)?.[1];
  return choices
    ? `Isi pilihan ${option} harus salah satu dari ${choices}.`
    : `Isi pilihan ${option} keliru: ${cause.replace(/\.$/, "")}.`;
}
