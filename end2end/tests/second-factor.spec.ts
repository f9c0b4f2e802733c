// The second factor: set up by a code, asked for at sign-in, recovery codes, switched off. Each spec
// makes its own account, so that those of the demo stay as they are.
import type { Page } from "@playwright/test";
import { code, confirm, password } from "./factor.ts";
import { NEW_PASSWORD as PASSWORD, as, awake, expect, newcomer, signIn, signOut, test, told, visit } from "./shop.ts";

async function enter(page: Page, typed: string) {
  await page.getByLabel("Code", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Go on" }).click();
}

test("somebody sets it up, signs in with it, and switches it off", async ({ page }) => {
  const email = await newcomer(page);
  await visit(page, "/account");
  await page.getByRole("link", { name: "Set up second factor" }).click();
  await page.getByRole("button", { name: "Set up second factor" }).click();
  await expect(page.getByRole("img", { name: "The secret, for the camera of your app" })).toBeVisible();
  const secret = await page.locator("code.secret").innerText();
  await confirm(page, "not the password", code(secret));
  await expect(page.getByRole("alert")).toContainText("This is not your password");
  await expect(page.getByLabel("Password")).toHaveValue("");
  await confirm(page, PASSWORD, "000000");
  await expect(page.getByRole("alert")).toContainText("This code is not right");
  await expect(page.getByLabel("Code", { exact: true })).toHaveValue("");
  await confirm(page, PASSWORD, code(secret));

  const list = page.locator("ul.recovery-codes li");
  await expect(list).toHaveCount(10);
  const codes = await list.allInnerTexts();
  await awake(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "How it stands" })).toBeVisible();
  await expect(list).toHaveCount(0);
  await expect(page.locator("code.secret")).toHaveCount(0);

  await signOut(page);
  await password(page, email);
  await visit(page, "/account");
  await expect(page, "the password alone does not open it").toHaveURL(/sign-in/);
  await password(page, email);
  await enter(page, "000000");
  await expect(page.getByRole("alert")).toContainText("This code is not right");
  // The next one: that of now was taken when it was set up.
  await enter(page, code(secret, 1));
  await expect(page).not.toHaveURL(/sign-in/);

  await signOut(page);
  await password(page, email);
  await enter(page, codes[0]!);
  await expect(page).not.toHaveURL(/sign-in/);
  await signOut(page);
  await password(page, email);
  await enter(page, codes[0]!);
  await expect(page.getByRole("alert"), "each works once").toContainText("This code is not right");
  await enter(page, codes[1]!);
  await expect(page).not.toHaveURL(/sign-in/);

  await visit(page, "/account/second-factor");
  await expect(page.locator("dl div").filter({ hasText: "Recovery codes left" })).toContainText("8");
  await both(page, PASSWORD, codes[2]!, "Switch off");
  await expect(page.getByRole("button", { name: "Set up second factor" })).toBeVisible();
  await signOut(page);
  await signIn(page, email, PASSWORD);
});

test("new recovery codes take both factors, and end the earlier ones", async ({ page }) => {
  await newcomer(page);
  await visit(page, "/account/second-factor");
  await page.getByRole("button", { name: "Set up second factor" }).click();
  const secret = await page.locator("code.secret").innerText();
  await confirm(page, PASSWORD, code(secret));
  const list = page.locator("ul.recovery-codes li");
  await expect(list).toHaveCount(10);
  const [first] = await list.allInnerTexts();
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(list).toHaveCount(0);

  await visit(page, "/account");
  await page.getByRole("link", { name: "Change second factor" }).click();
  const next = code(secret, 1);
  await both(page, "not the password", next, "Make new recovery codes");
  await expect(page.getByRole("alert")).toContainText("This is not your password");
  await both(page, PASSWORD, next, "Make new recovery codes");
  await expect(list).toHaveCount(10);
  const [fresh, ...others] = await list.allInnerTexts();
  expect([fresh, ...others]).not.toContain(first);

  // What was taken is not taken again, and the earlier recovery codes are worth nothing.
  for (const worthless of [next, first!]) {
    await both(page, PASSWORD, worthless, "Switch off");
    await expect(page.getByRole("alert")).toContainText("This code is not right");
  }
  await both(page, PASSWORD, fresh!, "Switch off");
  await expect(page.getByRole("button", { name: "Set up second factor" })).toBeVisible();
});

test("who has lost it comes in by the password again, once an administrator has reset it", async ({ browser, page }) => {
  const email = await newcomer(page);
  await visit(page, "/account/second-factor");
  await page.getByRole("button", { name: "Set up second factor" }).click();
  await confirm(page, PASSWORD, code(await page.locator("code.secret").innerText()));
  await expect(page.locator("ul.recovery-codes li")).toHaveCount(10);
  await signOut(page);
  await password(page, email);

  const admin = await as(browser, page, "storefront-admin@storefront.test");
  await visit(admin, `/people?q=${encodeURIComponent(email)}`);
  await admin.getByRole("row").filter({ hasText: email }).getByRole("link").click();
  await admin.getByRole("button", { name: "Reset second factor" }).click();
  await told(admin, "Reset: the password alone opens the account now.");
  await expect(admin.getByRole("button", { name: "Reset second factor" })).toHaveCount(0);

  await signIn(page, email, PASSWORD);
});

/** Shows both factors, for one of the two acts; on a fresh page, so that what is read next is the answer. */
async function both(page: Page, password: string, typed: string, act: string) {
  await visit(page, "/account/second-factor");
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Code", { exact: true }).fill(typed);
  await page.getByRole("button", { name: act }).click();
}
