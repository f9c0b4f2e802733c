// Codes for the buyer's bookkeeping: asked at the checkout, kept on the order, proposed again.
import { as, checkOut, expect, fillIn, signIn, test, unique } from "./shop.ts";

test("an order is charged to a cost centre, which stands on it and is proposed again", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signIn(page, "end-user@corporate.test");
  await fillIn(page, unique("Charged"));
  await checkOut(page);
  const centre = page.getByLabel("Cost centre");
  await expect(centre.getByRole("option", { name: "4200 Key accounts" }), "another department's").toHaveCount(0);
  await centre.selectOption({ label: "1000 Brightwater as a whole" });
  await page.getByLabel("Purchase order number").fill("PO 55");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+/);
  const number = /Q-\d+/.exec(page.url())![0];
  const main = page.getByRole("main");
  await expect(main).toContainText("1000 Brightwater as a whole");
  await expect(main).toContainText("PO 55");

  // Whoever decides sees what it is charged to.
  const manager = await as(browser, page, "department-manager@corporate.test");
  await manager.goto("/approvals");
  const waiting = manager.getByRole("table", { name: "Waiting for you" }).getByRole("row").filter({ hasText: number });
  await expect(waiting).toContainText("1000 Brightwater as a whole");

  await page.getByRole("link", { name: "Re-order" }).click();
  await expect(page.getByLabel("Cost centre").locator("option:checked")).toHaveText("1000 Brightwater as a whole");
  await expect(page.getByLabel("Purchase order number")).toHaveValue("PO 55");
});
