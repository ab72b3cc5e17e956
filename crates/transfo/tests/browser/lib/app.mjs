// Owns: where the application under test is, who its personas are and which routes it has.
// `cargo xtask test` starts the demonstration and says so in the environment; a file run by hand starts one of its own.
// Never: a page list of its own. What the application does not name in `transfo routes --json` is not tested.

import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const personas = ["visitor", "ambassador", "manager", "resident", "pilot", "direction", "coordinator", "admin"];

const workspace = fileURLToPath(new URL("../../../../../", import.meta.url));

function told() {
  const links = process.env.TRANSFO_LINKS.split("\n").map((line) => line.split(" "));
  return {
    url: process.env.TRANSFO_URL,
    links: Object.fromEntries(links),
    routes: JSON.parse(readFileSync(process.env.TRANSFO_ROUTES, "utf8")),
    sessions: process.env.TRANSFO_SESSIONS,
    stop() {},
  };
}

async function started() {
  const binary = process.env.TRANSFO_BIN ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(workspace, "target"), "debug/transfo");
  const folder = mkdtempSync(path.join(tmpdir(), "transfo-demo-"));
  const server = spawn(binary, ["demo", "--port", "0", "--data", path.join(folder, "data"), "--seed", "42"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TRANSFO_SHOW_SQL_COUNT: "true" },
  });
  const stop = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", stop);
  const app = { url: "", links: {}, sessions: folder, stop };
  for await (const line of createInterface({ input: server.stdout })) {
    const [, subject, value] = /^(address|persona \w+): (\S+)$/.exec(line.trim()) ?? [];
    if (subject === "address") app.url = value.replace(/\/$/, "");
    else if (subject) app.links[subject.slice("persona ".length)] = value;
    if (app.url && personas.every((name) => app.links[name])) break;
  }
  if (!app.url) throw new Error(`${binary} demo did not announce an address`);
  server.stdout.resume();
  server.stdout.unref();
  server.unref();
  app.routes = JSON.parse(execFileSync(binary, ["routes", "--json", "--data", path.join(folder, "data")], { encoding: "utf8" }));
  return app;
}

export const app = process.env.TRANSFO_URL ? told() : await started();
