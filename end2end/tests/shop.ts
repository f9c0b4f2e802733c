// What every spec needs: people who sign in, and files.
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

/** Signs in as a demo account; leaves the page where that account starts. */
export async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Somebody else, in a browser of their own. */
export async function as(browser: Browser, page: Page, email: string): Promise<Page> {
  const { origin } = new URL(page.url() === "about:blank" ? (test.info().project.use.baseURL as string) : page.url());
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: test.info().project.use.javaScriptEnabled ?? true,
  });
  const other = await context.newPage();
  await signIn(other, email);
  return other;
}

/** The islands are awake; nothing to wait for where there are none. */
export async function awake(page: Page) {
  if (test.info().project.use.javaScriptEnabled !== false) {
    await page.locator("html[data-awake]").waitFor();
  }
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
