//! Sending a form with a file: with its progress, and with what is wrong beside its field, so that
//! nothing chosen or typed is lost. Without it the browser sends the same form.

use leptos::prelude::*;

/// Sends the form with this id. `most` is the largest file, in bytes: a larger one is told before it
/// is on its way.
#[island]
pub fn Upload(form: String, most: u64) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::watch(form, most);
    #[cfg(not(feature = "hydrate"))]
    drop((form, most));
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::FileProblem;
    use js_sys::{Array, Reflect};
    use leptos::{ev, prelude::*};
    use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
    use web_sys::{
        Element, FormData, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement,
        ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType,
    };

    /// Where a file field keeps what is wrong with its file, until another is chosen.
    const REFUSED: &str = "data-refused";

    pub(super) fn watch(id: String, most: u64) {
        let of = id.clone();
        let choosing = window_event_listener(ev::change, move |event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
                .filter(|input| input.type_() == "file");
            let form = input.as_ref().and_then(HtmlInputElement::form);
            if let Some((input, form)) = input.zip(form).filter(|(_, form)| form.id() == of) {
                chosen(form, input, most);
            }
        });
        let sending = window_event_listener(ev::submit, move |event| {
            let form = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
            let Some(form) = form.filter(|form| form.id() == id) else {
                return;
            };
            if let Some(problem) = refused(&form) {
                event.prevent_default();
                tell(&form, &[problem]);
            } else if send(&form).is_ok() {
                event.prevent_default();
            }
            // Else the browser sends it.
        });
        on_cleanup(move || {
            choosing.remove();
            sending.remove();
        });
    }

    /// What can be known of a file without sending it is told at once: its size, and whether it
    /// begins as a PDF does. All else is the server's to find.
    fn chosen(form: HtmlFormElement, input: HtmlInputElement, most: u64) {
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return judge(&form, &input, None);
        };
        if file.size() > most as f64 {
            let most_megabytes = domain::artwork::megabytes(most);
            return judge(
                &form,
                &input,
                Some(FileProblem::TooLarge { most_megabytes }),
            );
        }
        let Ok(head) = file.slice_with_f64_and_f64(0.0, 1024.0) else {
            return;
        };
        let read = Closure::once(move |head: JsValue| {
            let pdf = head.as_string().is_none_or(|head| head.contains("%PDF-"));
            judge(&form, &input, (!pdf).then_some(FileProblem::NotAPdf));
        });
        let _ = head.text().then(&read);
        read.forget();
    }

    fn judge(form: &HtmlFormElement, input: &HtmlInputElement, problem: Option<FileProblem>) {
        let told = input.has_attribute(REFUSED);
        if let Some(problem) = problem {
            let _ = input.set_attribute(REFUSED, &problem.to_string());
            // Without moving the focus: that would end what is being typed elsewhere, and come back
            // here as another change.
            let _ = write(form, &refused(form).into_iter().collect::<Vec<_>>());
        } else if told {
            let _ = input.remove_attribute(REFUSED);
            let _ = write(form, &[]);
        }
    }

    /// The field whose file was refused here, and why.
    fn refused(form: &HtmlFormElement) -> Option<(String, String)> {
        let input = form.query_selector(&format!("[{REFUSED}]")).ok()??;
        Some((input.get_attribute("name")?, input.get_attribute(REFUSED)?))
    }

    fn send(form: &HtmlFormElement) -> Result<(), JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", &form.action())?;
        request.set_request_header("Accept", "application/json")?;
        request.set_response_type(XmlHttpRequestResponseType::Json);
        let on_progress = {
            let form = form.clone();
            Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
                if event.length_computable() && event.total() > 0.0 {
                    say(
                        &form,
                        &format!(
                            "{} % sent",
                            (event.loaded() * 100.0 / event.total()).floor()
                        ),
                    );
                }
            })
        };
        request
            .upload()?
            .set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        let on_end = {
            let (form, request) = (form.clone(), request.clone());
            Closure::<dyn Fn()>::new(move || answered(&form, &request))
        };
        request.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
        busy(form, true);
        tell(form, &[]);
        say(form, "Sending …");
        request.send_with_opt_form_data(Some(&FormData::new_with_form(form)?))?;
        // They live as long as the page, which the answer mostly ends.
        on_progress.forget();
        on_end.forget();
        Ok(())
    }

    fn answered(form: &HtmlFormElement, request: &XmlHttpRequest) {
        let answer = request.response().unwrap_or(JsValue::NULL);
        let text = |name: &str| {
            Reflect::get(&answer, &name.into())
                .ok()
                .and_then(|value| value.as_string())
        };
        if let Some(to) = text("to").filter(|_| request.status() == Ok(200)) {
            say(form, "Sent");
            let _ = window().location().assign(&to);
            return;
        }
        busy(form, false);
        let fields = Reflect::get(&answer, &"fields".into())
            .ok()
            .and_then(|fields| fields.dyn_into::<Array>().ok());
        let fields: Vec<(String, String)> = fields
            .iter()
            .flat_map(Array::iter)
            .filter_map(|pair| {
                let pair = pair.dyn_into::<Array>().ok()?;
                Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
            })
            .collect();
        let lost = "This could not be sent. Nothing is lost; please try again.";
        say(
            form,
            &if fields.is_empty() {
                text("message").unwrap_or_else(|| lost.to_owned())
            } else {
                String::new()
            },
        );
        tell(form, &fields);
    }

    /// What is under way, beside the file.
    fn say(form: &HtmlFormElement, words: &str) {
        if let Ok(Some(output)) = form.query_selector(".file-progress, .product-buy .price-note") {
            output.set_text_content(Some(words));
        }
    }

    fn busy(form: &HtmlFormElement, busy: bool) {
        let Ok(buttons) = form.query_selector_all("button[type=submit]:not([data-update-price])")
        else {
            return;
        };
        for place in 0..buttons.length() {
            let button = buttons
                .item(place)
                .and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
            if let Some(button) = button {
                button.set_disabled(busy);
                let _ = button.set_attribute("aria-busy", if busy { "true" } else { "false" });
            }
        }
    }

    /// Writes each problem beside its field, and goes to the first.
    fn tell(form: &HtmlFormElement, problems: &[(String, String)]) {
        if let Some(first) = write(form, problems) {
            let _ = first.focus();
        }
    }

    /// Writes each problem beside its field and takes away those of before; the first faulty field.
    fn write(form: &HtmlFormElement, problems: &[(String, String)]) -> Option<HtmlElement> {
        for selector in [".field-error", ".error-summary"] {
            let Ok(old) = form.query_selector_all(selector) else {
                continue;
            };
            for place in 0..old.length() {
                if let Some(element) = old
                    .item(place)
                    .and_then(|old| old.dyn_into::<Element>().ok())
                {
                    element.remove();
                }
            }
        }
        let marked = form
            .query_selector_all("[aria-invalid], [data-invalid]")
            .ok()?;
        for place in 0..marked.length() {
            if let Some(element) = marked
                .item(place)
                .and_then(|element| element.dyn_into::<Element>().ok())
            {
                if element.has_attribute("aria-invalid") {
                    let _ = element.remove_attribute("aria-invalid");
                    describe(&element);
                }
                let _ = element.remove_attribute("data-invalid");
            }
        }
        let mut first: Option<HtmlElement> = None;
        for (name, problem) in problems {
            let Ok(Some(input)) = form.query_selector(&format!("[name='{name}']")) else {
                continue;
            };
            let Ok(Some(field)) = input.closest(".field") else {
                continue;
            };
            let Ok(error) = document().create_element("p") else {
                continue;
            };
            error.set_class_name("field-error");
            error.set_id(&format!("{}-error", input.id()));
            error.set_text_content(Some(problem));
            let _ = field.append_child(&error);
            let _ = field.set_attribute("data-invalid", "true");
            let _ = input.set_attribute("aria-invalid", "true");
            describe(&input);
            first = first.or(input.dyn_into().ok());
        }
        first
    }

    /// Ties a control to what stands below it: what is wrong, and its hint, as the server does.
    fn describe(control: &Element) {
        let below = ["error", "hint"].map(|what| format!("{}-{what}", control.id()));
        let there = |id: &String| document().get_element_by_id(id).is_some();
        let below: Vec<String> = below.into_iter().filter(there).collect();
        let _ = if below.is_empty() {
            control.remove_attribute("aria-describedby")
        } else {
            control.set_attribute("aria-describedby", &below.join(" "))
        };
    }
}
