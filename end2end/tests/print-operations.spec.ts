// Shared Print Operations: the floor's one page.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser, Locator, Page } from "@playwright/test";
import { approve, as, awake, enter, expect, file, ordered, pdf, scripts, status, test, unique, visit } from "./shop.ts";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const first = pdf(2);
const second = pdf(4);

const jobs = (page: Page) => page.getByRole("table", { name: "Jobs" }).locator("tbody tr");
const job = (page: Page, number: string) => jobs(page).filter({ hasText: `${number}-1` });

/** Orders of the end user that were approved and are ready for the floor. */
async function ready(browser: Browser, page: Page, reference: string, count: number): Promise<[Page, string[]]> {
  const customer = await as(browser, page, "end-user@corporate.test");
  const manager = await as(browser, page, "department-manager@corporate.test");
  const numbers: string[] = [];
  while (numbers.length < count) {
    const number = await ordered(customer, reference, { buffer: first });
    await approve(manager, number);
    numbers.push(number);
  }
  return [customer, numbers];
}

/** Opens the dialog of a job's act, and answers with it. */
async function dialog(page: Page, row: Locator, act: string): Promise<Locator> {
  await awake(page);
  await row.getByRole("button", { name: act }).click();
  const opened = page.getByRole("dialog");
  await expect(opened).toBeVisible();
  return opened;
}

test("filters and search live in the address", async ({ page }) => {
  await enter(page, "job-controller@storefront.test");
  await expect(page).toHaveURL(/\/print-operations$/);
  await expect(jobs(page)).toHaveCount(50);

  // A status folder, and its count.
  const folder = page.getByRole("navigation", { name: "Status" }).getByRole("link", { name: /^Blocked/ });
  const count = Number(/\d+/.exec(await folder.innerText())![0]);
  await folder.click();
  await expect(page).toHaveURL(/\?status=blocked$/);
  await expect(folder).toHaveAttribute("aria-current", "page");
  await expect(jobs(page)).toHaveCount(count);
  await expect(jobs(page).locator(".pill").filter({ hasNotText: "Blocked" })).toHaveCount(0);

  // A search within it, by words in any order and case.
  const product = (await jobs(page).first().locator("[data-label=Product]").innerText()).split("\n")[0]!;
  await page.getByRole("search", { name: "Filter jobs" }).getByLabel("Search").fill(product.toUpperCase());
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/\?(?=.*\bstatus=blocked\b)(?=.*\bq=)/);
  await expect(page.getByLabel("Search")).toHaveValue(product.toUpperCase());
  await expect(jobs(page).filter({ hasNotText: product })).toHaveCount(0);
  const found = await jobs(page).locator("[data-label=Job]").allInnerTexts();
  expect(found.length).toBeGreaterThan(0);

  // The address alone brings the same rows.
  await visit(page, page.url());
  expect(await jobs(page).locator("[data-label=Job]").allInnerTexts()).toEqual(found);

  // What is late is late, and what is found nowhere is said.
  await visit(page, "/print-operations?due=late");
  await expect(page.getByLabel("Due")).toHaveValue("late");
  await expect(jobs(page).filter({ hasNotText: "Late" })).toHaveCount(0);
  expect(await jobs(page).count()).toBeGreaterThan(0);
  await visit(page, "/print-operations?q=nothing-is-called-like-this");
  await expect(page.getByRole("main")).toContainText("No jobs here");
});

test("a job is downloaded, blocked, mended, released and moved along, and its order tells it", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await enter(page, "job-controller@storefront.test");
  const [customer, [number]] = await ready(browser, page, unique("One job"), 1);
  await page.goto(`/print-operations?q=${number}`);
  const row = job(page, number!);
  await expect(row.locator(".pill")).toHaveText("Ready");
  await expect(row.getByRole("button", { name: "Upload artwork" }), "only while it is blocked").toHaveCount(0);

  // The bytes are those of the checksum.
  await expect(row.locator(".checksum")).toHaveAttribute("title", `SHA-256 ${sha256(first)}`);
  const download = page.waitForEvent("download");
  await row.getByRole("link", { name: "Download artwork" }).click();
  expect(sha256(readFileSync(await (await download).path()))).toBe(sha256(first));
  expect((await download).suggestedFilename()).toBe("cards.pdf");

  // Blocking asks for a reason, which the customer reads.
  await (await dialog(page, row, "Block")).getByLabel("Reason").fill(" ");
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(page.getByRole("dialog").getByText("Please fill this in.")).toBeVisible();
  await page.getByRole("dialog").getByLabel("Reason").fill("The text runs off the sheet.");
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  await expect(page.getByRole("status").filter({ hasText: `Job ${number}-1 is blocked.` })).toBeVisible();
  await expect(page, "back to the list as it was filtered").toHaveURL(new RegExp(`q=${number}`));
  await expect(row.locator(".pill")).toHaveText("Blocked");
  await expect(row).toContainText("The text runs off the sheet.");
  await status(customer, number!, "Blocked");
  await expect(customer.getByRole("region", { name: "Jobs" })).toContainText("The text runs off the sheet.");

  // A corrected file takes the place of the old one; one that is no PDF does not.
  await (await dialog(page, row, "Upload artwork")).getByLabel("Artwork").setInputFiles(file("no.pdf", Buffer.from("no")));
  await page.getByRole("dialog").getByRole("button", { name: "Upload artwork" }).click();
  await expect(page.getByRole("dialog").getByText("not a PDF")).toBeVisible();
  await page.getByRole("dialog").getByLabel("Artwork").setInputFiles(file("mended.pdf", second));
  await page.getByRole("dialog").getByRole("button", { name: "Upload artwork" }).click();
  await expect(page.getByRole("status").filter({ hasText: "was replaced" })).toBeVisible();
  await expect(row.locator(".checksum")).toHaveAttribute("title", `SHA-256 ${sha256(second)}`);
  await expect(row).toContainText("4 pages");
  const href = await row.getByRole("link", { name: "Download artwork" }).getAttribute("href");
  expect(sha256(await (await page.request.get(href!)).body())).toBe(sha256(second));

  await row.getByRole("button", { name: "Release" }).click();
  await expect(row.locator(".pill")).toHaveText("Ready");
  await expect(row).not.toContainText("The text runs off the sheet.");

  // Each status leads to the next one, and to no other.
  for (const next of ["In production", "Shipping"]) {
    const choice = row.getByLabel(`New status of job ${number}-1`);
    expect(await choice.locator("option").allInnerTexts()).toEqual([next]);
    await choice.selectOption(next);
    await row.getByRole("button", { name: "Set status" }).click();
    await expect(row.locator(".pill")).toHaveText(next);
  }

  // The order tells it all, without saying to the customer who on the floor it was.
  await status(customer, number!, "Shipping");
  const timeline = customer.getByRole("list", { name: "Timeline" });
  for (const told of [
    "Blocked: The text runs off the sheet.",
    "Artwork replaced, version 2",
    "Block released",
    "In production",
    "Shipped",
  ]) {
    await expect(timeline.getByRole("listitem").filter({ hasText: told }), told).toHaveCount(1);
  }
  await expect(timeline).not.toContainText("Tomasz");
  const admin = await as(browser, page, "admin@corporate.test");
  await admin.goto(`/orders/${number}`);
  const blocked = admin.getByRole("list", { name: "Timeline" }).getByRole("listitem").filter({ hasText: "Blocked:" });
  await expect(blocked).toContainText("Tomasz Zieliński");
});

test("several jobs at once, and each that was left says why", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "job-controller@storefront.test");
  const reference = unique("Together");
  const [, numbers] = await ready(browser, page, reference, 3);
  const here = `/print-operations?q=${encodeURIComponent(reference)}`;
  await visit(page, here);
  const bar = page.getByRole("form", { name: "Acts on selected jobs" });
  const tick = (number: string) => page.getByRole("checkbox", { name: `Select job ${number}-1` });
  const said = page.getByRole("status").filter({ hasText: /job/i });
  await expect(jobs(page)).toHaveCount(3);

  // Nothing ticked, or no reason for a block: a sentence, and nothing is done.
  await bar.getByRole("button", { name: "Start selected" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(jobs(page).locator(".pill").filter({ hasText: "Ready" })).toHaveCount(3);
  await tick(numbers[0]!).check();
  await bar.getByRole("button", { name: "Block selected" }).click();
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();
  await expect(jobs(page).locator(".pill").filter({ hasText: "Ready" })).toHaveCount(3);

  await awake(page);
  await tick(numbers[0]!).check();
  await bar.getByLabel("Reason for a block").fill("Waits for paper.");
  await bar.getByRole("button", { name: "Block selected" }).click();
  await expect(said).toContainText("1 job blocked.");
  await expect(job(page, numbers[0]!)).toContainText("Waits for paper.");
  await expect(page).toHaveURL(here);

  // What no ticked job can be asked for cannot be pressed, where scripts can tell.
  await awake(page);
  await tick(numbers[0]!).check();
  const [release, begin] = ["Release selected", "Start selected"].map((name) => bar.getByRole("button", { name }));
  await expect(release!).toBeEnabled();
  await expect(begin!).toBeEnabled({ enabled: !scripts() });
  for (const number of numbers.slice(1)) await tick(number).check();
  await bar.getByRole("button", { name: "Start selected" }).click();
  await expect(said).toContainText("2 jobs started.");
  await expect(said).toContainText(`${numbers[0]}-1 was left: The job is blocked by now.`);
  await expect(jobs(page).locator(".pill").filter({ hasText: "In production" })).toHaveCount(2);

  // A page that is stale by now moves nothing.
  const other = await as(browser, page, "job-controller@storefront.test");
  await visit(other, here);
  await job(page, numbers[1]!).getByRole("button", { name: "Set status" }).click();
  await expect(job(page, numbers[1]!).locator(".pill")).toHaveText("Shipping");
  await other.getByRole("checkbox", { name: `Select job ${numbers[1]}-1` }).check();
  await other.getByRole("button", { name: "Ship selected" }).click();
  await expect(other.getByRole("status").filter({ hasText: "No job was shipped." })).toContainText(`${numbers[1]}-1 was left`);
});

test("the floor of two storefronts holds no job of a third", async ({ page, browser }) => {
  await enter(page, "job-controller@storefront.test");
  expect(await page.getByLabel("Storefront").locator("option").count()).toBe(3);
  const all = await as(browser, page, "administrator@printshop.test");
  await visit(all, "/print-operations?status=ready");
  const shops = all.getByLabel("Storefront").locator("option");
  const id = await shops.filter({ hasText: "Inkwell" }).getAttribute("value");
  await visit(all, `/print-operations?status=ready&storefront=${id}`);
  const href = await all.getByRole("link", { name: "Download artwork" }).first().getAttribute("href");
  expect((await all.request.get(href!)).status()).toBe(200);
  for (const path of [href!, `${href}/thumbnail`, `/print-operations?ticket=${href!.split("/").pop()}`]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  await page.goto(`/print-operations?storefront=${id}`);
  await expect(page.getByRole("main")).toContainText("No jobs here");
});
