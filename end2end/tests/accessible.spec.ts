// axe finds nothing on any page, wide and narrow, light and dark.
import AxeBuilder from "@axe-core/playwright";
import { awake, expect, signIn, test } from "./shop.ts";

const visits: [string, string[]][] = [
  ["", ["/sign-in", "/register", "/forgot-password", "/", "/products/business-cards", "/cart", "/mail", "/no-such-page"]],
  ["end-user@corporate.test", ["/", "/products/business-cards", "/cart", "/checkout", "/orders", "/addresses", "/account", "/account/second-factor", "/account/passkeys", "/roles/why", "/people"]],
  ["department-manager@corporate.test", ["/approvals", "/orders", "/people"]],
  ["senior-manager@corporate.test", ["/people", "/audit"]],
  ["department-manager@printshop.test", ["/people", "/roles", "/roles/customer@printshop", "/roles/why"]],
  ["job-controller@storefront.test", ["/print-operations"]],
  ["album-admin@storefront.test", ["/albums", "/products/picture-postcards"]],
  ["supplier@corporate.test", ["/orders"]],
  ["company-manager@printshop.test", ["/departments", "/companies", "/catalogue/folders"]],
  [
    "admin@corporate.test",
    ["/dashboard", "/orders", "/approvals", "/print-operations", "/people/import", "/departments", "/companies", "/companies/2", "/addresses", "/suppliers"],
  ],
  [
    "platform-admin@storefront.test",
    [
      "/people",
      "/storefronts",
      "/settings",
      "/roles",
      "/roles/job-controller@storefront",
      "/roles/job-controller@storefront/edit",
      "/roles/matrix",
      "/roles/why",
      "/reports",
      "/audit",
    ],
  ],
];

for (const [email, paths] of visits) {
  for (const [width, scheme] of [
    [1280, "light"],
    [360, "dark"],
  ] as const) {
    test(`${email || "a visitor"} at ${width} px in ${scheme}`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      if (email) await signIn(page, email);
      const order = email ? await first(page, "/orders", "/orders/Q-") : undefined;
      const person = paths.includes("/people") ? await first(page, "/people", "/people/") : undefined;
      const album = paths.includes("/albums") ? await first(page, "/albums", "/albums/") : undefined;
      const shop = paths.includes("/storefronts") ? await first(page, "/storefronts", "/storefronts/") : undefined;
      for (const path of [...paths, order, person, album, shop].filter((path) => path !== undefined)) {
        await page.goto(path);
        await awake(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" | ")}`);
        expect.soft(found, path).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(over, `${path} is as wide as the window`).toBeLessThanOrEqual(0);
      }
    });
  }
}

/** Where the first row of a list leads. */
async function first(page: import("@playwright/test").Page, list: string, path: string): Promise<string | undefined> {
  await page.goto(list);
  const link = page.locator(`table a[href^='${path}']`).first();
  return (await link.count()) ? ((await link.getAttribute("href")) ?? undefined) : undefined;
}
