// Importing people: a file is looked at, its columns are said, the good rows are imported, and the same
// file again changes nothing.
import type { Page } from "@playwright/test";
import { bring, people, pill } from "./people.ts";
import { enter, expect, test, unique, visit, xlsx } from "./shop.ts";

/** The rows of what would happen. */
const preview = (page: Page) => page.getByRole("table", { name: "What would happen" }).locator("tbody tr");

test("a file is looked at, mapped and imported, and changes nothing the second time", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, "admin@corporate.test");
  const email = `${unique("import").replace(" ", "-")}@newcomers.test`;
  const name = unique("Robin Imported");
  const text = `Whom;Where to write;Department\n${name};${email};Marketing\nNobody;nowhere;Marketing\n`;
  await bring(page, text);
  // Nothing is guessed that the headings do not say.
  await expect(page.getByText("Please say above which column holds this: Email, Name.")).toBeVisible();
  await page.getByLabel("Email", { exact: true }).selectOption({ index: 2 });
  await page.getByLabel("Name", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Use these columns" }).click();

  await expect(preview(page).filter({ hasText: email })).toContainText("New");
  await expect(preview(page).filter({ hasText: "nowhere" })).toContainText("This is not an email address");
  await expect(page.getByRole("button", { name: "Import all" })).toBeDisabled();
  await page.getByRole("button", { name: "Import the good rows" }).click();
  // The page looks again by itself.
  await expect(page.getByText("Imported, without the rows below.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table", { name: "Rows that were left out" })).toContainText("not an email address");

  await visit(page, `/people?q=${encodeURIComponent(email)}`);
  await people(page).filter({ hasText: email }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(pill(page)).toHaveText("Inactive");
  await visit(page, "/mail");
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(0);

  await bring(page, `Email,Name,Department\n${email},${name},Marketing\n`);
  await expect(page.getByText("Everything in this file is there already.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
});

test("a workbook is imported as a file of text is", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  const email = `${unique("sheet").replace(" ", "-")}@newcomers.test`;
  const name = unique("Robin Sheet");
  const table = [
    ["Email", "Name", "Department"],
    [email, name, "Marketing"],
  ];
  await bring(page, xlsx(table), "people.xlsx");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("people.xlsx");
  await expect(preview(page)).toHaveCount(1);
  await expect(preview(page).filter({ hasText: email })).toContainText("New");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  // The page looks again by itself.
  await expect(page.getByText("Imported.", { exact: true })).toBeVisible({ timeout: 30_000 });
  await visit(page, `/people?q=${encodeURIComponent(email)}`);
  await expect(people(page).filter({ hasText: name })).toContainText("Marketing");
});

test("a file that is no table is told in a sentence, and what was chosen stays", async ({ page }) => {
  await enter(page, "admin@corporate.test");
  await bring(page, "%PDF-1.7 and nothing else", "cards.pdf");
  await expect(page.getByRole("main")).toContainText("This file is neither CSV nor XLSX.");
  await expect(page.getByLabel("Import into").locator("option:checked")).toHaveText("Brightwater Energy");
});
