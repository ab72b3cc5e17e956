//! The screen for the room where lots are drawn: one thing at a time in large type, by links and forms. Shows
//! references and never a name: those are for the page that publishes the result.

use askama::Template;

use super::{
    ConfirmPage, Two,
    chart::{self, Group},
};
use crate::{
    cohort::{
        Here, LEADS,
        draw::{self as act, Outcome},
        lottery,
        store::{
            self,
            commitment::{self, Commitment, Reveal},
        },
    },
    platform::{
        db::Conn,
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
};

/// Throws of dice that leave no panel out of reach and none favoured: six to the tenth is sixty million.
const THROWS: usize = 10;

/// One thing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Frozen,
    Source,
    Value,
    Confirm,
    Number,
    Panel,
}

impl Step {
    const ALL: [(Step, &'static str); 6] = [
        (Step::Frozen, "1"),
        (Step::Source, "2"),
        (Step::Value, "3"),
        (Step::Confirm, "4"),
        (Step::Number, "5"),
        (Step::Panel, "6"),
    ];

    fn of(query: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, number)| *number == query);
        found.map_or(Step::Frozen, |(step, _)| *step)
    }

    /// The numbers of the steps before and after, where one may go now.
    fn around(self, drawn: bool) -> (&'static str, &'static str) {
        match (self, drawn) {
            (Step::Frozen, _) => ("", "2"),
            (Step::Source, true) => ("1", "5"),
            (Step::Source, false) => ("1", "3"),
            (Step::Value, _) => ("2", ""),
            (Step::Confirm, _) => ("3", ""),
            (Step::Number, _) => ("2", "6"),
            (Step::Panel, _) => ("5", ""),
        }
    }
}

#[derive(Template)]
#[template(path = "cohort/pages/ceremony.html")]
struct CeremonyPage {
    frame: Frame,
    form: Form,
    at: String,
    public: String,
    step: Step,
    before: &'static str,
    after: &'static str,
    leads: bool,
    k: Commitment,
    frozen_at: String,
    volunteers: usize,
    seats: u32,
    slips: u32,
    /// The value that waits for a second person.
    proposed: Option<Reveal>,
    /// Whether the viewer is the one who proposed it.
    mine: bool,
    /// Whether the viewer may take it back.
    may_take_back: bool,
    /// The value to confirm, as it enters the draw.
    value: String,
    number: String,
    last: String,
    panel: Vec<String>,
    groups: Vec<Group>,
    chart_says: String,
    with_draw: bool,
}

/// What the room looks at.
struct Room {
    k: Commitment,
    reveal: Option<Reveal>,
}

async fn room(conn: &mut Conn, visit: &Visit, here: &Here<'_>) -> Result<Room, Error> {
    let published = commitment::published(conn, &visit.gate(), &here.site.id).await?;
    let standing = published.into_iter().find(|k| k.voided_at.is_none());
    let k = standing.ok_or(Error::Absent)?.into_inner();
    let reveal = commitment::seen_reveal(conn, &visit.gate(), &k.lottery).await?;
    Ok(Room {
        k,
        reveal: reveal.map(crate::platform::gate::Seen::into_inner),
    })
}

/// The number of a slip, with as many digits as the last one has.
pub(super) fn slip_number(number: u32, slips: u32) -> String {
    let width = slips.saturating_sub(1).to_string().len();
    format!("{number:0width$}")
}

/// A step of the ceremony.
pub async fn page(visit: Visit) -> Page {
    let step = Step::of(&super::query(&visit, "etape"));
    let mut form = Form::filled([
        ("valeur", super::query(&visit, "valeur")),
        ("des", super::query(&visit, "des")),
    ]);
    if step == Step::Confirm && value(&visit, &mut form).is_none() {
        let page = load(&visit, Step::Value, form).await?;
        return visit.refused(&page);
    }
    let page = load(&visit, step, form).await?;
    if page.step != step {
        let at = format!("{}/tirage/salle", page.at);
        let number = Step::ALL.iter().find(|(s, _)| *s == page.step);
        return Ok(see_other(&format!(
            "{at}?etape={}",
            number.map_or("1", |(_, n)| n)
        )));
    }
    visit.page(&page)
}

/// The public value typed, or made of the dice thrown; a fault in the form when it is none.
fn value(visit: &Visit, form: &mut Form) -> Option<String> {
    let (typed, dice) = (act::plain(form.v("valeur")), form.v("des").to_owned());
    let throws: Vec<char> = dice.chars().filter(|c| !c.is_whitespace()).collect();
    if typed.chars().count() > act::LONGEST {
        form.fault("valeur", visit.t("cohort-fault-long"));
    } else if !typed.is_empty() && !throws.is_empty() {
        form.fault("des", visit.t("cohort-room-one-of-both"));
    } else if !typed.is_empty() {
        return Some(typed);
    } else if throws.is_empty() {
        form.fault("valeur", visit.t("cohort-draw-blank-value"));
    } else if throws.len() < THROWS || throws.iter().any(|c| !('1'..='6').contains(c)) {
        let least = u32::try_from(THROWS).unwrap_or(u32::MAX);
        form.fault(
            "des",
            visit.words.t1("cohort-room-dice-wrong", "count", least),
        );
    } else {
        // The record is of one language: it is hashed, and read by everybody.
        let throws: Vec<String> = throws.into_iter().map(String::from).collect();
        return Some(format!("Dés jetés dans la salle : {}", throws.join(" ")));
    }
    None
}

async fn load(visit: &Visit, wanted: Step, mut form: Form) -> Result<CeremonyPage, Error> {
    let here = Here::of(visit)?;
    let mut conn = visit.read().await?;
    let Room { k, reveal } = room(&mut conn, visit, &here).await?;
    let pool = store::pool(&mut conn, &here.site.id).await?;
    let pool = pool.ok_or(Error::Absent)?;
    let drawn = reveal.as_ref().and_then(|r| r.number);
    let step = match (wanted, drawn) {
        (Step::Number | Step::Panel, None) => Step::Value,
        (Step::Value | Step::Confirm, Some(_)) if form.is_good() => Step::Number,
        (step, _) => step,
    };
    let problem = lottery::read(&pool.text)?;
    let record = match step {
        Step::Panel => store::record(&mut conn, &here.site.id).await?,
        _ => None,
    };
    let panel = record.map_or_else(Vec::new, |record| panel(&record));
    let (before, after) = step.around(drawn.is_some());
    let value = match step {
        Step::Confirm => value(visit, &mut form).unwrap_or_default(),
        _ => reveal.as_ref().map(|r| r.value.clone()).unwrap_or_default(),
    };
    Ok(CeremonyPage {
        frame: Frame::bare(visit, visit.t(title(step))).under(
            format!("{}/tirage", here.path()),
            visit.t("cohort-tab-draw"),
        ),
        at: here.path(),
        public: super::public::address(&here),
        before,
        after,
        leads: visit.holds(LEADS),
        frozen_at: visit.words.instant(pool.frozen_at),
        volunteers: problem.len(),
        seats: problem.k(),
        slips: k.slips,
        mine: reveal
            .as_ref()
            .is_some_and(|r| r.proposed_by.as_deref() == visit.viewer.id()),
        may_take_back: reveal
            .as_ref()
            .is_some_and(|r| act::may_take_back(&here, r)),
        proposed: reveal.filter(|r| r.number.is_none()),
        number: drawn.map(|n| slip_number(n, k.slips)).unwrap_or_default(),
        last: slip_number(k.slips.saturating_sub(1), k.slips),
        groups: match step {
            Step::Panel => chart::of_problem(visit.words, &problem, Some(&panel)),
            _ => Vec::new(),
        },
        chart_says: visit.t("cohort-chart-inside"),
        with_draw: true,
        form,
        step,
        k,
        value,
        panel,
    })
}

const fn title(step: Step) -> &'static str {
    match step {
        Step::Frozen => "cohort-room-frozen",
        Step::Source => "cohort-room-source",
        Step::Value => "cohort-room-value",
        Step::Confirm => "cohort-room-confirm",
        Step::Number => "cohort-room-number",
        Step::Panel => "cohort-room-panel",
    }
}

fn panel(record: &str) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(record).unwrap_or_default();
    let panel = json.get("panel").and_then(|v| v.as_array());
    let ids = panel.into_iter().flatten().filter_map(|v| v.as_str());
    ids.map(str::to_owned).collect()
}

/// Enters the value that was confirmed.
pub async fn enter(visit: Visit, mut form: Form) -> Page {
    let here = Here::of(&visit)?;
    let at = format!("{}/tirage/salle", here.path());
    match act::enter(&here, form.v("valeur")).await? {
        Ok(Outcome::Drawn(_)) => Ok(see_other(&format!("{at}?etape=5"))),
        Ok(Outcome::Proposed) => Ok(see_other(&format!("{at}?etape=3&dit=draw-proposed"))),
        Err(act::Refusal::NotFrozen | act::Refusal::NotPublished) => Err(Error::Absent),
        Err(refusal) => {
            let names = refusal.names();
            form.fault("valeur", visit.words.t1(refusal.key(), "names", names));
            let page = load(&visit, Step::Value, form).await?;
            visit.refused(&page)
        }
    }
}

/// What taking the proposed value back does; elsewhere where none waits that the viewer may take back.
pub async fn ask_take_back(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let room = {
        let mut conn = visit.read().await?;
        room(&mut conn, &visit, &here).await?
    };
    let at = format!("{}/tirage/salle", here.path());
    let Some(reveal) = room.reveal.filter(|r| act::may_take_back(&here, r)) else {
        return Ok(see_other(&format!("{at}?etape=3&dit=draw-kept")));
    };
    visit.page(&ConfirmPage {
        frame: Frame::of(&visit, visit.t("cohort-take-back-title")).under(
            format!("{}/tirage", here.path()),
            visit.t("cohort-tab-draw"),
        ),
        lead: visit
            .words
            .t1("cohort-room-proposed", "value", reveal.value.as_str()),
        effects: vec![
            ("out", visit.t("cohort-take-back-out")),
            ("users", visit.t("cohort-take-back-two")),
            ("shield", visit.t("cohort-take-back-stands")),
            ("history", visit.t("cohort-take-back-journal")),
        ],
        visible: String::new(),
        action: format!("{at}/proposition"),
        hidden: vec![("valeur", reveal.value)],
        verb: visit.t("cohort-take-back-verb"),
        back: format!("{at}?etape=3"),
        back_verb: visit.t("cohort-take-back-not"),
        danger: true,
    })
}

/// Takes the proposed value back.
pub async fn take_back(visit: Visit, form: Form) -> Page {
    let here = Here::of(&visit)?;
    let said = match act::take_back(&here, form.v("valeur")).await? {
        Ok(()) => "draw-taken-back",
        Err(_) => "draw-kept",
    };
    let at = format!("{}/tirage/salle", here.path());
    Ok(see_other(&format!("{at}?etape=3&dit={said}")))
}
