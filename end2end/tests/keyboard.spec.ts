// The main jobs by keyboard alone, with a focus that can be seen.
import type { Locator, Page } from "@playwright/test";
import { PASSWORD, another, awake, expect, file, ordered, enter, as, pdf, status, test, unique } from "./shop.ts";

/** Presses Tab until the focus is there; it can be seen on every step of the way. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let step = 0; step < 150; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
    expect.soft(await unseen(page), "the focus can be seen").toBe("");
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** What has the focus without showing it, if it does. */
function unseen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focus = document.activeElement;
    if (!focus || focus === document.body) return "";
    // A frame around the control may show it in its stead.
    for (let shown: Element | null = focus, up = 0; shown && up < 3; shown = shown.parentElement, up++) {
      for (const pseudo of [undefined, "::after", "::before"]) {
        const style = getComputedStyle(shown, pseudo);
        const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        if (outline || (up === 0 && style.boxShadow !== "none")) return "";
      }
    }
    return focus.outerHTML.slice(0, 200);
  });
}

test("somebody signs in, orders, and somebody else approves", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const reference = unique("Keys alone");
  await page.goto("/sign-in");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Email"));
  await page.keyboard.type("end-user@corporate.test");
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/sign-in/);

  // To the product by its link, and through its form.
  await tabTo(page, page.locator("main a[href='/products/business-cards']").first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Business cards" })).toBeVisible();
  await awake(page);
  await tabTo(page, page.getByRole("radio", { name: "Uncoated 350 g" }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Silk 400 g" })).toBeChecked();
  await tabTo(page, page.getByLabel("Quantity"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("250");
  await tabTo(page, page.getByLabel("Artwork"));
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  await (await chooser).setFiles(file("cards.pdf", pdf(1)));
  await tabTo(page, page.getByLabel("Reference"));
  await page.keyboard.type(reference);
  await tabTo(page, page.getByRole("button", { name: "Add to cart" }));
  await page.keyboard.press("Space");

  await expect(page).toHaveURL(/\/cart$/);
  await tabTo(page, page.getByRole("link", { name: "Check out" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Checkout" })).toBeVisible();
  await tabTo(page, page.getByLabel("Purchase order number"));
  await page.keyboard.type("PO 4711");
  await tabTo(page, page.getByRole("button", { name: "Place order" }));
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/\/orders\/Q-\d+$/);
  const number = /Q-\d+/.exec(page.url())![0];

  const manager = await as(browser, page, "department-manager@corporate.test");
  await expect(manager).toHaveURL(/\/approvals$/);
  await tabTo(manager, manager.getByRole("button", { name: `Approve ${number}` }));
  await manager.keyboard.press("Enter");
  await expect(manager.getByRole("status").filter({ hasText: `${number} was approved.` })).toBeVisible();
  await status(page, number, "Approved");

  // Signing out is in a menu that keys open and close.
  await tabTo(page, page.locator("[popovertarget=person-menu]"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeHidden();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Sign out" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sign-in/);
});

test("Enter in the reason to reject never approves", async ({ page, browser }) => {
  const customer = await as(browser, page, "end-user@corporate.test");
  const number = await ordered(customer, unique("Not approved by Enter"));
  await enter(page, "department-manager@corporate.test");
  await awake(page);
  const row = page.getByRole("table", { name: "Waiting for you" }).getByRole("row").filter({ hasText: number });
  await row.getByLabel("Reason").focus();
  await page.keyboard.type("Wrong address on the back.");
  // It may reject, or do nothing; what is sent is waited for.
  const sent = page.waitForResponse((answer) => answer.request().method() === "POST", { timeout: 3_000 });
  await page.keyboard.press("Enter");
  await sent.catch(() => undefined);
  await customer.goto(`/orders/${number}`);
  await expect(customer.locator(".page-head .pill")).toHaveText(/Awaiting approval|Rejected/);
});

test("a dialog takes the focus, gives it back, and a refused one has it again", async ({ page, browser }) => {
  await enter(page, "job-controller@storefront.test");
  await page.goto("/print-operations?status=ready");
  await awake(page);
  const block = page.getByRole("button", { name: /^Block job/ }).first();
  await tabTo(page, block);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByLabel("Reason"));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(block).toBeFocused();
  const other = await another(browser);
  await other.goto("/forgot-password");
  await tabTo(other, other.getByLabel("Email"));
  await other.keyboard.type("not-an-address@");
  await other.getByLabel("Email").evaluate((field: HTMLInputElement) => (field.form!.noValidate = true));
  await other.keyboard.press("Enter");
  await expect(other.getByRole("alert")).toBeFocused();
  await expect(other.getByRole("alert")).toContainText("This is not an email address.");
});
