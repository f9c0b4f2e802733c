// Signing in, registering, passwords, sessions, several accounts.
import type { Page } from "@playwright/test";
import { CHOSEN, joinBrightwater } from "./people.ts";
import {
  NEW_PASSWORD,
  PASSWORD,
  another,
  awake,
  expect,
  identify,
  newcomer,
  signIn,
  signOut,
  test,
  told,
  visit,
} from "./shop.ts";

test("who signs in starts where their role works, and signs out again", async ({ page }) => {
  await signIn(page, "end-user@corporate.test");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.locator("[popovertarget=person-menu]").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await visit(page, "/orders");
  await expect(page).toHaveURL(/sign-in/);
});

test("unknown, wrong, inactive and suspended are answered alike", async ({ page }) => {
  const answers = new Set<string>();
  for (const [email, password] of [
    ["nobody@corporate.test", PASSWORD],
    ["end-user-2@corporate.test", "not the password"],
    ["inactive@corporate.test", PASSWORD],
    ["suspended@corporate.test", PASSWORD],
  ] as const) {
    await visit(page, "/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await awake(page);
    await expect(page).toHaveURL(/sign-in/);
    await expect(page.getByLabel("Email")).toHaveValue(email);
    answers.add((await page.getByRole("main").innerText()).replaceAll(email, ""));
  }
  expect(answers.size).toBe(1);
});

test("somebody registers, confirms by the mailed link, and only then signs in", async ({ page }) => {
  const email = `new-${Date.now()}@example.test`;
  const password = "a long enough password";
  await page.goto("/register");
  await page.getByLabel("Name", { exact: true }).fill("Robin Sample");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Register" }).click();
  await told(page, "We have sent you a mail.");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("do not match an account that can sign in");
  await expect(page).toHaveURL(/sign-in/);

  await expect(async () => {
    await visit(page, "/mail");
    await expect(page.getByRole("main").getByText(email).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("row").filter({ hasText: email }).getByRole("link").first().click();
  await page.locator("a[href*='/verify/']").first().click();
  await page.getByRole("main").getByRole("button").first().click();
  await told(page, "Your email is confirmed.");
  await signIn(page, email, password);
});

test("a page asked for before signing in opens after it", async ({ page }) => {
  await page.goto("/orders?status=completed");
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel("Email").fill("end-user@corporate.test");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/orders\?status=completed/);
});

test("somebody chooses which mails come", async ({ page }) => {
  await newcomer(page);
  await visit(page, "/account");
  const shipped = page.getByLabel("My order is on its way");
  await expect(shipped).toBeChecked();
  await shipped.uncheck();
  await page.getByRole("button", { name: "Save choice" }).click();
  await expect(page.getByRole("status")).toContainText("Saved.");
  await awake(page);
  await page.reload();
  await expect(shipped).not.toBeChecked();
  await expect(page.getByLabel("My order has arrived")).toBeChecked();
});

const sessions = (page: Page) => page.getByRole("table", { name: "Sessions" }).locator("tbody tr");

/** Whose session has ended is asked to sign in. */
async function isSignedOut(page: Page) {
  await visit(page, "/account");
  await expect(page).toHaveURL(/sign-in/);
}

test("somebody ends a session that was left open elsewhere, and goes on in their own", async ({ page, browser }) => {
  const email = await newcomer(page);
  const elsewhere = await another(browser);
  await signIn(elsewhere, email, NEW_PASSWORD);
  await visit(page, "/account");
  await expect(sessions(page)).toHaveCount(2);
  await expect(sessions(page).filter({ hasText: /This session/ }).getByRole("button"), "not by itself").toHaveCount(0);
  await sessions(page).getByRole("button", { name: "End this session" }).click();
  await told(page, "That session is ended.");
  await expect(sessions(page)).toHaveCount(1);
  await isSignedOut(elsewhere);
});

test("a changed password ends the sessions elsewhere, and is the one that signs in", async ({ page, browser }) => {
  const email = await newcomer(page);
  const elsewhere = await another(browser);
  await signIn(elsewhere, email, NEW_PASSWORD);
  await visit(page, "/account");
  const form = page.getByRole("form", { name: "Password" });
  const change = async (current: string) => {
    await form.getByLabel("Current password").fill(current);
    await form.getByLabel("New password").fill(CHOSEN);
    await form.getByRole("button", { name: "Change password" }).click();
  };
  await change("not the password");
  await expect(form).toContainText("This is not your password as it is now.");
  await awake(page);
  await expect(form.getByLabel("New password")).toHaveValue("");
  await change(NEW_PASSWORD);
  await told(page, "Your password is changed, and your other sessions are ended.");
  await isSignedOut(elsewhere);
  await expect(sessions(page)).toHaveCount(1);

  await signOut(page);
  await identify(page, email, NEW_PASSWORD);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page, email, CHOSEN);
});

test("who has several accounts chooses one at each sign-in, and is that one alone", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const email = await newcomer(page);
  await signOut(page);
  await joinBrightwater(browser, page, email);
  const accounts = page.getByRole("table", { name: "Your accounts" }).locator("tbody tr");
  const brightwater = { hasText: "Brightwater Energy (Meridian Brand Centre)" };
  const about = page.getByRole("region", { name: "Who you are here" });
  const choose = async (which: typeof accounts) => {
    await identify(page, email, NEW_PASSWORD);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose an account");
    await expect(accounts).toHaveCount(2);
    await which.getByRole("button", { name: "Go on" }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await visit(page, "/account");
  };
  await choose(accounts.filter(brightwater));
  await expect(about).toContainText("Brightwater Energy");
  await signOut(page);
  await choose(accounts.filter({ hasNotText: brightwater.hasText }));
  await expect(about).toContainText(email);
  await expect(about).not.toContainText("Brightwater Energy");
});
