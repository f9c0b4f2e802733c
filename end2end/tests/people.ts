// What specs about people need: somebody new, somebody's page, and what is answered to whom.
import type { Browser, Page } from "@playwright/test";
import { NEW_PASSWORD, another, answers, as, awake, decided, expect, followMail, told, unique, visit } from "./shop.ts";

/** What somebody new chooses as their password. */
export const CHOSEN = "six yellow umbrellas";

/** Where a customer of the corporate storefront stands. */
export const BRIGHTWATER = {
  Storefront: "Meridian Brand Centre",
  Company: "Brightwater Energy",
  Department: "Marketing",
};

/** The rows of the list, and of the roles on somebody's page. */
export const people = (page: Page) => page.getByRole("table", { name: "People" }).locator("tbody tr");
export const roles = (page: Page) => page.getByRole("table", { name: "Roles" }).locator("tbody tr");

/** The state of the account, and what can be done to it, on top of somebody's page. */
export const pill = (page: Page) => page.locator(".page-head .pill");
export const acts = (page: Page) => page.locator(".page-acts").getByRole("button");
export const press = (page: Page, name: string) =>
  page.locator(".page-acts").getByRole("button", { name, exact: true }).click();

/** The form that gives a role, where the reader may. */
export const give = (page: Page) => page.getByRole("form", { name: "Give a role" });

/** Writes somebody down in the dialog on People and stays on their page; answers with their email. */
export async function add(page: Page, name: string, chosen: Record<string, string>, invite = true): Promise<string> {
  const email = `${unique("new").replace(" ", "-")}@newcomers.test`;
  await visit(page, "/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog", { name: "Add person" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Email", { exact: true }).fill(email);
  for (const [label, option] of Object.entries(chosen)) {
    await dialog.getByLabel(label, { exact: true }).selectOption({ label: option });
  }
  await dialog.getByRole("checkbox", { name: "Send an invitation now" }).setChecked(invite);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  return email;
}

/** Follows the link of an invitation to a first password, in a browser where nobody is signed in yet. */
export async function choosePassword(browser: Browser, email: string, password = CHOSEN): Promise<Page> {
  const page = await another(browser);
  await followMail(page, email, "reset");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a new password");
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await told(page, "Your new password is set.");
  return page;
}

/** Finds somebody on People and opens their page; answers with its path. */
export async function person(page: Page, email: string): Promise<string> {
  await visit(page, `/people?q=${encodeURIComponent(email)}`);
  await people(page).filter({ hasText: email }).getByRole("link").click();
  await expect(page).toHaveURL(/\/people\/\d+$/);
  await awake(page);
  return new URL(page.url()).pathname;
}

/** Each path answers with its status. */
export async function opens(page: Page, pages: Record<string, number>) {
  for (const [path, status] of Object.entries(pages)) expect.soft(await answers(page, path), path).toBe(status);
}

/** Sends a form about people as a program does. */
export const sent = (page: Page, act: string, form: Record<string, string>) => decided(page, `people/${act}`, form);

/** Gives somebody who has registered an account with Brightwater Energy as well, of the same password. */
export async function joinBrightwater(browser: Browser, page: Page, email: string) {
  const manager = await as(browser, page, "senior-manager@corporate.test");
  expect(await sent(manager, "add", { name: "Robin Sample", email, invite: "true" })).toBe(200);
  await choosePassword(browser, email, NEW_PASSWORD);
}

/** Brings a file, of people to Brightwater Energy unless said otherwise, and looks at what it would do. */
export async function bring(
  page: Page,
  content: string | Buffer,
  name = "people.csv",
  { kind = "People", into = BRIGHTWATER.Company } = {},
) {
  await visit(page, "/people");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import");
  await page.getByRole("radio", { name: kind }).check();
  await page.getByLabel("Import into").selectOption({ label: into });
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  const file = { name, mimeType: "text/csv", buffer };
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Look at the file" }).click();
}
