// One person orders for many: what is printed comes with each one's data, also of who has no access.
import { awake, checkOut, enter, expect, fillInDataOf, test, told, visit } from "./shop.ts";

// PJ-19, PJ-20
test("one order has a line for each person, with their data and what was typed besides", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "approver@corporate.test");
  await visit(page, "/products/name-cards");
  await page.getByLabel("Quantity").fill("250");

  // Nobody is chosen: it is said beside the choice, and what was typed stays.
  await page.getByLabel("Job title").fill("Energy adviser");
  await page.getByRole("button", { name: "Fill in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Please look at one thing");
  await awake(page);
  await expect(page.getByLabel("Job title")).toHaveValue("Energy adviser");
  await expect(page.getByLabel("Quantity")).toHaveValue("250");

  // Who has no access is data; what no data fills stays as it was typed.
  await fillInDataOf(page, "Bram Kuiper", "Marketing");
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("inactive@corporate.test");
  await expect(page.getByLabel("Job title")).toHaveValue("Energy adviser");
  await expect(page.getByLabel("Quantity")).toHaveValue("250");
  await page.getByRole("button", { name: "Add, and fill in the next" }).click();
  await told(page, "It is in your cart.");
  await awake(page);

  // The page is ready for the next one.
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Job title")).toHaveValue("");
  await expect(page.getByLabel("Quantity")).toHaveValue("250");
  await fillInDataOf(page, "Sanne Bakker", "Marketing");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page).toHaveURL(/\/cart/);
  await awake(page);
  const main = page.getByRole("main");
  await expect(main).toContainText("Name: Bram Kuiper · Job title: Energy adviser");
  await expect(main).toContainText("Name: Sanne Bakker");

  await checkOut(page);
  await page.getByLabel("Purchase order number").fill("PO 4711");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+/);
  const jobs = page.getByRole("region", { name: "Jobs" });
  for (const words of ["Bram Kuiper", "inactive@corporate.test", "Energy adviser", "Sanne Bakker"]) {
    await expect(jobs).toContainText(words);
  }
});
