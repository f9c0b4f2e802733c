// Wakes the islands of a page.
//
// Leptos would write this as an inline script into every page; as a file it is cached, and the
// pages need no inline script for it.  The order is Leptos' own (`leptos::hydration`): an island
// before the islands inside it, because it decides which context they see.  A page without islands
// loads no WebAssembly at all.

const wake = async (islands) => {
	// The innermost <leptos-children> that we are inside of sets the context for what is in it.
	const around = [];

	const visit = async (element) => {
		const children = element.localName === "leptos-children";
		if (element.localName === "leptos-island") {
			const name = element.dataset.component;
			const island = islands[name];
			if (island) {
				around.at(-1)?.();
				await island(element);
			} else {
				console.warn(`The island ${name} is not in the bundle.`);
			}
		} else if (children) {
			around.push(element.$$on_hydrate);
		}
		for (const child of [...element.children]) {
			await visit(child);
		}
		if (children) {
			around.pop();
		}
	};

	await visit(document.body);
};

// Whoever goes on before all is loaded ends the loading, which is no fault to be told: a page that is
// being left is gone before this many milliseconds are over, and says nothing any more.
const LEAVING = 3000;

if (document.querySelector("leptos-island")) {
	try {
		const islands = await import("./bindings.js");
		await islands.default({ module_or_path: new URL("./module.wasm", import.meta.url) });
		islands.hydrate();
		await wake(islands);
	} catch (error) {
		await new Promise((later) => setTimeout(later, LEAVING));
		throw error;
	}
}

// Tests wait for this instead of guessing.
document.documentElement.dataset.awake = "";
