// What is printed may be changed until somebody approves it.
import { createHash } from "node:crypto";
import { approve, as, awake, changeContent, enter, expect, hidden, ordered, pdf, status, test, unique, visit } from "./shop.ts";

const changed = pdf(5);

test("who ordered changes reference and artwork until it is approved", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "end-user@corporate.test");
  const number = await ordered(page, unique("First words"));
  await page.goto(`/orders/${number}`);
  const job = page.getByRole("region", { name: "Jobs" });
  const form = hidden(await page.content());

  // A file that cannot be printed is told beside its field; the words stay.
  const words = unique("Second words");
  await changeContent(page, words, { name: "no.pdf", buffer: Buffer.from("no PDF") });
  await expect(job.getByText("This file is not a PDF.").first()).toBeVisible();
  await expect(page.getByLabel("Reference")).toHaveValue(words);
  await changeContent(page, words, { name: "changed.pdf", buffer: changed });
  await expect(page.getByRole("status").filter({ hasText: "The content is changed." })).toBeVisible();
  await expect(job).toContainText(words);
  await expect(job).toContainText("changed.pdf, version 2");
  const href = await job.getByRole("link", { name: "Download artwork" }).getAttribute("href");
  const bytes = await (await page.request.get(href!)).body();
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(createHash("sha256").update(changed).digest("hex"));
  const timeline = page.getByRole("list", { name: "Timeline" });
  await expect(timeline.getByRole("listitem").filter({ hasText: "Content changed" })).toHaveCount(1);

  // It is found by the new words and not by the old ones, and the file stays where none is chosen.
  await visit(page, `/orders?q=${encodeURIComponent(words)}`);
  await page.getByRole("link", { name: number }).click();
  await changeContent(page, `${words}, last`);
  await expect(job).toContainText(`${words}, last`);
  await expect(job).toContainText("changed.pdf, version 2");

  // Nobody approves what they have not seen: the page of before the change decides nothing.
  const manager = await as(browser, page, "department-manager@corporate.test");
  await manager.goto(`/orders/${number}`);
  await expect(manager.getByRole("region", { name: "Jobs" })).toContainText("changed.pdf");
  await changeContent(page, `${words}, the very last`);
  await expect(job).toContainText("the very last");
  await manager.getByRole("button", { name: "Approve" }).first().click();
  await expect(manager.getByRole("main")).toContainText("This has changed since you opened it.");
  await status(manager, number, "Awaiting approval");
  await manager.getByRole("button", { name: "Approve" }).first().click();
  await expect(manager.locator(".page-head .pill")).toHaveText("Approved");
  await awake(manager);

  // From here on it is as it was approved, whatever is sent.
  await visit(page, `/orders/${number}`);
  await expect(page.getByText("Change content")).toHaveCount(0);
  const { origin } = new URL(page.url());
  const version = hidden(await manager.content()).version ?? form.version!;
  const late = await page.request.post(`${origin}/fn/orders/edit-content`, {
    multipart: { number: form.number!, job: form.job!, version, reference: "Too late" },
    headers: { origin, accept: "application/json" },
  });
  expect(late.status()).toBe(409);
  expect((await late.json()).message).toBe("The order is approved by now.");
  await page.reload();
  await expect(job).toContainText("the very last");
});

test("nobody else changes what somebody ordered", async ({ page, browser }) => {
  await enter(page, "end-user@corporate.test");
  const number = await ordered(page, unique("Mine"));
  await page.goto(`/orders/${number}`);
  await expect(page.getByText("Change content")).toBeVisible();
  const form = hidden(await page.content());
  for (const [email, answer] of [
    ["end-user-2@corporate.test", 404],
    ["supplier@corporate.test", 403],
    ["job-controller@storefront.test", 403],
  ] as const) {
    const other = await as(browser, page, email);
    const { origin } = new URL(other.url());
    const sent = await other.request.post(`${origin}/fn/orders/edit-content`, {
      multipart: { number: form.number!, job: form.job!, version: form.version!, reference: "Not yours" },
      headers: { origin, accept: "application/json" },
    });
    expect(sent.status(), email).toBe(answer);
  }
  await page.reload();
  await expect(page.getByRole("region", { name: "Jobs" })).not.toContainText("Not yours");
  await approve(await as(browser, page, "department-manager@corporate.test"), number);
});
