// The reports of the customers and of the orders: filtered by their address, and taken along as files.
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

test("an administrator sums what was ordered by department and product and exports it", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await page.goto("/reports");
  await page.getByRole("navigation", { name: "Reports" }).getByRole("link", { name: "Orders" }).click();
  await expect(page).toHaveURL(/\/reports\/orders$/);
  const filter = page.getByRole("search", { name: "Filter orders" });
  await filter.getByLabel("Placed from").fill("2020-01-01");
  await filter.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/from=2020-01-01/);
  const rows = page.getByRole("table", { name: "Orders" }).locator("tbody tr");
  await rows.getByRole("link", { name: "Brightwater Energy" }).first().click();
  await expect(page).toHaveURL(/(?=.*\bfrom=2020-01-01\b)(?=.*\bcompany=\d)/);
  await rows.getByRole("link", { name: "Marketing", exact: true }).first().click();
  await expect(page).toHaveURL(/department=\d/);
  await expect(rows.filter({ hasNotText: "Marketing" })).toHaveCount(0);

  const href = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
  const file = await page.request.get(href!);
  expect(file.headers()["content-type"]).toContain("text/csv");
  const lines = (await file.text()).trimEnd().split("\r\n");
  expect(lines[0]).toBe("Storefront,Company,Department,Product,Orders,Quantity,Total,Currency");
  expect(lines.length - 1, "the file holds what the page lists").toBe(await rows.count());
});
