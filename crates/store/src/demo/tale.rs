//! The life of one order, told up to now.
//!
//! First everything that would ever happen is laid out with its instants; what lies in the future,
//! or beyond the state that the tale is to end in, is then left out. The states are computed from
//! what is left by the rules of the trade, so that no demo order stands where no order could.

use super::{dice::Dice, people::Shopper};
use domain::{
    AccountId, OrderNumber, SupplierId, Timestamp,
    orders::{Event, OrderState},
    production::{JobAct, JobState},
};

/// Where a tale is to stop; `Free` ones run until now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    Free,
    Waits,
    Held,
    Ready,
    Blocked,
    InProduction,
    WithSupplier,
    Produced,
    Shipping,
}

/// Who acts in it.
#[derive(Debug)]
pub(super) struct Cast<'a> {
    pub(super) orderer: &'a Shopper,
    pub(super) decider: Option<(AccountId, &'a str)>,
    pub(super) floor: (AccountId, &'a str),
    pub(super) office: (AccountId, &'a str),
    /// Who marks what suppliers do, where somebody of theirs can.
    pub(super) supplier: (AccountId, &'a str),
    pub(super) suppliers: &'a [(SupplierId, &'static str)],
    /// Orders wait for approval here.
    pub(super) approval: bool,
    pub(super) may_hold: bool,
}

/// What is ordered, as far as its life depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) supplier: Option<SupplierId>,
    pub(super) days: i64,
    pub(super) has_artwork: bool,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) at: Timestamp,
    pub(super) job: Option<usize>,
    pub(super) by: (Option<AccountId>, String),
    pub(super) event: Event,
}

/// How a job stands in the end.
#[derive(Clone, Debug)]
pub(super) struct Fate {
    pub(super) state: JobState,
    pub(super) supplier: Option<SupplierId>,
    pub(super) awarded_at: Option<Timestamp>,
    pub(super) block_reason: &'static str,
    pub(super) artwork_replaced_at: Option<Timestamp>,
    pub(super) version: i64,
}

#[derive(Debug)]
pub(super) struct Approval {
    pub(super) state: &'static str,
    pub(super) decided_at: Option<Timestamp>,
    pub(super) decided_by: Option<(AccountId, String)>,
    pub(super) reason: String,
}

#[derive(Debug)]
pub(super) struct Tale {
    pub(super) entries: Vec<Entry>,
    pub(super) jobs: Vec<Fate>,
    pub(super) approval: Option<Approval>,
    pub(super) state: OrderState,
    pub(super) version: i64,
    pub(super) updated_at: Timestamp,
}

const REJECTED: &[&str] = &[
    "We still have two boxes of these in the cupboard.",
    "Please use the new logo, then order again.",
    "Over this quarter's budget. Let us talk about it in October.",
    "The telephone number on the back is the old one.",
    "Half the quantity will do for the fair.",
];

const BLOCKED: &[&str] = &[
    "No bleed on page 2: white edges are certain.",
    "The logo is a picture of 72 dpi.",
    "Black text is set in four inks, it will not be sharp.",
    "Fonts are not embedded.",
    "The fold runs through the headline.",
];

struct Teller<'a, 'd> {
    cast: &'a Cast<'a>,
    dice: &'d mut Dice,
    aim: Aim,
    now: Timestamp,
    tale: Tale,
}

/// Tells it.
pub(super) fn tell(
    dice: &mut Dice,
    cast: &Cast<'_>,
    plans: &[Plan],
    placed_at: Timestamp,
    from: Option<OrderNumber>,
    aim: Aim,
    now: Timestamp,
) -> Tale {
    let waits = cast.approval && !cast.orderer.approves_own;
    let fate = Fate {
        state: if waits {
            JobState::Waiting
        } else {
            JobState::Ready
        },
        supplier: None,
        awarded_at: None,
        block_reason: "",
        artwork_replaced_at: None,
        version: 1,
    };
    let tale = Tale {
        entries: Vec::new(),
        jobs: vec![fate; plans.len()],
        approval: waits.then(|| Approval {
            state: "pending",
            decided_at: None,
            decided_by: None,
            reason: String::new(),
        }),
        state: if waits {
            OrderState::AwaitingApproval
        } else {
            OrderState::Approved
        },
        version: 1,
        updated_at: placed_at,
    };
    let mut teller = Teller {
        cast,
        dice,
        aim,
        now,
        tale,
    };
    let orderer = teller.orderer();
    let first = from.map_or(Event::Placed { waits }, |from| Event::ReOrdered { from });
    teller.happens(placed_at, None, orderer.clone(), first);
    if cast.approval && !waits {
        teller.happens(placed_at, None, orderer, Event::Approved { own: true });
    }
    if let Some(released_at) = teller.decide(placed_at, waits) {
        let ends: Vec<Timestamp> = plans
            .iter()
            .enumerate()
            .filter_map(|(place, plan)| teller.produce(place, *plan, released_at))
            .collect();
        if ends.len() == plans.len() {
            teller.arrive(ends.into_iter().max().unwrap_or(released_at));
        }
        teller.tale.state = OrderState::of_jobs(
            &teller
                .tale
                .jobs
                .iter()
                .map(|job| job.state)
                .collect::<Vec<_>>(),
        );
    }
    teller.tale.entries.sort_by_key(|entry| entry.at);
    teller.tale
}

impl Teller<'_, '_> {
    fn orderer(&self) -> (Option<AccountId>, String) {
        (self.cast.orderer.account, self.cast.orderer.name.clone())
    }

    /// Notes it, unless it lies in the future; whether it happened.
    fn happens(
        &mut self,
        at: Timestamp,
        job: Option<usize>,
        by: (Option<AccountId>, String),
        event: Event,
    ) -> bool {
        if at > self.now {
            return false;
        }
        if !matches!(event, Event::Placed { .. } | Event::ReOrdered { .. }) {
            self.tale.version += 1;
        }
        self.tale.updated_at = self.tale.updated_at.max(at);
        self.tale.entries.push(Entry { at, job, by, event });
        true
    }

    fn all_jobs(&mut self, act: JobAct) {
        for job in &mut self.tale.jobs {
            if let Ok(state) = job.state.next(act) {
                job.state = state;
                job.version += 1;
            }
        }
    }

    /// Until it may be produced; nothing if it is not, yet or ever.
    fn decide(&mut self, placed_at: Timestamp, waits: bool) -> Option<Timestamp> {
        if !waits {
            return Some(placed_at);
        }
        let at = self.dice.later(placed_at, 1, 30);
        let luck = if self.aim == Aim::Free {
            self.dice.number(1, 100)
        } else {
            100
        };
        let orderer = self.orderer();
        if self.aim == Aim::Waits {
            return None;
        }
        if self.aim == Aim::Held || (luck > 94 && luck < 99 && self.cast.may_hold) {
            let held_at = placed_at.plus(40 * Timestamp::MINUTE);
            if self.happens(held_at, None, orderer.clone(), Event::Held) {
                self.tale.state = OrderState::OnHold;
            }
            if self.aim == Aim::Held || !self.happens(at, None, orderer, Event::Released) {
                return None;
            }
            self.tale.state = OrderState::AwaitingApproval;
        } else if luck <= 4 {
            if self.happens(at, None, orderer, Event::Cancelled) {
                self.tale.state = OrderState::Cancelled;
                self.all_jobs(JobAct::Cancel);
                self.decided("withdrawn", None, "");
            }
            return None;
        }
        let (decider, name) = self.cast.decider?;
        let by = (Some(decider), name.to_owned());
        if luck <= 10 {
            let reason = self.dice.pick(REJECTED).copied().unwrap_or_default();
            if self.happens(
                at,
                None,
                by.clone(),
                Event::Rejected {
                    reason: reason.to_owned(),
                },
            ) {
                self.tale.state = OrderState::Rejected;
                self.all_jobs(JobAct::Reject);
                self.decided("rejected", Some((at, by)), reason);
            }
            return None;
        }
        let decided_at = if luck > 94 {
            self.dice.later(at, 1, 8)
        } else {
            at
        };
        // What is to stand somewhere now has been approved by now.
        let decided_at = if self.aim == Aim::Free {
            decided_at
        } else {
            decided_at
                .min(self.now.plus(-Timestamp::HOUR))
                .max(placed_at)
        };
        if !self.happens(decided_at, None, by.clone(), Event::Approved { own: false }) {
            return None;
        }
        self.all_jobs(JobAct::Approve);
        self.decided("approved", Some((decided_at, by)), "");
        Some(decided_at)
    }

    fn decided(
        &mut self,
        state: &'static str,
        by: Option<(Timestamp, (Option<AccountId>, String))>,
        reason: &str,
    ) {
        if let Some(approval) = &mut self.tale.approval {
            approval.state = state;
            approval.decided_at = by.as_ref().map(|(at, _)| *at);
            approval.decided_by = by.and_then(|(_, (account, name))| Some((account?, name)));
            reason.clone_into(&mut approval.reason);
        }
    }

    /// One act on a job, if it is due and the tale goes that far; whether it happened.
    fn act(
        &mut self,
        place: usize,
        at: Timestamp,
        act: JobAct,
        by: (AccountId, &str),
        event: Event,
    ) -> bool {
        let Some(state) = self.tale.jobs.get(place).map(|job| job.state) else {
            return false;
        };
        if self.reached(state) {
            return false;
        }
        let at = if self.aim == Aim::Free {
            at
        } else {
            at.min(self.now.plus(-10 * Timestamp::MINUTE))
        };
        let Ok(next) = state.next(act) else {
            return false;
        };
        if !self.happens(at, Some(place), (Some(by.0), by.1.to_owned()), event) {
            return false;
        }
        if let Some(job) = self.tale.jobs.get_mut(place) {
            job.state = next;
            job.version += 1;
        }
        true
    }

    const fn reached(&self, state: JobState) -> bool {
        matches!(
            (self.aim, state),
            (Aim::Ready, JobState::Ready)
                | (Aim::Blocked, JobState::Blocked)
                | (Aim::InProduction, JobState::InProduction)
                | (Aim::WithSupplier, JobState::WithSupplier)
                | (Aim::Produced, JobState::Produced)
                | (Aim::Shipping, JobState::Shipping)
        )
    }

    /// From approval to the carrier; when it was shipped.
    fn produce(&mut self, place: usize, plan: Plan, ready_at: Timestamp) -> Option<Timestamp> {
        let mut at = self.dice.later(ready_at, 1, 9);
        let (floor, office) = (self.cast.floor, self.cast.office);
        let blocked = self.aim == Aim::Blocked
            || (self.aim == Aim::Free && plan.has_artwork && self.dice.chance(12));
        if blocked {
            at = self.block(place, plan, at)?;
        }
        let to_supplier = match self.aim {
            Aim::WithSupplier | Aim::Produced => {
                plan.supplier
                    .or(self.cast.suppliers.first().map(|(id, _)| *id))
            }
            Aim::InProduction | Aim::Ready => None,
            _ => plan.supplier.filter(|_| self.dice.chance(80)),
        };
        let at = self.dice.later(at, 2, 30);
        let Some(supplier) = to_supplier else {
            if !self.act(place, at, JobAct::Start, floor, Event::Started) {
                return None;
            }
            let most = if self.dice.chance(15) {
                plan.days * 40
            } else {
                plan.days * 20
            };
            let shipped_at = self.dice.later(at, 12, most.max(14));
            return self
                .act(place, shipped_at, JobAct::Ship, floor, Event::Shipped)
                .then_some(shipped_at);
        };
        let name = self
            .cast
            .suppliers
            .iter()
            .find(|(id, _)| *id == supplier)
            .map_or("", |(_, name)| name);
        let firm = || name.to_owned();
        if !self.act(
            place,
            at,
            JobAct::Award,
            office,
            Event::Awarded { supplier: firm() },
        ) {
            return None;
        }
        if let Some(job) = self.tale.jobs.get_mut(place) {
            job.supplier = Some(supplier);
            job.awarded_at = Some(at);
        }
        let (by, _) = self.cast.supplier;
        let produced_at = self.dice.later(at, 24, (plan.days * 22).max(30));
        if !self.act(
            place,
            produced_at,
            JobAct::Produce,
            (by, name),
            Event::Produced { supplier: firm() },
        ) {
            return None;
        }
        let sent_at = self.dice.later(produced_at, 2, 26);
        self.act(
            place,
            sent_at,
            JobAct::Dispatch,
            (by, name),
            Event::Dispatched { supplier: firm() },
        )
        .then_some(sent_at)
    }

    /// Stopped for its artwork, corrected more often than not, and released.
    fn block(&mut self, place: usize, plan: Plan, at: Timestamp) -> Option<Timestamp> {
        let reason = self.dice.pick(BLOCKED).copied().unwrap_or_default();
        let floor = self.cast.floor;
        let event = Event::Blocked {
            reason: reason.to_owned(),
        };
        if !self.act(place, at, JobAct::Block, floor, event) {
            return None;
        }
        if let Some(job) = self.tale.jobs.get_mut(place) {
            job.block_reason = reason;
        }
        let released_at = self.dice.later(at, 3, 40);
        let replaced_at = released_at.plus(-12 * Timestamp::MINUTE);
        let corrected = plan.has_artwork && self.aim == Aim::Free && self.dice.chance(60);
        if corrected
            && self.happens(
                replaced_at,
                Some(place),
                (Some(floor.0), floor.1.to_owned()),
                Event::ArtworkReplaced { version: 2 },
            )
            && let Some(job) = self.tale.jobs.get_mut(place)
        {
            job.artwork_replaced_at = Some(replaced_at);
            job.version += 1;
        }
        if !self.act(place, released_at, JobAct::Release, floor, Event::Unblocked) {
            return None;
        }
        if let Some(job) = self.tale.jobs.get_mut(place) {
            job.block_reason = "";
        }
        Some(released_at)
    }

    /// Everything is on its way: it arrives, and somebody says so.
    fn arrive(&mut self, shipped_at: Timestamp) {
        if self.aim != Aim::Free {
            return;
        }
        let at = self.dice.later(shipped_at, 30, 130);
        if self.cast.orderer.account.is_some() && self.dice.chance(55) {
            let orderer = self.orderer();
            if self.happens(at, None, orderer, Event::ReceiptConfirmed) {
                self.all_jobs(JobAct::Complete);
            }
            return;
        }
        let floor = self.cast.floor;
        for place in 0..self.tale.jobs.len() {
            self.act(place, at, JobAct::Complete, floor, Event::JobCompleted);
        }
    }
}
