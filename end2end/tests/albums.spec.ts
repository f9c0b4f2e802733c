// Albums: who keeps them fills and shares one, and a customer chooses from it instead of sending a file.
import type { Page } from "@playwright/test";
import { answers, as, awake, enter, expect, png, test, told, unique, visit } from "./shop.ts";

const add = (page: Page) => page.getByRole("form", { name: "Add an image" });

test("an album is filled and shared, a customer chooses from it, and the cart keeps what was chosen", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await enter(page, "album-admin@storefront.test");
  await expect(page).toHaveURL(/\/albums$/);
  await page.getByRole("button", { name: "Add album" }).click();
  const dialog = page.getByRole("dialog", { name: "Add album" });
  const name = unique("Spring");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.locator(".page-head .pill")).toHaveText("Not shared");

  // What is no image is told beside its field, and what was typed stays.
  const image = unique("Tulips");
  const notes = { name: "notes.png", mimeType: "image/png", buffer: Buffer.from("no image") };
  await add(page).getByLabel("Image").setInputFiles(notes);
  await add(page).getByLabel("Name").fill(image);
  await add(page).getByRole("button", { name: "Add" }).click();
  await expect(add(page)).toContainText("cannot be read as a PNG or JPEG");
  await expect(add(page).getByLabel("Name")).toHaveValue(image);
  await add(page).getByLabel("Image").setInputFiles(png());
  await add(page).getByRole("button", { name: "Add" }).click();
  await told(page, "The image was added.");
  const card = page.getByRole("region", { name: image });
  await expect(card).toContainText("1 × 1 pixels");

  // Nobody chooses from it until it is shared.
  const customer = await as(browser, page, "registered@storefront.test");
  await visit(customer, "/products/picture-postcards");
  await expect(customer.getByRole("radio", { name: image })).toHaveCount(0);
  const settings = page.getByRole("form", { name: "Settings" });
  await settings.getByRole("checkbox", { name: "Shared" }).check();
  await settings.getByRole("checkbox", { name: "Approver", exact: true }).check();
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".page-head .pill")).toHaveText("Shared with roles");
  await customer.reload();
  await expect(customer.getByRole("radio", { name: image }), "held by others").toHaveCount(0);
  await settings.getByRole("checkbox", { name: "Approver", exact: true }).uncheck();
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".page-head .pill")).toHaveText("Shared");

  // Nor where other products offer it alone (INF-29).
  await settings.getByRole("checkbox", { name: "Stationery", exact: true }).check();
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".page-head .pill")).toHaveText("Shared with products");
  await customer.reload();
  await expect(customer.getByRole("radio", { name: image }), "of another category").toHaveCount(0);
  await settings.getByRole("checkbox", { name: "Stationery", exact: true }).uncheck();
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".page-head .pill")).toHaveText("Shared");
  await settings.getByRole("checkbox", { name: "Picture postcards", exact: true }).check();
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".page-head .pill")).toHaveText("Shared with products");

  await customer.reload();
  await awake(customer);
  await expect(customer.getByLabel("Artwork"), "no file is asked for").toHaveCount(0);
  await customer.getByRole("radio", { name: image }).check();
  await customer.getByRole("button", { name: "Add to cart" }).click();
  await expect(customer).toHaveURL(/\/cart/);
  await awake(customer);
  await expect(customer.getByRole("main")).toContainText(`${image}.png`);

  // Deleting it takes nothing from whoever has chosen it.
  const src = await card.getByRole("img").getAttribute("src");
  await card.getByRole("button", { name: "Delete" }).click();
  await told(page, "The image was deleted.");
  expect(await answers(customer, src!)).toBe(404);
  await customer.reload();
  await expect(customer.getByRole("main")).toContainText(`${image}.png`);
  const line = customer.getByRole("listitem").filter({ hasText: image });
  await line.getByRole("button", { name: /^Remove/ }).click();

  await page.locator(".page-acts").getByRole("button", { name: "Delete" }).click();
  await told(page, "The album was deleted.");
  expect(await answers(customer, "/albums"), "a customer keeps none").toBe(403);
});
