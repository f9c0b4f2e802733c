// axe finds nothing on any page, wide and narrow, light and dark.
import AxeBuilder from "@axe-core/playwright";
import { awake, expect, signIn, test } from "./shop.ts";

const visits: [string, string[]][] = [
  ["", ["/sign-in", "/register", "/forgot-password", "/", "/products/business-cards", "/cart", "/mail", "/no-such-page"]],
  ["end-user@corporate.test", ["/", "/products/business-cards", "/cart", "/checkout", "/orders", "/account"]],
  ["department-manager@corporate.test", ["/approvals", "/orders"]],
  ["job-controller@storefront.test", ["/print-operations"]],
  ["supplier@corporate.test", ["/orders"]],
  ["admin@corporate.test", ["/dashboard", "/orders", "/approvals", "/print-operations"]],
];

for (const [email, paths] of visits) {
  for (const [width, scheme] of [
    [1280, "light"],
    [360, "dark"],
  ] as const) {
    test(`${email || "a visitor"} at ${width} px in ${scheme}`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      if (email) await signIn(page, email);
      const order = email ? await firstOrder(page) : undefined;
      for (const path of order ? [...paths, order] : paths) {
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

async function firstOrder(page: import("@playwright/test").Page): Promise<string | undefined> {
  await page.goto("/orders");
  const link = page.locator("table a[href^='/orders/Q-']").first();
  return (await link.count()) ? ((await link.getAttribute("href")) ?? undefined) : undefined;
}
