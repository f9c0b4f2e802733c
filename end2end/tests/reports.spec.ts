// The report of the customers: filtered by its address, and taken along as a file.
import { answers, as, enter, expect, test } from "./shop.ts";

test("an administrator finds the customers who have not ordered lately and exports them", async ({ page, browser }) => {
  await enter(page, "storefront-admin@storefront.test");
  await page.goto("/reports");
  const rows = page.getByRole("table", { name: "Customers" }).locator("tbody tr");
  await expect(rows.filter({ hasText: "Elina Virtanen" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "Sanne Bakker" }), "of another storefront").toHaveCount(0);
  const filter = page.getByRole("search", { name: "Filter customers" });
  await filter.getByLabel("Account").selectOption({ label: "Registered" });
  await filter.getByLabel("Company").selectOption({ label: "Lindgren & Partners" });
  await filter.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/registered=registered/);
  await expect(rows.filter({ hasText: "Oskar Lindgren" })).toHaveCount(1);
  await expect(page.getByRole("list", { name: "Filters" }).getByRole("listitem")).toHaveCount(3);

  const href = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
  const file = await page.request.get(href!);
  expect(file.headers()["content-type"]).toContain("text/csv");
  const lines = (await file.text()).trimEnd().split("\r\n");
  expect(lines[0]).toBe("Name,Email,Storefront,Company,Departments,Roles,Registered,State,Last order");
  expect(lines.length - 1, "the file holds what the page lists").toBe(await rows.count());

  await filter.getByLabel("Last order from").fill("2099-01-01");
  await filter.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("main")).toContainText("Nobody like that");

  const controller = await as(browser, page, "job-controller@storefront.test");
  expect(await answers(controller, "/reports")).toBe(403);
});

test("on a phone the filters are folded beside the search box until one is on", async ({ page }) => {
  await enter(page, "storefront-admin@storefront.test");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/reports");
  const filter = page.getByRole("search", { name: "Filter customers" });
  await expect(filter.getByLabel("Search")).toBeVisible();
  await expect(filter.getByLabel("Account")).toBeHidden();
  await filter.locator("summary").click();
  await filter.getByLabel("Account").selectOption({ label: "Registered" });
  await filter.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/registered=registered/);
  await expect(filter.getByLabel("Account"), "and stay in sight").toBeVisible();
});
