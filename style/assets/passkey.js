// Passkeys: shows what needs this script, asks the server what is to be signed, hands that to the
// browser, and posts what it answers as the form that is there. Bytes travel as base64url.

const text = (bytes) =>
	btoa(String.fromCharCode(...new Uint8Array(bytes)))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");

const bytes = (text) =>
	Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const ways = {
	async make(asked) {
		const known = ({ id, ...rest }) => ({ ...rest, id: bytes(id) });
		const { rawId, response } = await navigator.credentials.create({
			publicKey: {
				...asked,
				challenge: bytes(asked.challenge),
				user: known(asked.user),
				excludeCredentials: asked.excludeCredentials.map(known),
			},
		});
		return {
			id: text(rawId),
			clientDataJSON: text(response.clientDataJSON),
			attestationObject: text(response.attestationObject),
		};
	},
	async show(asked) {
		const { rawId, response } = await navigator.credentials.get({
			publicKey: { ...asked, challenge: bytes(asked.challenge) },
		});
		return {
			id: text(rawId),
			clientDataJSON: text(response.clientDataJSON),
			authenticatorData: text(response.authenticatorData),
			signature: text(response.signature),
			userHandle: text(response.userHandle ?? []),
		};
	},
};

const words = (error) => {
	switch (error.name) {
		case "NotAllowedError":
		case "AbortError":
			return "Your device was not asked, or did not answer in time. You can try again.";
		case "InvalidStateError":
			return "This device has a passkey for your account already.";
		default:
			return "That did not work. Please reload the page and try again.";
	}
};

const attend = (place) => {
	const form = place.querySelector("form");
	const says = place.querySelector("[data-passkey-says]");
	const say = (sentence) => {
		says.textContent = sentence;
		says.hidden = !sentence;
	};
	let busy = false;
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		if (busy) return;
		busy = true;
		say("");
		try {
			const answer = await fetch(place.dataset.ask, {
				method: "POST",
				headers: { accept: "application/json" },
				body: new URLSearchParams(new FormData(form)),
			});
			const asked = await answer.json();
			if (answer.ok) {
				const field = document.createElement("input");
				field.type = "hidden";
				field.name = "credential";
				field.value = JSON.stringify(await ways[place.dataset.passkey](asked));
				form.append(field);
				form.submit();
				return;
			}
			say(asked.fields.map(([, problem]) => problem).join(" ") || asked.message);
		} catch (error) {
			say(words(error));
		}
		busy = false;
	});
	// Whoever comes back to the page as it was left begins anew.
	addEventListener("pageshow", ({ persisted }) => {
		if (!persisted) return;
		form.querySelector("[name=credential]")?.remove();
		busy = false;
	});
	place.hidden = false;
};

if (isSecureContext && window.PublicKeyCredential) {
	document.querySelectorAll("[data-passkey]").forEach(attend);
}
