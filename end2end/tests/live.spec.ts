// What scripts add: prices while one chooses, files looked at before they are sent, keys on Approvals.
import { as, awake, enter, expect, file, fillIn, ordered, pdf, status, test, unique } from "./shop.ts";

test("the price follows what is chosen, and is the server's", async ({ page }) => {
  await enter(page, "end-user@corporate.test");
  await page.goto("/products/business-cards");
  await awake(page);
  await expect(page.getByRole("button", { name: "Update price" })).toBeHidden();
  let loads = 0;
  page.on("request", (request) => (loads += Number(request.isNavigationRequest())));
  const total = page.locator("#price .price-total");
  const seen = new Set([await total.innerText()]);
  const current = page.locator(".price-breaks [aria-current]");

  await page.getByLabel("Quantity").fill("500");
  await expect(current).toContainText("500");
  for (const choice of ["Silk 400 g", "Cotton 600 g"]) {
    await page.getByText(choice, { exact: true }).click();
    await expect(page.getByRole("radio", { name: choice })).toBeChecked();
    const query = new URLSearchParams({
      "option-0": "Paper",
      "chosen-0": choice,
      "option-1": "Corners",
      "chosen-1": "Square",
      "option-2": "Finish",
      "chosen-2": "None",
      quantity: "500",
    });
    const html = await (await page.request.get(`/products/business-cards?${query}`)).text();
    const price = /class="price-total">([^<]*)/.exec(html)![1]!;
    await expect(total).toHaveText(price);
    seen.add(price);
  }
  expect(seen.size, "each of them another price").toBe(3);

  await page.getByLabel("Quantity").fill("55");
  await expect(page.locator("#price")).toContainText("Please choose a multiple of 50.");
  await page.getByLabel("Quantity").fill("");
  await expect(page.locator("#price .price-total")).toHaveText("–");
  await page.getByLabel("Quantity").fill("1000");
  await expect(current).toContainText("1000");
  await expect(total).not.toHaveText("–");
  expect(loads, "without loading a page").toBe(0);
});

for (const [what, name, buffer, says] of [
  ["no PDF", "cards.pdf", Buffer.from("a picture, called a PDF"), "This file is not a PDF."],
  ["too large", "large.pdf", Buffer.concat([pdf(1), Buffer.alloc(3_000_000)]), "This file is larger than 2 MB."],
] as const) {
  test(`a file that is ${what} is told beside its field before it is sent`, async ({ page }) => {
    await enter(page, "end-user@corporate.test");
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await page.goto("/products/business-cards");
    await awake(page);
    const field = page.locator(".field", { has: page.getByLabel("Artwork") });
    await page.getByLabel("Artwork").setInputFiles(file(name, buffer));
    await expect.soft(field.locator(".field-error"), "as soon as it is chosen").toContainText(says, { timeout: 2_000 });
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(field.locator(".field-error")).toContainText(says);
    await expect(page.getByLabel("Artwork")).toBeFocused();
    await expect(page.getByLabel("Artwork")).toHaveAccessibleDescription(new RegExp(says));
    await expect(page).toHaveURL(/\/products\/business-cards$/);
    expect(sent, "nothing is on its way").toEqual([]);

    // Another file mends it, in the same form.
    await page.getByLabel("Artwork").setInputFiles(file("good.pdf", pdf(1)));
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page).toHaveURL(/\/cart$/);
    await awake(page);
  });
}

test("J, K, A and R lead through Approvals", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const customer = await as(browser, page, "end-user@corporate.test");
  const approved = await ordered(customer, unique("By key A"));
  const rejected = await ordered(customer, unique("By key R"));
  await enter(page, "department-manager@corporate.test");
  await expect(page).toHaveURL(/\/approvals$/);
  await awake(page);
  const rows = page.getByRole("table", { name: "Waiting for you" }).locator("tbody tr");
  const row = (number: string) => rows.filter({ hasText: number });

  // J and K move, and stop at the ends; no key does anything while nothing is chosen.
  const count = await rows.count();
  await page.keyboard.press("a");
  await page.keyboard.press("j");
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect(rows.nth(0)).toBeFocused();
  for (let row = 0; row < count + 2; row++) await page.keyboard.press("j");
  await expect(rows.nth(count - 1)).toBeFocused();
  await expect(rows).toHaveCount(count);

  // R asks for a reason, in which letters are letters; then it rejects.
  const to = async (number: string) => {
    while (!(await row(number).evaluate((row) => row === document.activeElement))) await page.keyboard.press("k");
  };
  await to(rejected);
  await page.keyboard.press("r");
  const reason = row(rejected).getByLabel("Reason");
  await expect(reason).toBeFocused();
  await page.keyboard.type("jar of rakes");
  await expect(reason).toHaveValue("jar of rakes");
  await page.keyboard.press("Tab");
  await expect(row(rejected).getByRole("button", { name: "Reject" })).toBeFocused();
  await page.keyboard.press("r");
  await expect(page.getByRole("status").filter({ hasText: `${rejected} was rejected.` })).toBeVisible();
  await expect(row(rejected)).toHaveCount(0);

  // A approves, and leads on to what waits still.
  await awake(page);
  await page.keyboard.press("j");
  await expect(rows.nth(0)).toBeFocused();
  while (!(await row(approved).evaluate((row) => row === document.activeElement))) await page.keyboard.press("j");
  await page.keyboard.press("a");
  await expect(page.getByRole("status").filter({ hasText: `${approved} was approved.` })).toBeVisible();
  await status(customer, approved, "Approved");
  await status(customer, rejected, "Rejected");
  await expect(customer.getByRole("main")).toContainText("jar of rakes");
});

test("nothing on a page moves after it was drawn", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "department-manager@corporate.test");
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/products/business-cards", "/orders", "/approvals", "/"]) {
      await page.goto(path);
      await awake(page);
      await page.waitForLoadState("networkidle");
      const shifts = await page.evaluate(async () => {
        const observer = new PerformanceObserver(() => undefined);
        observer.observe({ type: "layout-shift", buffered: true });
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        return observer.takeRecords().map((entry) => {
          const { value, sources } = entry as unknown as { value: number; sources: { node?: Element }[] };
          return `${value.toFixed(4)} ${sources.map(({ node }) => node?.outerHTML?.slice(0, 60)).join(", ")}`;
        });
      });
      expect.soft(shifts, `${path} at ${width} px`).toEqual([]);
    }
  }
});

test("a page that is gone back to has its choices back, and a price that fits them", async ({ page }) => {
  await enter(page, "end-user@corporate.test");
  await page.goto("/products/business-cards");
  await awake(page);
  await page.getByLabel("Quantity").fill("1000");
  const total = await page.locator("#price .price-total").innerText();
  await fillIn(page, unique("Back"), { quantity: "1000" });
  await expect(page).toHaveURL(/\/cart$/);
  await awake(page);
  await page.goBack();
  await awake(page);
  const quantity = await page.getByLabel("Quantity").inputValue();
  await expect(page.locator("#price .price-total")).toHaveText(quantity === "1000" ? total : /\d/);
  await expect(page.getByRole("button", { name: "Add to cart" })).toBeEnabled();
});
