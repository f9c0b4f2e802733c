// Signing in, registering, passwords.
import { PASSWORD, awake, expect, newcomer, signIn, test, told, visit } from "./shop.ts";

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
