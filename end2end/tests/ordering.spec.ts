// The main job: order, approve, produce, receive, re-order.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  another,
  as,
  awake,
  enter,
  expect,
  file,
  fillIn,
  listen,
  order,
  pdf,
  protectedPdf,
  scripts,
  signIn,
  status,
  test,
  told,
  unique,
  visit,
} from "./shop.ts";

const artwork = pdf(3);

test("a customer orders, a manager approves, the floor produces, the customer receives and re-orders", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const reference = `Main job ${Date.now()}`;
  await signIn(page, "end-user@corporate.test");
  const number = await order(page, reference);
  await expect(page.getByRole("main").getByText("Awaiting approval").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

  // A colleague in another department does not see it.
  const colleague = await as(browser, page, "end-user-2@corporate.test");
  expect((await colleague.goto(`/orders/${number}`))!.status()).toBe(404);

  // The manager finds it on Approvals and approves it there.
  const manager = await as(browser, page, "department-manager@corporate.test");
  await manager.goto("/approvals");
  const waiting = manager.getByRole("table", { name: "Waiting for you" }).getByRole("row").filter({ hasText: number });
  await expect(waiting.getByRole("img")).toBeVisible();
  await waiting.getByRole("button", { name: "Approve" }).click();
  await told(manager, `${number} was approved.`);
  await status(page, number, "Approved");

  // The floor has one staff page, and the job is on it, byte for byte.
  const floor = await as(browser, page, "job-controller@storefront.test");
  await expect(floor).toHaveURL(/print-operations/);
  await floor.goto(`/print-operations?q=${number}`);
  const job = floor.getByRole("table", { name: "Jobs" }).getByRole("row").filter({ hasText: number });
  const download = floor.waitForEvent("download");
  await job.getByRole("link", { name: "Download artwork" }).click();
  const fetched = readFileSync(await (await download).path());
  expect(createHash("sha256").update(fetched).digest("hex")).toBe(createHash("sha256").update(artwork).digest("hex"));

  // An administrator sends it to a supplier, who produces and dispatches it without seeing a price.
  const admin = await as(browser, page, "admin@corporate.test");
  await admin.goto(`/orders/${number}`);
  await admin.getByRole("button", { name: "Send to supplier" }).first().click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("combobox").selectOption({ label: "Northgate Bindery" });
  await dialog.getByRole("button", { name: "Send to supplier" }).click();
  await told(admin, "was sent to the supplier.");
  const supplier = await as(browser, page, "supplier@corporate.test");
  await supplier.goto(`/orders/${number}`);
  expect(await supplier.getByRole("main").innerText()).not.toContain("€");
  expect(await supplier.content()).not.toContain("end-user@corporate.test");
  await status(page, number, "In production");
  expect(await page.content()).not.toContain("Northgate");
  await supplier.getByRole("button", { name: "Mark as produced" }).click();
  await told(supplier, "is marked as produced.");
  await supplier.getByRole("button", { name: "Mark as dispatched" }).click();
  await told(supplier, "is on its way.");

  // It arrives, is found again, and is ordered again in two clicks.
  await status(page, number, "Shipping");
  await page.getByRole("button", { name: "Confirm receipt" }).click();
  await expect(page.getByRole("main").getByText("Completed").first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Timeline" })).toContainText("Ordered");
  await visit(page, `/orders?q=${encodeURIComponent(reference.toLowerCase())}`);
  await page.getByRole("table", { name: "Orders" }).getByRole("link", { name: number }).click();
  await page.getByRole("main").getByRole("link", { name: "Re-order" }).click();
  await page.getByRole("main").getByRole("button", { name: "Re-order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  expect(page.url()).not.toContain(number);
  await expect(page.getByRole("main").getByText("Awaiting approval").first()).toBeVisible();
});

for (const [what, name, buffer, says] of [
  ["a file that is no PDF", "cards.pdf", Buffer.from("not a PDF at all"), "not a PDF"],
  ["a broken PDF", "broken.pdf", Buffer.from("%PDF-1.7\nnothing follows"), "damaged"],
  ["a protected PDF", "secret.pdf", protectedPdf(), "password"],
  ["a too large file", "large.pdf", Buffer.concat([artwork, Buffer.alloc(3 * 1024 * 1024)]), "larger than"],
] as const) {
  test(`${what} gets a sentence beside the field, and nothing typed is lost`, async ({ page }) => {
    await signIn(page, "end-user@corporate.test");
    await fillIn(page, "Kept reference", { name, buffer });
    await expect(page.getByRole("main").getByText(says).first()).toBeVisible();
    await expect(page.getByLabel("Reference")).toHaveValue("Kept reference");
    await expect(page.getByLabel("Quantity")).toHaveValue("250");
  });
}

test("asking what it costs lets go of nothing: neither what was typed nor the file", async ({ page }) => {
  await enter(page, "customer@printshop.test");
  await page.goto("/products/business-cards");
  await awake(page);
  const price = page.locator("#price .price-total");
  const before = await price.innerText();
  await page.getByLabel("Artwork").setInputFiles(file("leaflet.pdf", artwork));
  await page.getByLabel("Reference").fill("Asked first");
  await page.getByLabel("Quantity").fill("1000");
  // With scripts the price follows by itself.
  if (!scripts()) await page.getByRole("button", { name: "Update price" }).click();
  await expect(price).not.toHaveText(before);
  await expect(page.getByLabel("Reference")).toHaveValue("Asked first");
  await page.getByRole("button", { name: "Add to cart" }).click();
  const line = page.getByRole("listitem").filter({ hasText: "Asked first" });
  await expect(line).toContainText("leaflet.pdf");
  await line.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Asked first")).toHaveCount(0);
});

test("rejecting needs a reason, which the customer reads", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signIn(page, "end-user@corporate.test");
  const number = await order(page, "To be rejected");
  const manager = await as(browser, page, "department-manager@corporate.test");
  await manager.goto(`/orders/${number}`);
  await awake(manager);
  await manager.getByRole("button", { name: "Reject" }).first().click();
  await expect(manager.getByRole("alert").first()).toBeVisible();
  await manager.getByLabel("Reason").fill("The logo is last year's.");
  await manager.getByRole("button", { name: "Reject" }).last().click();
  await told(manager, `${number} was rejected.`);
  await status(page, number, "Rejected");
  await expect(page.getByRole("main").getByText("The logo is last year's.").first()).toBeVisible();
});

test("of two who decide, the first wins and the second is told who it was", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signIn(page, "end-user@corporate.test");
  const number = await order(page, "Decided twice");
  const first = await as(browser, page, "department-manager@corporate.test");
  const second = await as(browser, page, "senior-manager@corporate.test");
  await first.goto(`/orders/${number}`);
  await second.goto(`/orders/${number}`);
  await first.getByRole("button", { name: "Approve" }).first().click();
  await expect(first.getByRole("main").getByText("Approved").first()).toBeVisible();
  await second.getByRole("button", { name: "Approve" }).first().click();
  const name = (await first.locator(".frame-person-name").innerText()).trim();
  await expect(second.getByRole("main").getByText(name).first()).toBeVisible();
});

test("a Customer Plus decides for himself", async ({ page }) => {
  await signIn(page, "customer-plus@printshop.test");
  const number = await order(page, "My own");
  await status(page, number, "Approved");
});

test("a customer of the print shop waits, may pause and cancel", async ({ page }) => {
  await signIn(page, "customer@printshop.test");
  const number = await order(page, "Paused");
  await status(page, number, "Awaiting approval");
  const pill = page.locator(".page-head .pill");
  await page.getByRole("button", { name: "Put on hold" }).click();
  await expect(pill).toHaveText("On hold");
  await page.getByRole("button", { name: "Release from hold" }).click();
  await expect(pill).toHaveText("Awaiting approval");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(pill).toHaveText("Cancelled");
  await status(page, number, "Cancelled");
});

test("a visitor's cart survives signing up at the checkout", async ({ browser }) => {
  const base = new URL(test.info().project.use.baseURL as string);
  const page = await another(browser, `http://market.localhost:${base.port}`);
  const heard = listen(page);
  const reference = unique("A visitor's cards");
  await fillIn(page, reference);
  await expect(page).toHaveURL(/\/cart/);
  await page.getByRole("link", { name: "Check out" }).or(page.getByRole("button", { name: "Check out" })).first().click();
  await expect(page).toHaveURL(/sign-in|register/);
  await signIn(page, "public-customer@printshop.test");
  await visit(page, "/cart");
  await expect(page.getByRole("main")).toContainText(reference);
  expect(heard).toEqual([]);
});
