//! The Order Manager of who sees everything, by hand.

use super::{Hand, pills, rows, text::Escaped};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Html,
};
use domain::{
    Money, OrderNumber, Timestamp,
    money::Currency,
    orders::{COUNTED, OrderState},
    production::JobState,
};
use std::{
    collections::HashMap,
    fmt::{self, Write as _},
    sync::Arc,
};

const SESSION: &str = "
    select a.id
    from sessions s
    join accounts a on a.id = s.account_id
    where s.id_hash = $1 and s.ends_at > $2 and a.state = 'active'";

const ORDERS: &str = "
    select o.id, o.number, o.version, o.placed_at, s.name as storefront, c.name as company, d.name as department,
        case when o.beneficiary_id = o.account_id then null else b.name end as ordered_for, o.contact_name, o.state,
        o.total, o.currency, o.purchase_order
    from orders o
    left join storefronts s on s.id = o.storefront_id
    left join companies c on c.id = o.company_id
    left join departments d on d.id = o.department_id
    left join accounts b on b.id = o.beneficiary_id
    order by o.placed_at desc, o.id desc
    limit 51";

const JOBS: &str = "
    select j.order_id, j.product_name, j.quantity, j.reference, j.state, s.name as supplier
    from jobs j
    left join suppliers s on s.id = j.supplier_id
    where j.order_id in (select id from orders order by placed_at desc, id desc limit 50)
    order by j.order_id, j.position";

const FOLDERS: &str = "select state, count(*) from orders group by state";

#[derive(sqlx_macros::FromRow)]
struct Order {
    id: i64,
    number: i64,
    version: i64,
    placed_at: i64,
    storefront: String,
    company: Option<String>,
    department: Option<String>,
    ordered_for: Option<String>,
    contact_name: String,
    state: String,
    total: i64,
    currency: String,
    purchase_order: String,
}

#[derive(sqlx_macros::FromRow)]
struct Job {
    order_id: i64,
    product_name: String,
    quantity: i64,
    reference: String,
    state: String,
    supplier: Option<String>,
}

/// The page, for the cookie that names a session by its hash.
pub(super) async fn page(
    State(hand): State<Arc<Hand>>,
    headers: HeaderMap,
) -> Result<Html<String>, StatusCode> {
    let now = crate::http::now();
    let session = headers
        .get(header::COOKIE)
        .and_then(|cookie| cookie.to_str().ok())
        .and_then(|cookie| cookie.strip_prefix("hand="))
        .and_then(bytes)
        .ok_or(StatusCode::UNAUTHORIZED)?;
    let known = rows!(&hand.pool, (i64,), SESSION, session.clone(), now).map_err(lost)?;
    if known.is_empty() {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let mut orders = rows!(&hand.pool, Order, ORDERS).map_err(lost)?;
    orders.truncate(50);
    let mut jobs: HashMap<i64, Vec<Job>> = HashMap::with_capacity(50);
    for job in rows!(&hand.pool, Job, JOBS).map_err(lost)? {
        jobs.entry(job.order_id).or_default().push(job);
    }
    let folders: HashMap<String, i64> = rows!(&hand.pool, (String, i64), FOLDERS)
        .map_err(lost)?
        .into_iter()
        .collect();
    let mut html = String::with_capacity(160 * 1024);
    write(&mut html, &hand, &orders, &jobs, &folders, Timestamp(now))
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Html(html))
}

pub(super) fn lost(error: sqlx::Error) -> StatusCode {
    eprintln!("by hand: {error}");
    StatusCode::INTERNAL_SERVER_ERROR
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(hex.get(place..place + 2)?, 16).ok())
        .collect()
}

fn write(
    html: &mut String,
    hand: &Hand,
    orders: &[Order],
    jobs: &HashMap<i64, Vec<Job>>,
    counts: &HashMap<String, i64>,
    now: Timestamp,
) -> fmt::Result {
    let [begin, folders, ticks, end] = &hand.frames.orders;
    html.push_str(begin);
    for state in OrderState::ALL {
        folder(html, state, counts.get(state.key()).copied().unwrap_or(0))?;
    }
    html.push_str(folders);
    html.push('[');
    let mut first = true;
    for order in orders {
        let acts = acts(&order.state);
        if !acts.is_empty() {
            let comma = if first { "" } else { "," };
            first = false;
            write!(
                html,
                "{comma}{{&quot;value&quot;:&quot;{}.{}&quot;,&quot;acts&quot;:[{acts}]}}",
                order.number, order.version
            )?;
        }
    }
    html.push(']');
    html.push_str(ticks);
    for order in orders {
        let jobs = jobs.get(&order.id).map_or(&[][..], Vec::as_slice);
        row(html, order, jobs, now)?;
    }
    html.push_str(end);
    Ok(())
}

fn folder(html: &mut String, state: OrderState, count: i64) -> fmt::Result {
    let (key, word) = (state.key(), state.staff_word());
    let urgent = if state == OrderState::AwaitingApproval && count > 0 {
        " data-urgent=\"\""
    } else {
        ""
    };
    write!(
        html,
        "<li><a href=\"/orders?status={key}\" class=\"nav-link\"><!><span>"
    )?;
    match count {
        0 => write!(html, "{word}<!></span> <!>"),
        1..COUNTED => write!(
            html,
            "{word}<!></span> <span{urgent} class=\"count\">{count}<!></span>"
        ),
        _ => write!(html, "{word} ({COUNTED} or more)<!></span> <!>"),
    }?;
    html.push_str("<!><!></a><!></li>");
    Ok(())
}

/// What somebody who may do everything may do to several orders at once.
fn acts(state: &str) -> &'static str {
    match state {
        "awaiting-approval" => "&quot;approve&quot;,&quot;hold&quot;,&quot;cancel&quot;",
        "on-hold" => "&quot;approve&quot;,&quot;release&quot;,&quot;cancel&quot;",
        "approved" | "blocked" | "in-production" | "with-supplier" => "&quot;cancel&quot;",
        "shipping" => "&quot;confirm-receipt&quot;",
        _ => "",
    }
}

fn row(html: &mut String, order: &Order, jobs: &[Job], now: Timestamp) -> fmt::Result {
    let number = OrderNumber(order.number);
    let placed = Timestamp(order.placed_at);
    let currency = Currency::from_code(&order.currency).unwrap_or_default();
    let state = OrderState::from_key(&order.state).unwrap_or(OrderState::Completed);
    if acts(&order.state).is_empty() {
        write!(
            html,
            "<tr><td class=\"cell-pick\"><input type=\"checkbox\" disabled \
             aria-label=\"Nothing can be done with {number} from here\" \
             title=\"Nothing can be done with {number} from here\" class=\"check\"><!></td>"
        )?;
    } else {
        write!(
            html,
            "<tr><td class=\"cell-pick\"><input type=\"checkbox\" name=\"orders\" value=\"{}.{}\" form=\"bulk\" \
             aria-label=\"Select order {number}\" class=\"check\"><!></td>",
            order.number, order.version
        )?;
    }
    write!(
        html,
        "<td class=\"cell-open\"><details class=\"row-opener\"><summary><span class=\"visually-hidden\">Jobs of \
         {number}<!></span><!></summary><!></details><!></td><td data-label=\"Number\"><a href=\"/orders/{number}\" \
         class=\"link\">{number}<!></a><!></td><td data-label=\"Placed\"><time datetime=\"{}\" title=\"{placed}\">{}\
         <!></time><!></td><td data-label=\"Who\"><span class=\"person\"><span aria-hidden=\"true\" data-ink=\"{}\" \
         class=\"avatar\">{}<!></span><span class=\"person-words\">{}",
        placed.iso(),
        placed.ago(now),
        ink(&order.contact_name),
        initials(&order.contact_name),
        Escaped(&order.contact_name),
    )?;
    if let Some(name) = &order.ordered_for {
        write!(html, "<small>for {}<!></small>", Escaped(name))?;
    } else {
        html.push_str("<!>");
    }
    write!(
        html,
        "<!><!></span><!><!></span><!></td><td data-label=\"Company\">{}<!></td>\
         <td data-label=\"Department\" data-wide-only=\"\">{}<!></td>\
         <td data-label=\"Storefront\" data-wide-only=\"\">{}<!></td><td data-label=\"Jobs\" data-wide-only=\"\"><span>",
        Escaped(order.company.as_deref().unwrap_or(" ")),
        Escaped(order.department.as_deref().unwrap_or(" ")),
        Escaped(&order.storefront),
    )?;
    summary(html, order, jobs)?;
    html.push_str("<!><!></td><td data-label=\"Status\">");
    pill(html, pills::of_order(state))?;
    write!(
        html,
        "<!></td><td data-label=\"Total\" data-numeric=\"\">{}<!></td><!><!><!></tr><tr class=\"row-detail\">\
         <td colspan=\"11\"><ul class=\"order-row-jobs\">",
        Money::new(order.total, currency),
    )?;
    for job in jobs {
        line(html, job)?;
    }
    html.push_str("<!><!></ul><!></td><!></tr><!>");
    Ok(())
}

fn summary(html: &mut String, order: &Order, jobs: &[Job]) -> fmt::Result {
    if let Some((first, rest)) = jobs.split_first() {
        write!(
            html,
            "{} × {}",
            first.quantity,
            Escaped(&first.product_name)
        )?;
        if !rest.is_empty() {
            write!(html, " and {} more", rest.len())?;
        }
    }
    html.push_str("<!></span>");
    if order.purchase_order.is_empty() {
        html.push_str("<!>");
        return Ok(());
    }
    write!(
        html,
        "<small class=\"muted\"> PO <!>{}<!><!></small>",
        Escaped(&order.purchase_order)
    )
}

fn line(html: &mut String, job: &Job) -> fmt::Result {
    write!(
        html,
        "<li>{}<!> × <!>{}",
        job.quantity,
        Escaped(&job.product_name)
    )?;
    if !job.reference.is_empty() {
        write!(html, "<!>, {}", Escaped(&job.reference))?;
    }
    if let Some(supplier) = &job.supplier {
        write!(html, "<!>, with {}", Escaped(supplier))?;
    }
    // Empty text leaves a mark, and so does the border of two texts.
    html.push_str(match (job.reference.is_empty(), &job.supplier) {
        (true, None) => "<!><!> ",
        _ => "<!> ",
    });
    let state = JobState::from_key(&job.state).unwrap_or(JobState::Completed);
    pill(html, pills::of_job(state))?;
    html.push_str("<!><!></li>");
    Ok(())
}

fn pill(html: &mut String, (tone, shape, word): pills::Pill) -> fmt::Result {
    write!(
        html,
        "<span data-tone=\"{tone}\" class=\"pill\"><svg width=\"12\" height=\"12\" viewBox=\"0 0 12 12\" \
         aria-hidden=\"true\" class=\"mark\">{shape}</svg>{word}<!><!></span>"
    )
}

fn ink(name: &str) -> u32 {
    let sum = name.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    sum % 6
}

fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    let last = words.next_back();
    let letters = first.into_iter().chain(last);
    letters.flat_map(char::to_uppercase).collect()
}
