// What specs about companies, departments and addresses need: lists, their dialogs, and something new.
import type { Locator, Page } from "@playwright/test";
import { expect, told, visit } from "./shop.ts";

export const SHOP = "Meridian Brand Centre";

/** The rows of a list. */
export const rows = (page: Page, list: string) => page.getByRole("table", { name: list }).locator("tbody tr");

/** Opens the dialog of a page that adds something. */
export async function adding(page: Page, path: string, act: string): Promise<Locator> {
  await visit(page, path);
  await page.getByRole("button", { name: act, exact: true }).click();
  return page.getByRole("dialog", { name: act, exact: true });
}

/** Adds a company and stays on its page. */
export async function addCompany(page: Page, name: string, { shop = SHOP, open = false } = {}) {
  const dialog = await adding(page, "/companies", "Add company");
  await dialog.getByLabel("Storefront", { exact: true }).selectOption({ label: shop });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("checkbox", { name: "Public" }).setChecked(open);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await told(page, `${name} was added.`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

/** Adds a department to a company. */
export async function addDepartment(page: Page, company: string, name: string) {
  const dialog = await adding(page, "/departments", "Add department");
  await dialog.getByLabel("Company", { exact: true }).selectOption({ label: company });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await told(page, `${name} was added.`);
}

/** Finds a department and opens who manages it, by the button of its row. */
export async function managing(page: Page, department: string): Promise<Locator> {
  await visit(page, `/departments?q=${encodeURIComponent(department)}`);
  const row = rows(page, "Departments").filter({ hasText: department });
  await row.getByRole("button", { name: `Managers ${department}` }).click();
  return page.getByRole("dialog", { name: `Who manages ${department}` });
}

/** The id of what a row is about, as the buttons of its dialogs send it. */
export const idOf = async (row: Locator) => (await row.locator("input[name=of]").first().getAttribute("value"))!;
