// Storefronts: made and set up by who runs the platform, and gone to by who works there.
import { another, answers, awake, expect, png, signIn, test, told, unique, visit } from "./shop.ts";

test("a storefront is made, gets its colours, and is gone to", async ({ page }) => {
  await signIn(page, "platform-admin@storefront.test");
  await visit(page, "/storefronts");
  const name = unique("Annex");
  const slug = name.toLowerCase().replace(" ", "-");
  await page.getByRole("button", { name: "Add storefront" }).click();
  const dialog = page.getByRole("dialog", { name: "Add storefront" });
  await dialog.getByLabel("Storefront", { exact: true }).fill(name);
  await dialog.getByLabel("Name in its address").fill(slug);
  await dialog.getByRole("checkbox", { name: "Open to everybody" }).check();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);

  // What is limited to nobody can be kept from everybody.
  const settings = page.getByRole("form", { name: "Settings" });
  const unlimited = settings.getByRole("checkbox", { name: "Products without limits are shown" });
  await expect(unlimited).toBeChecked();
  await unlimited.uncheck();
  const homes = settings.getByRole("checkbox", { name: "Personal addresses are hidden from managers" });
  await expect(homes).not.toBeChecked();
  await homes.check();
  await settings.getByRole("button", { name: "Save" }).click();
  await told(page, "Saved.");
  await expect(unlimited).not.toBeChecked();
  await expect(homes).toBeChecked();

  // A colour that could not be read is refused, and stays to be corrected.
  const look = page.getByRole("form", { name: "Look" });
  await look.getByLabel("Accent on light paper").fill("#ffe600");
  await look.getByLabel("Accent on dark paper").fill("#ffb3dd");
  await look.getByRole("button", { name: "Save look" }).click();
  await expect(look.locator(".field-error")).toContainText("could not be read well");
  await expect(look.getByLabel("Accent on light paper")).toHaveValue("#ffe600");
  await look.getByLabel("Accent on light paper").fill("#7a1f5c");
  await look.getByRole("button", { name: "Save look" }).click();
  await told(page, "Saved.");

  // So is a file that is no picture.
  const logo = page.getByRole("form", { name: "Logo" });
  const notes = { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") };
  await logo.getByLabel("Picture").setInputFiles(notes);
  await logo.getByRole("button", { name: "Add logo" }).click();
  await expect(logo.locator(".field-error")).toContainText("PNG, JPEG or WebP");
  await logo.getByLabel("Picture").setInputFiles(png());
  await logo.getByRole("button", { name: "Add logo" }).click();
  await told(page, "The logo stands above every page from now on.");

  // Host names are the platform's to give below its own.
  const hosts = page.getByRole("form", { name: "Add host name" });
  await hosts.getByLabel("Host name").fill(`${slug}.localhost.localhost`);
  await hosts.getByRole("button", { name: "Add host name" }).click();
  await expect(hosts.locator(".field-error")).toContainText("address of the platform");

  await page.locator(".switcher summary").click();
  await page.locator(".switcher").getByRole("button", { name }).click();
  await expect(page.locator(".switcher summary")).toContainText(name);
  await expect(page.locator("link[href='/look/7a1f5c-ffb3dd.css']")).toHaveCount(1);

  // The logo says the name, has its size before it arrives, and is kept for good.
  const head = page.getByRole("banner").getByRole("img", { name });
  await expect(head).toHaveAttribute("width", "1");
  await expect(head).toHaveCSS("height", "32px");
  const picture = await page.request.get((await head.getAttribute("src"))!);
  expect(picture.headers()["cache-control"]).toContain("immutable");
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(head).toHaveCSS("height", "28px");
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, "the page is as wide as the window").toBeLessThanOrEqual(0);
});

// PJ-10
test("a junior administrator has their storefronts and no system settings", async ({ page, browser }) => {
  await signIn(page, "junior-admin@corporate.test");
  await visit(page, "/storefronts");
  await expect(page.getByRole("table", { name: "Storefronts" }).locator("tbody tr")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Add storefront" })).toHaveCount(0);
  expect(await answers(page, "/settings")).toBe(403);
  const admin = await another(browser);
  await signIn(admin, "admin@corporate.test");
  expect(await answers(admin, "/settings")).toBe(200);
  expect(await answers(admin, "/setup"), "the demo is begun").toBe(404);

  // What is wrong stands beside its field, and nothing is set.
  await visit(admin, "/settings");
  const form = admin.getByRole("form", { name: "The platform" });
  const support = form.getByLabel("Support email");
  await form.getByLabel("Sender of mails").fill("x".repeat(81));
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.locator(".field-error")).toContainText("at most 80 characters");
  await expect(support).toHaveValue("");
});
