// Every spec runs twice, with JavaScript and with it off, each time against a server and a database
// of its own. `script/test` builds what is named here; by hand:
//   QUOIN_BIN=…/debug/quoin QUOIN_SITE=…/site npx playwright test
import { defineConfig } from "@playwright/test";
import { rmSync } from "node:fs";
import { folder, program, settings } from "./server.ts";

const ports = { with: Number(process.env.QUOIN_PORT ?? 3917), without: Number(process.env.QUOIN_PORT ?? 3917) + 1 };

function server(port: number) {
  // Playwright loads this file in each worker as well; only the first process starts servers.
  const at = process.env.TEST_WORKER_INDEX === undefined ? folder() : "";
  if (at) process.on("exit", () => rmSync(at, { recursive: true, force: true }));
  return {
    command: `exec ${program} serve`,
    url: `http://localhost:${port}/readyz`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: "ignore" as const,
    env: settings(at, port),
  };
}

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: false,
  // Both projects at once, each on its own server; within one, spec after spec: they share the demo's
  // accounts, and an account has one cart.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["line"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.QUOIN_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    trace: "retain-on-failure",
    locale: "en-GB",
    timezoneId: "UTC",
    // Without it pages fade into each other by a view transition, which headless Chromium now and
    // then never ends where scripts are off: its picture of the old page then takes every click.
    contextOptions: { reducedMotion: "reduce" },
  },
  projects: [
    { name: "with JavaScript", workers: 1, grepInvert: /@without-scripts/, use: { baseURL: `http://localhost:${ports.with}` } },
    {
      name: "without JavaScript",
      workers: 1,
      // axe is a script itself; the pages are the same. What is live is live by scripts alone.
      testIgnore: /accessible|live/,
      grepInvert: /@with-scripts/,
      use: { baseURL: `http://localhost:${ports.without}`, javaScriptEnabled: false },
    },
  ],
  webServer: [server(ports.with), server(ports.without)],
});
