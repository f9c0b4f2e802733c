// What specs about the second factor need: the app on a telephone, and the steps to it and with it.
import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { NEW_PASSWORD, expect, identify } from "./shop.ts";

/** What an app on a telephone shows, so many steps of half a minute from now. */
export function code(secret: string, steps = 0): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(step).digest();
  const at = mac[19]! & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** As far as the password goes. */
export async function password(page: Page, email: string) {
  await identify(page, email, NEW_PASSWORD);
  await expect(page.getByRole("heading", { level: 1, name: "Enter your code" })).toBeVisible();
}

/** Shows the password and the app's first code. */
export async function confirm(page: Page, password: string, typed: string) {
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Code", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Confirm" }).click();
}
