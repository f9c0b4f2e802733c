// The Order Manager: one page for everybody, cut to who reads it.
import type { Page } from "@playwright/test";
import { as, awake, enter, expect, ordered, scripts, status, test, unique, visit } from "./shop.ts";

const rows = (page: Page) => page.getByRole("table", { name: "Orders" }).locator("tbody tr:not(.row-detail)");
const cells = (page: Page, column: string) => rows(page).locator(`[data-label="${column}"]`);
const shown = (page: Page) => cells(page, "Number").allInnerTexts();
const tick = (page: Page, number: string) => page.getByRole("checkbox", { name: `Select order ${number}` });

async function search(page: Page, words: string) {
  await visit(page, `/orders?q=${encodeURIComponent(words)}`);
}

/** The same list as a file, in lines. */
async function csv(page: Page): Promise<string[]> {
  const href = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
  const answer = await page.request.get(href!);
  expect(answer.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename="orders-\d{4}-\d\d-\d\d\.csv"$/);
  const text = await answer.text();
  expect(text.endsWith("\r\n")).toBe(true);
  return text.trimEnd().split("\r\n");
}

/** Other specs order at the same time; what was there yesterday stays. */
const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const customer = ["Number", "Placed", "Who", "Company", "Department", "Jobs", "Status", "Total"];
const readers: [email: string, columns: string[], file: RegExp][] = [
  ["end-user@corporate.test", customer, /^Number,Placed,Who,.*,Total,/],
  ["department-manager@corporate.test", customer, /^Number,Placed,Who,.*,Total,/],
  ["supplier@corporate.test", ["Number", "Placed", "Jobs", "Due", "Status"], /^Number,Placed,Due,Status,Jobs$/],
  [
    "admin@corporate.test",
    ["Number", "Placed", "Who", "Company", "Department", "Storefront", "Jobs", "Status", "Total"],
    /^Number,Placed,Storefront,Who,Email,.*,Total,.*,Suppliers$/,
  ],
];

test("each reads their own columns and rows, on the page and in the file", async ({ page }) => {
  test.setTimeout(120_000);
  // Wide enough for columns that a narrower window leaves out.
  await page.setViewportSize({ width: 1920, height: 1000 });
  const counts: number[] = [];
  for (const [email, columns, heading] of readers) {
    await test.step(email, async () => {
      await enter(page, email);
      await visit(page, `/orders?to=${yesterday}`);
      const headings = page.getByRole("table", { name: "Orders" }).getByRole("columnheader");
      const words = (await headings.allTextContents()).filter((word) => !["Select", "Details"].includes(word));
      expect(words).toEqual(columns);
      const lines = await csv(page);
      expect(lines[0]).toMatch(heading);
      expect(await rows(page).count()).toBe(Math.min(50, lines.length - 1));
      expect(lines[1]!.startsWith(`${(await shown(page))[0]},`), "in the same order").toBe(true);
      counts.push(lines.length);

      if (email.startsWith("supplier")) {
        // Nothing of prices, and nothing of people, in what is sent; an order of totals is none.
        for (const path of ["/orders?sort=-total", "/orders.csv?sort=-total"]) {
          const text = await (await page.request.get(path)).text();
          expect(text, path).not.toMatch(/€|£|EUR|GBP|\bTotal\b/);
          expect(text, path).not.toContain("Sanne Bakker");
        }
        const plain = await (await page.request.get("/orders.csv")).text();
        expect(await (await page.request.get("/orders.csv?sort=-total")).text()).toBe(plain);
      } else {
        const who = new Set(lines.slice(1).map((line) => /Sanne Bakker/.test(line)));
        if (email.startsWith("end-user")) expect([...who], "only one's own").toEqual([true]);
        else expect(who.size, "others' as well").toBe(2);
      }
    });
  }
  const [own, department, , all] = counts;
  expect(own!).toBeLessThan(department!);
  expect(department!).toBeLessThan(all!);
});

test("search, status, days and sorting live in the address", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await page.goto("/orders");
  const bar = page.getByRole("search", { name: "Filter orders" });
  await bar.getByLabel("Search").fill("BRIGHTWATER sanne");
  await bar.getByLabel("Status").selectOption("Completed");
  await bar.getByLabel("Placed from").fill("2020-01-01");
  await bar.getByLabel("Placed to").fill(yesterday);
  await bar.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/\?(?=.*\bq=BRIGHTWATER)(?=.*\bstatus=completed\b)(?=.*\bfrom=2020-01-01\b)/);
  await expect(rows(page)).not.toHaveCount(0);
  await expect(cells(page, "Status").filter({ hasNotText: "Completed" })).toHaveCount(0);
  await expect(cells(page, "Who").filter({ hasNotText: "Sanne Bakker" })).toHaveCount(0);
  await expect(bar.getByLabel("Search")).toHaveValue("BRIGHTWATER sanne");
  const found = await shown(page);
  const lines = await csv(page);
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(found);

  // By a column up and down; the filter stays.
  const totals = async () => (await cells(page, "Total").allInnerTexts()).map((total) => Number(total.replace(/[^\d.]/g, "")));
  await page.getByRole("link", { name: "Total", exact: true }).click();
  await expect(page).toHaveURL(/(?=.*\bsort=-total\b)(?=.*\bstatus=completed\b)/);
  await expect(page.getByRole("columnheader", { name: "Total" })).toHaveAttribute("aria-sort", "descending");
  expect(await totals()).toEqual((await totals()).toSorted((one, other) => other - one));
  await page.getByRole("link", { name: "Total", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Total" })).toHaveAttribute("aria-sort", "ascending");
  expect(await totals()).toEqual((await totals()).toSorted((one, other) => one - other));
  expect((await shown(page)).toSorted()).toEqual(found.toSorted());

  // Each filter is taken off by itself.
  await page.getByRole("list", { name: "Filters" }).getByRole("link", { name: "Status: Completed" }).click();
  await expect(page).not.toHaveURL(/status=/);
  await expect(page).toHaveURL(/q=BRIGHTWATER/);
  await page.getByRole("link", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/orders$/);

  // A day that lies before everything, and an address that nobody's page has written.
  await visit(page, "/orders?to=2001-01-01");
  await expect(page.getByRole("main")).toContainText("No orders like that");
  expect((await page.goto("/orders?status=nonsense&sort=&after=%00&before=x&from=yesterday"))!.status()).toBe(200);
  await expect(rows(page)).toHaveCount(50);
});

test("Next and Previous lead through all orders, each once", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await page.goto(`/orders?sort=number&status=completed&to=${yesterday}`);
  const all = (await csv(page)).slice(1).map((line) => line.split(",")[0]!);
  expect(all.length, "enough for three pages").toBeGreaterThan(100);
  const seen: string[] = [];
  const [next, previous] = ["Next", "Previous"].map((name) => page.getByRole("link", { name, exact: true }));
  await expect(previous!).toHaveCount(0);
  for (let from = 0; from < all.length; from += 50) {
    await expect(cells(page, "Number").first()).toHaveText(all[from]!);
    seen.push(...(await shown(page)));
    if (from + 50 < all.length) await next!.click();
  }
  expect(seen).toEqual(all);
  await expect(next!).toHaveCount(0);
  await previous!.click();
  const before = (Math.ceil(all.length / 50) - 2) * 50;
  await expect(cells(page, "Number").first()).toHaveText(all[before]!);
  expect(await shown(page)).toEqual(all.slice(before, before + 50));
});

test("what somebody types is no formula in the file", async ({ page, browser }) => {
  await enter(page, "end-user@corporate.test");
  const typed = ["=1+1", '=HYPERLINK("http://x")', "+49 30", "-cmd", "@sum"].map((formula) => `${formula} ${unique("")}`);
  for (const purchaseOrder of typed) await ordered(page, purchaseOrder, { purchaseOrder });
  const manager = await as(browser, page, "department-manager@corporate.test");
  for (const [reader, list] of [
    [page, "/orders"],
    [manager, "/orders"],
  ] as const) {
    await reader.goto(list);
    const text = (await csv(reader)).join("\n");
    for (const formula of typed) {
      expect(text, formula).toContain(`,"'${formula.replaceAll('"', '""')}",`);
      await expect(reader.getByRole("table", { name: "Orders" })).toContainText(formula);
    }
  }
});

// PSM-14
test("a Power User's list is of their own; what colleagues order stands on Approvals and opens", async ({
  page,
  browser,
}) => {
  const customer = await as(browser, page, "customer@printshop.test");
  const purchaseOrder = unique("Editorial");
  const number = await ordered(customer, purchaseOrder, { purchaseOrder });
  await enter(page, "power-user@printshop.test");
  await visit(page, "/approvals");
  await expect(page.getByRole("table", { name: "Waiting for you" })).toContainText(number);
  await visit(page, "/orders");
  await expect(rows(page)).not.toHaveCount(0);
  await expect(cells(page, "Number").filter({ hasText: number })).toHaveCount(0);
  await search(page, purchaseOrder);
  await expect(page.getByRole("main")).toContainText("No orders like that");
  await status(page, number, "Awaiting approval");
});

test("several orders at once, and each that was left says why", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const customer = await as(browser, page, "customer@printshop.test");
  const purchaseOrder = unique("Bulk");
  const numbers: string[] = [];
  for (const reference of ["one", "two", "three"]) numbers.push(await ordered(customer, reference, { purchaseOrder }));
  const [one, two, three] = numbers as [string, string, string];
  await search(customer, purchaseOrder);
  expect((await shown(customer)).toSorted()).toEqual(numbers.toSorted());
  const bar = (reader: Page) => reader.getByRole("form", { name: "Acts on selected orders" });
  const act = (reader: Page, name: string) => bar(reader).getByRole("button", { name, exact: true });
  const said = (reader: Page) => reader.getByRole("status").filter({ hasText: "Q-" });

  // Nothing ticked: a sentence.
  await act(customer, "Put on hold").click();
  await expect(customer.getByText("Please tick at least one order first.")).toBeVisible();
  await awake(customer);
  await expect(act(customer, "Approve"), "never one's own").toHaveCount(0);
  await tick(customer, one).check();
  await act(customer, "Put on hold").click();
  await expect(said(customer)).toContainText(`${one} was put on hold.`);
  await expect(customer, "back to the list as it was filtered").toHaveURL(/\bq=/);

  // Who approves ticks what the department has ordered, the newest first; nobody else's is touched. Words
  // would find their own alone.
  await enter(page, "department-manager@printshop.test");
  await search(page, purchaseOrder);
  await expect(page.getByRole("main")).toContainText("No orders like that");
  await visit(page, "/orders");
  for (const number of numbers) await expect(cells(page, "Number").filter({ hasText: number })).toHaveCount(1);
  await tick(page, two).check();
  await tick(page, three).check();
  if (scripts()) await expect(page.getByText("2 rows selected")).toBeAttached();
  await act(customer, "Cancel order").waitFor();
  await awake(customer);
  await tick(customer, three).check();
  await act(customer, "Cancel order").click();
  await expect(said(customer)).toContainText(`${three} was cancelled.`);
  await act(page, "Approve").click();
  await expect(said(page)).toContainText(`${two} was approved.`);
  await expect(said(page)).toContainText(`Not ${three}: The order is cancelled by now.`);
  await status(customer, one, "On hold");
  await status(customer, two, "Approved");
  await status(customer, three, "Cancelled");
});
