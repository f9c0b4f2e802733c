// Looking at the storefront through a role, and asking why not.
import type { Page } from "@playwright/test";
import { opens, person } from "./people.ts";
import { enter, expect, menu, send, test, told, visit } from "./shop.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const banner = (page: Page) => page.getByRole("region", { name: "Notice" });

test("a storefront is seen as a role sees it, nothing is saved meanwhile, and it ends", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "junior-admin@corporate.test");
  await page.goto("/roles/end-user@corporate");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(banner(page)).toContainText("You see this storefront as End User would. Nothing you do here is saved.");
  await expect(menu(page)).toHaveText(["Products", "Order Manager", "Addresses"]);
  await opens(page, { "/": 200, "/orders": 200, "/cart": 200, "/people": 403, "/roles": 403, "/audit": 403 });

  // A form of the page is refused as a whole, in words.
  await visit(page, "/account");
  await page.getByLabel("Name", { exact: true }).fill("Somebody Else");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("nothing that you do meanwhile is saved");
  await expect(page.getByRole("main")).toContainText("End the preview first.");
  expect((await send(page, "/fn/people/suspend", { person: "1", version: "1" })).status()).toBe(403);

  await banner(page).getByRole("button", { name: "End preview" }).click();
  await told(page, "You see the storefront as yourself again.");
  await expect(heading(page)).toContainText("End User");
  await expect(banner(page)).toHaveCount(0);
  await opens(page, { "/people": 200, "/roles": 200, "/audit": 200 });
  await visit(page, "/account");
  await expect(page.getByLabel("Name", { exact: true })).not.toHaveValue("Somebody Else");
});

test("whoever is refused asks why, and reads who could change it", async ({ page }) => {
  await enter(page, "end-user@corporate.test");
  await page.goto("/people");
  const main = page.getByRole("main");
  await expect(main).toContainText("What it takes: List and open users.");
  await expect(main).toContainText("The administrators of Meridian Brand Centre can change what your roles allow.");
  await main.getByRole("link", { name: "Why can't I?" }).click();
  await expect(heading(page)).toHaveText("Who may, and why");
  await expect(main.getByText("You may not", { exact: true })).toBeVisible();
  await expect(main.getByLabel("Email")).toHaveCount(0);

  // From the account: what one may do, of oneself alone.
  await visit(page, "/account");
  await main.getByRole("link", { name: "What may I do?" }).click();
  await main.getByText(/^Ordering: \d+$/).click();
  await expect(main.getByRole("table", { name: "Ordering" })).toContainText("Open orders/jobs.");
  await page.getByLabel("May I").selectOption({ label: "Open orders/jobs." });
  await page.getByLabel("Of what is").selectOption({ label: "their own" });
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(main.getByText("You may", { exact: true })).toBeVisible();
  await expect(main).toContainText("The role End User grants it");
});

test("a person's page leads to the question about them", async ({ page }) => {
  await enter(page, "junior-admin@corporate.test");
  await person(page, "end-user-2@corporate.test");
  await page.getByRole("link", { name: "Why can they…?" }).click();
  // About this account, whatever its email: another may have the same.
  await expect(page.getByLabel("Email")).toHaveCount(0);
  await page.getByLabel("May they").selectOption({ label: "Open orders/jobs." });
  await page.getByLabel("Of what is").selectOption({ label: "their own" });
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText("Lotte Visser may", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Ask about somebody else" }).click();
  await expect(page.getByLabel("Email")).toHaveValue("");
});

test("the form of a role is found through by words, and what was chosen goes along", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await page.goto("/roles/album-admin@storefront/edit");
  const orders = page.getByLabel("Open orders/jobs.", { exact: true });
  const cart = page.getByLabel("Basket.", { exact: true });
  await orders.selectOption({ label: "Not granted" });
  await page.getByLabel("Find a permission").fill("basket");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(cart).toBeVisible();
  await expect(orders).toHaveCount(0);
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(heading(page)).toHaveText("Before you save");
  const change = page.getByRole("table", { name: "What the role gains and loses" }).locator("tbody tr");
  await expect(change).toHaveCount(1);
  await expect(change.locator("td")).toHaveText(["Loses", "Open orders/jobs.", "their own"]);
});
