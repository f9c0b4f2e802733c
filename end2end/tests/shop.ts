// What every spec needs: people who sign in, and files.
import { crc32 } from "node:zlib";
import { test as base, expect, type Browser, type Page } from "@playwright/test";

export const PASSWORD = "quoin-demo-only";

/** A test fails on any warning or error in the console, and on any script that throws. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page }, use) => {
      const heard = listen(page);
      await use();
      expect(heard, "the console stays silent").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What a page's console says that nobody should have to read. */
export function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on("console", (message) => {
    // A page that answers 404 or 422 on purpose is told to the console by the browser itself.
    const told = message.text().startsWith("Failed to load resource");
    if (["warning", "error"].includes(message.type()) && !told) heard.push(message.text());
  });
  page.on("pageerror", (error) => heard.push(String(error)));
  return heard;
}

/** Opens a page once the one before has loaded, so that nothing is broken off; it is awake then. */
export async function visit(page: Page, path: string) {
  if (page.url() !== "about:blank") await awake(page);
  await page.goto(path);
  await awake(page);
}

/** Types email and password on the sign-in page, and goes where that leads. */
export async function identify(page: Page, email: string, password = PASSWORD) {
  await visit(page, "/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs in as a demo account; leaves the page where that account starts. */
export async function signIn(page: Page, email: string, password = PASSWORD) {
  await identify(page, email, password);
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Signs out by the menu of one's name. */
export async function signOut(page: Page) {
  await page.locator("[popovertarget=person-menu]").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
}

/** The password of whoever registers in a spec. */
export const NEW_PASSWORD = "a long enough password";

/** Somebody new registers, who has a mail to confirm by; answers their address. */
export async function register(page: Page): Promise<string> {
  const email = `${unique("new").replace(" ", "-")}@example.test`;
  await visit(page, "/register");
  await page.getByLabel("Name", { exact: true }).fill("Robin Sample");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(NEW_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Register" }).click();
  await told(page, "We have sent you a mail.");
  return email;
}

/** Opens the latest mail to somebody, and follows its link of this kind. */
export async function followMail(page: Page, email: string, kind: "reset" | "verify") {
  await openMail(page, email);
  await page.locator(`a[href*='/${kind}/']`).first().click();
}

/** Opens the latest mail to somebody. */
export async function openMail(page: Page, email: string) {
  await visit(page, "/mail");
  await page.getByRole("row").filter({ hasText: email }).first().getByRole("link").click();
}

/** Somebody new with an account of their own, who is signed in; answers their address. */
export async function newcomer(page: Page): Promise<string> {
  const email = await register(page);
  await followMail(page, email, "verify");
  await page.getByRole("button", { name: "Confirm my email" }).click();
  await told(page, "Your email is confirmed.");
  await signIn(page, email, NEW_PASSWORD);
  return email;
}

/** Another browser, set up as the one of the spec; `origin` where it is not to begin at the same place. */
export async function another(browser: Browser, origin?: string): Promise<Page> {
  const { baseURL, contextOptions, javaScriptEnabled, locale, timezoneId } = test.info().project.use;
  const options = { baseURL: origin ?? baseURL, javaScriptEnabled: javaScriptEnabled ?? true, locale, timezoneId };
  return (await browser.newContext({ ...contextOptions, ...options })).newPage();
}

/** Somebody else, in a browser of their own. */
export async function as(browser: Browser, page: Page, email: string): Promise<Page> {
  const other = await another(browser, page.url() === "about:blank" ? undefined : new URL(page.url()).origin);
  await enter(other, email);
  return other;
}

/** Signs in without looking at the page for it; leaves the page where that account starts. */
export async function enter(page: Page, email: string) {
  await visit(page, await start(page, email));
}

/** Signs in and answers where that account starts, without opening it. */
export async function start(page: Page, email: string): Promise<string> {
  const answer = await send(page, "/fn/accounts/sign-in", { email, password: PASSWORD, next: "" });
  const to = answer.headers().location ?? "";
  expect(to, `${email} can sign in`).not.toMatch(/sign-in|^$/);
  return to;
}

/** Sends a form as the browser would, and does not go where it leads. */
export function send(page: Page, path: string, form: Record<string, string>, referer = "/") {
  const { origin } = new URL(page.url() === "about:blank" ? (test.info().project.use.baseURL as string) : page.url());
  return page.request.post(origin + path, {
    form,
    headers: { origin, referer: origin + referer },
    maxRedirects: 0,
  });
}

/** Sends a form as a program does: the status says what was decided. */
export async function decided(page: Page, act: string, form: Record<string, string>): Promise<number> {
  const { origin } = new URL(page.url());
  const headers = { origin, accept: "application/json" };
  return (await page.request.post(`${origin}/fn/${act}`, { form, headers })).status();
}

/** The status that a page answers with, asked for as a browser asks. */
export async function answers(page: Page, path: string): Promise<number> {
  const answer = await page.request.get(path, { headers: { accept: "text/html" }, maxRedirects: 0 });
  return answer.status();
}

/** What the page says once about what was done. */
export async function told(page: Page, words: string) {
  await expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();
}

/** The links of the menu. */
export const menu = (page: Page) => page.locator("nav[aria-label=Main] a.nav-link");

/** With JavaScript or without. */
export const scripts = () => test.info().project.use.javaScriptEnabled !== false;

/** The islands are awake; nothing to wait for where there are none. */
export async function awake(page: Page) {
  if (scripts()) await page.locator("html[data-awake]").waitFor();
}

/** A word that no other order has, to find one's own by. */
export const unique = (words: string) => `${words} ${Date.now().toString(36)}${Math.trunc(Math.random() * 1296).toString(36)}`;

/** What is ordered, where a spec wants something other than three pages of business cards. */
export type Wanted = {
  quantity?: string;
  name?: string;
  buffer?: Buffer;
  purchaseOrder?: string;
  press?: "once" | "twice";
};

/** A double click as slow as a person's: the first press has long been sent when the second comes. */
export const asPeople = { delay: 80 };

/** Configures business cards and puts them into the cart; the reference makes them findable. */
export async function fillIn(page: Page, reference: string, wanted: Wanted = {}) {
  await visit(page, "/products/business-cards");
  await page.getByLabel("Quantity").fill(wanted.quantity ?? "250");
  await page.getByLabel("Reference").fill(reference);
  await page.getByLabel("Artwork").setInputFiles(file(wanted.name ?? "cards.pdf", wanted.buffer ?? pdf(3)));
  await page.getByRole("button", { name: "Add to cart" }).click({ clickCount: wanted.press === "twice" ? 2 : 1, ...asPeople });
}

/** Has what is printed filled in with somebody's data; the page comes back with it. */
export async function fillInDataOf(page: Page, name: string, department: string) {
  await page.getByLabel("Fill in the data of").selectOption({ label: `${name} \u2013 ${department}` });
  await page.getByRole("button", { name: "Fill in", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await awake(page);
}

/** From what is in the cart to the checkout. */
export async function checkOut(page: Page) {
  await expect(page).toHaveURL(/\/cart/);
  await awake(page);
  await page.getByRole("link", { name: "Check out" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Checkout" })).toBeVisible();
}

/** Orders business cards as a person does; answers with the number of the order. */
export async function order(page: Page, reference: string, wanted: Wanted = {}): Promise<string> {
  await fillIn(page, reference, wanted);
  await checkOut(page);
  await page.getByLabel("Purchase order number").fill(wanted.purchaseOrder ?? "PO 4711");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/orders\/Q-\d+/);
  return /Q-\d+/.exec(page.url())![0];
}

/** The same order, for specs about what comes afterwards: sent without filling in the pages. */
export async function ordered(page: Page, reference: string, wanted: Wanted = {}): Promise<string> {
  const { origin } = new URL(page.url());
  const added = await page.request.post(`${origin}/fn/cart/add`, {
    multipart: {
      product: "business-cards",
      "option-0": "Paper",
      "chosen-0": "Silk 400 g",
      "option-1": "Corners",
      "chosen-1": "Square",
      "option-2": "Finish",
      "chosen-2": "None",
      quantity: wanted.quantity ?? "250",
      reference,
      artwork: file(wanted.name ?? "cards.pdf", wanted.buffer ?? pdf(3)),
    },
    headers: { origin, referer: `${origin}/products/business-cards` },
    maxRedirects: 0,
  });
  expect(added.headers().location).toBe("/cart");
  const checkout = await (await page.request.get(`${origin}/checkout`)).text();
  const form = { ...hidden(checkout), purchase_order: wanted.purchaseOrder ?? "PO 4711" };
  const address = /<option[^>]*value="(\d+)"/.exec(checkout)?.[1];
  const to = (await send(page, "/fn/orders/place", { deliver_to: address ?? "", ...form }, "/checkout")).headers().location;
  expect(to).toMatch(/^\/orders\/Q-\d+$/);
  return to!.replace("/orders/", "");
}

/** What goes along unseen with the forms of a page. */
export function hidden(html: string): Record<string, string> {
  const fields = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...fields].map(([, name, value]) => [name, value]));
}

/** Decides on an order that was just placed, for specs about what comes afterwards. */
export async function approve(manager: Page, number: string) {
  const form = { order: number.replace("Q-", ""), version: "1", decision: "approve", reason: "", back: "" };
  const to = (await send(manager, "/fn/approvals/decide", form, `/orders/${number}`)).headers().location;
  await status(manager, number, "Approved");
  expect(to).toBe(`/orders/${number}`);
}

/** Changes what is printed, on the page of the order. */
export async function changeContent(page: Page, reference: string, artwork?: { name: string; buffer: Buffer }) {
  const summary = page.getByText("Change content");
  await expect(summary).toBeVisible();
  if (!(await page.getByRole("button", { name: "Save content" }).isVisible())) await summary.click();
  await page.getByLabel("Reference").fill(reference);
  if (artwork) await page.getByLabel("Artwork").setInputFiles(file(artwork.name, artwork.buffer));
  await page.getByRole("button", { name: "Save content" }).click();
}

/** Opens an order, which stands at that status by now. */
export async function status(page: Page, number: string, word: string) {
  await visit(page, `/orders/${number}`);
  await expect(page.locator(".page-head .pill")).toHaveText(word);
}

/** A PNG of one pixel; what follows its end makes it another file each time. */
export function png(): { name: string; mimeType: string; buffer: Buffer } {
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const buffer = Buffer.concat([Buffer.from(pixel, "base64"), Buffer.from(unique("end"))]);
  return { name: "pixel.png", mimeType: "image/png", buffer };
}

/** A real PDF of so many pages, 85 × 55 mm each, with its number on it. */
export function pdf(pages: number, trailer = ""): Buffer {
  const objects: string[] = [];
  const kids = Array.from({ length: pages }, (_, page) => `${4 + 2 * page} 0 R`).join(" ");
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[2] = `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`;
  objects[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
  for (let page = 0; page < pages; page++) {
    const content = `0.1 0.6 0.8 rg 20 20 200 116 re f 1 1 1 rg BT /F 40 Tf 60 60 Td (${page + 1}) Tj ET`;
    objects[4 + 2 * page] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 241 156] /Contents ${5 + 2 * page} 0 R ` +
      "/Resources << /Font << /F 3 0 R >> >> >>";
    objects[5 + 2 * page] = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  }
  let text = "%PDF-1.7\n";
  const offsets: number[] = [];
  for (let id = 1; id < objects.length; id++) {
    offsets[id] = text.length;
    text += `${id} 0 obj\n${objects[id]}\nendobj\n`;
  }
  const start = text.length;
  text += `xref\n0 ${objects.length}\n0000000000 65535 f \n`;
  for (let id = 1; id < objects.length; id++) text += `${String(offsets[id]).padStart(10, "0")} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** A workbook of one sheet with these texts in its cells, none of them markup. */
export function xlsx(table: string[][]): Buffer {
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = (target: string, type: string) =>
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    `<Relationship Id="rId1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  const cell = (text: string, row: number, column: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = table.map(
    (texts, row) => `<row r="${row + 1}">${texts.map((text, column) => cell(text, row, column)).join("")}</row>`,
  );
  return zip({
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": relations("xl/workbook.xml", "officeDocument"),
    "xl/workbook.xml":
      `<workbook xmlns="${main}" xmlns:r="${office}">` +
      '<sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml", "worksheet"),
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData></worksheet>`,
  });
}

/** An archive of these files, not compressed. */
function zip(files: Record<string, string>): Buffer {
  const [parts, listed]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, data] = [Buffer.from(path), Buffer.from(text)];
    // Of version 2.0, without flags, stored, on the first day that the format knows.
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(33, 8);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from("PK\x03\x04"), fields, name, data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    listed.push(Buffer.from("PK\x01\x02\x14\x00"), fields, place, name);
    offset += 30 + name.length + data.length;
  }
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, Buffer.from("PK\x05\x06"), end]);
}

/** A PDF that says that it is protected by a password. */
export function protectedPdf(): Buffer {
  return pdf(
    1,
    "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 " +
      `/O <${"ab".repeat(32)}> /U <${"cd".repeat(32)}> >> /ID [<${"01".repeat(16)}> <${"01".repeat(16)}>]`,
  );
}

/** A file as a file field takes it. */
export function file(name: string, buffer: Buffer) {
  return { name, mimeType: "application/pdf", buffer };
}
