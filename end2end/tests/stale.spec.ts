// A second press and a page of before: nothing happens twice, and who pressed is told.
import type { Page } from "@playwright/test";
import {
  as,
  asPeople,
  awake,
  checkOut,
  enter,
  expect,
  fillIn,
  hidden,
  ordered,
  send,
  status,
  test,
  unique,
  visit,
} from "./shop.ts";

/** How many orders of the reader's hold these words. */
async function count(page: Page, words: string): Promise<number> {
  const file = await (await page.request.get(`/orders.csv?q=${encodeURIComponent(words)}`)).text();
  return file.trimEnd().split("\r\n").length - 1;
}

test("a double click places one order, and going back places no second one", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "end-user@corporate.test");
  const reference = unique("Pressed twice");
  await fillIn(page, reference);
  await checkOut(page);
  const form = hidden(await page.content());
  const deliver_to = await page.getByLabel("Deliver to").inputValue();
  await page.getByRole("button", { name: "Place order" }).dblclick(asPeople);
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  const first = new URL(page.url()).pathname;
  expect(await count(page, reference)).toBe(1);

  // Back is the checkout as it stands now: there is nothing to place.
  await awake(page);
  await page.goBack();
  await expect(page.getByRole("main")).toContainText("There is nothing to order");
  await expect(page.getByRole("button", { name: "Place order" })).toHaveCount(0);

  // The same form from a page that somebody kept leads to the order that there is.
  const again = await Promise.all([1, 2, 3].map(() => send(page, "/fn/orders/place", { ...form, deliver_to })));
  expect(again.map((answer) => answer.headers().location)).toEqual([first, first, first]);
  expect(await count(page, reference)).toBe(1);

  // Re-ordering twice is one order as well.
  await visit(page, `${first}/re-order`);
  await page.getByRole("main").getByRole("button", { name: "Re-order" }).dblclick(asPeople);
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  expect(await count(page, reference)).toBe(2);
});

test("a line and a message that are sent twice are there once", async ({ page }) => {
  await enter(page, "senior-manager@corporate.test");
  const reference = unique("One line");
  await fillIn(page, reference, { press: "twice" });
  await expect(page).toHaveURL(/\/cart$/);
  await visit(page, "/cart");
  await expect(page.getByRole("main").getByText(reference)).toHaveCount(1);

  await visit(page, "/orders");
  await page.getByRole("table", { name: "Orders" }).getByRole("link", { name: /^Q-/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Order Q-/);
  const form = page.getByRole("form", { name: "Write a message" });
  const unseen = hidden(await form.innerHTML());
  const body = unique("Said once");
  await form.getByRole("textbox", { name: "Message" }).fill(body);
  await form.getByRole("button", { name: "Send message" }).dblclick(asPeople);
  await expect(page.getByRole("status").filter({ hasText: "Your message was sent." })).toBeVisible();
  // A browser that takes the second press back sends it all the same where the line is slow.
  await send(page, "/fn/orders/message", { ...unseen, body }, new URL(page.url()).pathname);
  await awake(page);
  await page.reload();
  await expect(page.getByRole("list", { name: "Messages" }).getByText(body)).toHaveCount(1);
});

test("a checkout whose cart has changed in another tab orders nothing unseen", async ({ page, context }) => {
  await enter(page, "customer@printshop.test");
  const reference = unique("Two tabs");
  await fillIn(page, reference);
  await checkOut(page);
  const other = await context.newPage();
  await visit(other, "/cart");
  await other.getByRole("spinbutton", { name: "Quantity" }).last().fill("500");
  const answered = other.waitForEvent("load");
  await other.getByRole("button", { name: /^Update quantity/ }).last().click();
  await answered;
  await expect(other.getByRole("spinbutton", { name: "Quantity" }).last()).toHaveValue("500");

  await page.getByLabel("Purchase order number").fill("PO that stays");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/checkout$/);
  await expect(page.getByText("Please look once more")).toBeVisible();
  await expect(page.getByText("Nothing is ordered yet").first()).toBeVisible();
  await expect(page.getByLabel("Purchase order number")).toHaveValue("PO that stays");
  await expect(page.getByRole("main").getByText(/\(was .[\d.,]+\)/).first()).toBeVisible();
  expect(await count(page, reference)).toBe(0);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  expect(await count(page, reference)).toBe(1);
});

test("an act from a page of before does nothing, and the page says so", async ({ page, context, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "customer@printshop.test");
  const number = await ordered(page, unique("Stale"));
  const pill = (there: Page) => there.locator(".page-head .pill");
  const stale = "This has changed since you opened it.";
  await page.goto(`/orders/${number}`);
  const other = await context.newPage();
  await other.goto(`/orders/${number}`);

  await page.getByRole("button", { name: "Put on hold" }).click();
  await expect(pill(page)).toHaveText("On hold");
  await other.getByRole("button", { name: "Put on hold" }).click();
  await expect(other.getByRole("main")).toContainText(new RegExp(`${stale}|on hold by now`));
  await expect(pill(other)).toHaveText("On hold");

  // Cancelling would still be possible, but who presses it has not seen what happened since.
  await page.getByRole("button", { name: "Release from hold" }).click();
  await expect(pill(page)).toHaveText("Awaiting approval");
  await other.getByRole("button", { name: "Cancel order" }).click();
  await expect(other.getByRole("main")).toContainText(stale);
  await expect(pill(other)).toHaveText("Awaiting approval");

  // An approval pressed twice is one; a rejection after it is told who was first.
  const manager = await as(browser, page, "power-user@printshop.test");
  await visit(manager, `/orders/${number}`);
  const second = await as(browser, page, "department-manager@printshop.test");
  await second.goto(`/orders/${number}`);
  await manager.getByRole("button", { name: "Approve" }).first().dblclick(asPeople);
  await expect(pill(manager)).toHaveText("Approved");
  await second.getByLabel("Reason").fill("Too late.");
  await second.getByRole("button", { name: "Reject" }).first().click();
  await expect(second.getByRole("main")).toContainText("Moira Sinclair was first: the order is approved by now.");
  await status(page, number, "Approved");
  const approvals = page.getByRole("list", { name: "Timeline" }).getByRole("listitem").filter({ hasText: "Approved" });
  await expect(approvals).toHaveCount(1);
});
