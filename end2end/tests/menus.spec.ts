// The menu of everybody: what stands in it opens, and what does not is refused.
import type { Page } from "@playwright/test";
import { awake, expect, start, test } from "./shop.ts";

/** The pages that stand in menus, and their words; each is its own heading, but for the storefront's. */
const pages = new Map([
  ["/", "Products"],
  ["/orders", "Order Manager"],
  ["/approvals", "Approvals"],
  ["/print-operations", "Shared Print Operations"],
  ["/people", "People"],
  ["/departments", "Departments"],
  ["/companies", "Companies"],
  ["/addresses", "Addresses"],
  ["/suppliers", "Suppliers"],
  ["/catalogue", "Product visibility"],
  ["/catalogue/folders", "Publication types"],
  ["/albums", "Albums"],
  ["/reports", "Reports"],
  ["/storefronts", "Storefronts"],
  ["/settings", "System settings"],
  ["/roles", "Roles"],
  ["/audit", "Audit trail"],
  ["/dashboard", "Dashboard"],
]);

/** Where a menu leads, and what its links say without the count of what waits. */
type Menu = [path: string, words: string][];

test("everybody's menu is the same with and without hydration, opens, and leaves nothing out", async ({ page }) => {
  test.setTimeout(240_000);
  const everybody = await accounts(page);
  expect(everybody.length, "one for every role that can sign in").toBeGreaterThanOrEqual(28);
  for (const email of everybody) {
    await test.step(email, async () => {
      const begins = await start(page, email);
      await page.goto(begins);
      await awake(page);
      const menu = await links(page);
      const sent = await (await page.request.get(begins)).text();
      expect.soft(menu, `${email} before and after hydration`).toEqual(await linksIn(page, sent));
      // What a print location downloads has no page yet; who fetches it has an account to look after.
      if (!email.startsWith("print-location")) expect.soft(menu.length, `${email} goes somewhere`).toBeGreaterThan(0);
      for (const [path, words] of menu) expect.soft(words, `${email}: ${path}`).toBe(pages.get(path));
      for (const [path, heading] of pages) {
        const offered = menu.some(([there]) => there === path);
        const answer = await page.request.get(path, { headers: { accept: "text/html" }, maxRedirects: 0 });
        expect.soft(answer.status(), `${email} opens ${path}`).toBe(offered ? 200 : 403);
        const title = /<h1[^>]*>([^<]*)/.exec(await answer.text())?.[1];
        const reads = offered ? heading : "Not allowed";
        if (!offered || path !== "/") expect.soft(title, `${email} reads on ${path}`).toBe(reads);
      }
    });
  }
});

test("a visitor who is not let in is asked to sign in, and no address tells what is behind it", async ({ page }) => {
  for (const path of ["/orders", "/approvals", "/print-operations", "/dashboard", "/account", "/orders/Q-1"]) {
    const answer = await page.request.get(path, { headers: { accept: "text/html" }, maxRedirects: 0 });
    expect.soft([answer.status(), answer.headers().location], path).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(path)}`,
    ]);
  }
  for (const path of ["/orders.csv", "/artwork/1"]) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect.soft(answer.status(), path).toBe(401);
  }
});

/** The accounts that the sign-in page lists, and those in other departments and companies. */
async function accounts(page: Page): Promise<string[]> {
  await page.goto("/sign-in");
  await page.getByText("This is a demo: sign in as anyone").click();
  const listed = await page.getByRole("table", { name: "Demo accounts" }).getByRole("link").allInnerTexts();
  return [...listed, "end-user-2@corporate.test", "end-user-3@corporate.test"];
}

const MENU = "nav[aria-label=Main] a.nav-link";

function links(page: Page): Promise<Menu> {
  return page.locator(MENU).evaluateAll((found) =>
    found.map((link): [string, string] => [link.getAttribute("href")!, link.querySelector("span")!.textContent!]),
  );
}

/** The same in HTML as it was sent, before any script has touched it. */
function linksIn(page: Page, html: string): Promise<Menu> {
  return page.evaluate(
    ({ html, menu }) =>
      [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(menu)].map((link): [string, string] => [
        link.getAttribute("href")!,
        link.querySelector("span")!.textContent!,
      ]),
    { html, menu: MENU },
  );
}
