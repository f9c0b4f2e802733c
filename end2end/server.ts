// How the program is started: by the configuration for all specs, and by a spec that needs one of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const program = process.env.QUOIN_BIN ?? "../target/debug/quoin";

/** The settings of a server at this port that keeps everything in this folder. */
export const settings = (folder: string, port: number) => ({
  DATABASE_URL: `sqlite://${folder}/quoin.db`,
  QUOIN_ADDRESS: `127.0.0.1:${port}`,
  QUOIN_ARTWORK: `${folder}/artwork`,
  QUOIN_ARTWORK_LIMIT: "2",
  QUOIN_BASE_URL: `http://localhost:${port}`,
  QUOIN_DEMO: "1",
  QUOIN_KEY: `${folder}/quoin.key`,
  QUOIN_LOG: "warn",
  QUOIN_MAIL: `${folder}/mail`,
  QUOIN_SITE: process.env.QUOIN_SITE ?? "../target/site",
});

/** A folder for one run. */
export const folder = () => mkdtempSync(join(tmpdir(), "quoin-end2end-"));

/** An installation that nobody has begun, for as long as it is looked at; it answers a moment later. */
export async function unbegun(look: (origin: string) => Promise<void>) {
  const [at, port] = [folder(), await free()];
  const env = { ...process.env, ...settings(at, port), QUOIN_DEMO: "0" };
  const server = spawn(program, ["serve"], { env, stdio: "ignore" });
  const ended = once(server, "exit");
  try {
    await look(`http://localhost:${port}`);
  } finally {
    server.kill();
    await ended;
    rmSync(at, { recursive: true, force: true });
  }
}

/** A port that nobody listens at. */
async function free(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
