// Passkeys: added on the account page, shown at sign-in, by an authenticator that the browser plays.
// Each spec makes its own account, so that those of the demo stay as they are.
import type { Page } from "@playwright/test";
import { NEW_PASSWORD as PASSWORD, expect, newcomer, signOut, test, told } from "./shop.ts";

/** A telephone whose owner holds their finger on it whenever it asks. */
async function telephone(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const form = (page: Page) => page.getByRole("form", { name: "Add a passkey" });

async function add(page: Page, name: string, password = PASSWORD) {
  await form(page).getByLabel("Name").fill(name);
  await form(page).getByLabel("Current password").fill(password);
  await form(page).getByRole("button", { name: "Add a passkey" }).click();
}

async function show(page: Page) {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

test("somebody adds one, signs in with it, and removes it", { tag: "@with-scripts" }, async ({ page }) => {
  await telephone(page);
  await newcomer(page);
  await page.goto("/account");
  await page.getByRole("link", { name: "See how to add one" }).click();
  await add(page, "Telephone", "not the password");
  await expect(page.getByRole("alert")).toContainText("This is not your password");
  await add(page, "Telephone");
  await told(page, "Your passkey is added");
  const row = page.getByRole("table", { name: "Your passkeys" }).getByRole("row").last();
  await expect(row).toContainText("localhost");
  await expect(row).toContainText("Never");
  // The same device makes no second one for the same account.
  await add(page, "Telephone again");
  await expect(page.getByRole("alert")).toContainText("has a passkey for your account already");

  await signOut(page);
  await show(page);
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto("/account/passkeys");
  await expect(row).not.toContainText("Never");
  await row.getByLabel("Name of Telephone").fill("Old telephone");
  await row.getByRole("button", { name: "Rename" }).click();
  await expect(row.getByLabel("Name of Old telephone")).toHaveValue("Old telephone");

  await row.getByRole("button", { name: "Remove Old telephone" }).click();
  await told(page, "That passkey is removed");
  await signOut(page);
  await show(page);
  await expect(page.getByRole("alert"), "the device has it still").toContainText("This passkey does not open");
});

test("signing in with one leads to the page that was asked for", { tag: "@with-scripts" }, async ({ page }) => {
  await telephone(page);
  await newcomer(page);
  await page.goto("/account/passkeys");
  await add(page, "Telephone");
  await told(page, "Your passkey is added");
  await signOut(page);
  await page.goto("/orders");
  await expect(page).toHaveURL(/sign-in\?next=/);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/orders$/);
});

test("without scripts nothing is shown that cannot work", { tag: "@without-scripts" }, async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("main").getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeHidden();
  await newcomer(page);
  await page.goto("/account/passkeys");
  await expect(page.getByText("No passkey yet")).toBeVisible();
  await expect(form(page)).toBeHidden();
});

test("a shop's pages load no script for it", async ({ page }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  for (const path of ["/", "/products/business-cards", "/cart"]) await page.goto(path);
  expect(loaded.filter((address) => address.includes("passkey"))).toEqual([]);
});
