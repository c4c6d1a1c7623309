import { once } from "node:events";
import { connect } from "node:net";

/** An answer's status line and body, and the milliseconds from the first byte sent to the last one received. */
export interface Answered {
  readonly ms: number;
  readonly status: string;
  readonly body: string;
}

/** A connection that a phone keeps open. It takes one request at a time. */
export interface PhoneLine {
  send(request: Uint8Array): Promise<Answered>;
  close(): void;
}

/**
 * Opens a connection that does next to no work of its own. Fifty phones have fifty processors; an
 * HTTP client that answers for all of them on one would make the last wait for its own code.
 */
export async function openPhoneLine(origin: string): Promise<PhoneLine> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const lost = () => reject(new Error("The server closed a phone's connection"));
        const before = performance.now();
        let received = "";
        const take = (piece: Buffer) => {
          received += piece.toString("latin1");
          const bodyStart = received.indexOf("\r\n\r\n") + 4;
          const [, length] = /\r\ncontent-length: (\d+)\r\n/i.exec(received) ?? [];
          if (received.length < bodyStart + Number(length ?? Number.POSITIVE_INFINITY)) return;
          const ms = performance.now() - before;
          socket.off("data", take).off("close", lost);
          const status = received.slice(0, received.indexOf("\r\n"));
          resolve({ ms, status, body: received.slice(bodyStart) });
        };
        socket.on("data", take).once("close", lost);
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
