// What is not there, and what cannot be read: a sentence each time, and nothing typed is lost.
import type { Page } from "@playwright/test";
import { another, as, asPeople, awake, enter, expect, fillIn, hidden, ordered, send, test, unique, visit } from "./shop.ts";

const script = `"><script>document.title='run'</script>`;

test("what is not there, or not to be seen, is the same page", async ({ page, browser }) => {
  await enter(page, "end-user@corporate.test");
  const other = await as(browser, page, "end-user-3@corporate.test");
  const anothers = await ordered(other, unique("Another company's"));
  const texts = new Set<string>();
  for (const path of ["/no-such-page", "/orders/Q-1", `/orders/${anothers}`, "/orders/banana", "/products/none", "/artwork/999999"]) {
    const answer = await page.goto(path);
    expect(answer!.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
    await awake(page);
    texts.add(await page.getByRole("main").innerText());
  }
  expect(texts.size, "nobody is told which of them exist").toBe(1);
  await page.getByRole("link", { name: "Go to the start" }).click();
  await expect(page).toHaveURL(/:\d+\/$/);
  expect((await page.request.get("/no/such/page.json")).status()).toBe(404);
  expect((await page.request.fetch("/orders", { method: "DELETE", headers: { origin: new URL(page.url()).origin } })).status()).toBe(405);
});

test("forms that no page of ours has made are refused in words", async ({ page }) => {
  await enter(page, "end-user@corporate.test");
  const { origin } = new URL(page.url());
  const foreign = await page.request.post("/fn/orders/cancel", {
    form: { order: "1", version: "1" },
    headers: { origin: "http://elsewhere.test" },
  });
  expect(foreign.status()).toBe(403);
  expect(await foreign.text()).toContain("sent from another site");
  const empty = await page.request.post("/fn/orders/cancel", { form: { nonsense: "1" }, headers: { origin } });
  expect(empty.status()).toBe(400);
  expect(await empty.text()).toContain("Please go back, reload the page and try again.");
  const away = await send(page, "/fn/approvals/decide", { order: "1", version: "1", decision: "approve", back: "//evil.test" });
  expect([303, 403]).toContain(away.status());
  expect(away.headers().location ?? "/").toMatch(/^\/(?!\/)/);
});

/** Reads what stands in a field by its name, and what is said beside it. */
async function field(page: Page, name: string): Promise<[value: string, said: string]> {
  const control = page.locator(`main [name="${name}"]:not([type=hidden])`);
  const said = await control.evaluate((one) => one.closest(".field")?.querySelector(".field-error")?.textContent ?? "");
  return [await control.inputValue(), said];
}

test("nonsense in every field of the checkout is told field by field and kept", async ({ page }) => {
  await enter(page, "public-customer@printshop.test");
  const orders = async () => (await page.request.get("/orders.csv")).text();
  const before = await orders();
  await fillIn(page, unique("Nonsense"));
  await expect(page).toHaveURL(/\/cart$/);
  await visit(page, "/checkout");
  const form = hidden(await page.content());
  const long = script + "x".repeat(200);
  const nonsense = {
    recipient: " ",
    line1: long,
    line2: long,
    postcode: long,
    city: "",
    country: long,
    purchase_order: long,
  };
  await send(page, "/fn/orders/place", { ...form, deliver_to: "new", order_for: "", ...nonsense }, "/checkout");
  await visit(page, "/checkout");
  for (const [name, typed] of Object.entries(nonsense)) {
    const [value, said] = await field(page, name);
    expect.soft(value, name).toBe(typed);
    expect.soft(said, name).toMatch(/^Please (fill this in|use at most \d+ characters)\.$/);
  }
  await expect(page.getByRole("alert")).toContainText("Please look at 7 things");
  expect(await page.title()).not.toBe("run");
  // Each line of the summary leads to its field.
  for (const line of await page.getByRole("alert").getByRole("link").all()) {
    await expect(page.locator((await line.getAttribute("href"))!)).toHaveCount(1);
  }

  // What is not offered, and a total that nobody was shown.
  await send(page, "/fn/orders/place", { ...form, deliver_to: "banana", order_for: "banana" }, "/checkout");
  await visit(page, "/checkout");
  await expect(page.getByText("Please choose one of those offered.").first()).toBeVisible();
  const address = await page.getByLabel("Deliver to").locator("option").first().getAttribute("value");
  await send(page, "/fn/orders/place", { ...form, deliver_to: address!, total: "1" }, "/checkout");
  await visit(page, "/checkout");
  await expect(page.getByText("Please look once more")).toBeVisible();
  await expect(page.getByText("Nothing is ordered yet").first()).toBeVisible();
  expect(await orders()).toBe(before);
});

test("nonsense in every field of Register is told and kept, but for the password", async ({ browser }) => {
  const { port } = new URL(test.info().project.use.baseURL as string);
  const page = await another(browser, `http://market.localhost:${port}`);
  await visit(page, "/register");
  const company = script + "x".repeat(300);
  const label = { name: "Name", email: "Email", password: "Password", company: "Company" };
  const fill = async (typed: Record<keyof typeof label, string>) => {
    for (const [name, words] of Object.entries(typed)) {
      await page.getByLabel(label[name as keyof typeof label], { exact: true }).fill(words);
    }
  };
  const press = page.getByRole("main").getByRole("button", { name: "Register" });
  await fill({ name: " ", email: "nonsense@", password: "short", company });
  // What a browser would say itself is left to the server.
  await press.evaluate((button: HTMLButtonElement) => (button.formNoValidate = true));
  await press.click();
  await expect(page.getByRole("alert")).toContainText("Please look at 4 things");
  expect(await field(page, "name")).toEqual([" ", "Please fill this in."]);
  expect(await field(page, "email")).toEqual(["nonsense@", expect.stringContaining("This is not an email address.")]);
  expect(await field(page, "password")).toEqual(["", "Please use at least 12 characters."]);
  expect(await field(page, "company")).toEqual([company, expect.stringMatching(/^Please use at most \d+ characters\.$/)]);
  expect(await page.title()).not.toBe("run");
  expect(await page.content()).not.toContain('value="short"');

  // The right thing twice: one answer, one mail.
  const email = `twice-${Date.now()}@example.test`;
  await fill({ name: "Robin Twice", email, password: "a long enough password", company: "" });
  await press.dblclick(asPeople);
  await expect(page).toHaveURL(/sign-in/);
  await expect(page.getByRole("status")).toContainText("We have sent you a mail.");
  await visit(page, "/mail");
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(1);
});

test("what went wrong is said once", async ({ page }) => {
  await enter(page, "customer@printshop.test");
  const number = await ordered(page, unique("Once"));
  const form = { order: number.replace("Q-", ""), version: "99" };
  await send(page, "/fn/orders/cancel", form, `/orders/${number}`);
  await visit(page, `/orders/${number}`);
  await expect(page.getByRole("main")).toContainText("This has changed since you opened it.");
  await page.reload();
  await expect(page.getByRole("main")).not.toContainText("This has changed since you opened it.");
  await expect(page.locator(".page-head .pill")).toHaveText("Awaiting approval");
});
