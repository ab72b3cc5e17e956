//! Folders in and out: identity, refusals, all or nothing.

mod identity;
mod refusals;

use season::Season;
use transfo::{
    exchange::{
        export::export,
        import::{By, Imported, Refusal, import},
    },
    platform::gate::Viewer,
};

use crate::support::World;

/// Imports as the command line does.
pub async fn bring(world: &World, season: &Season, replace: bool) -> Result<Imported, Refusal> {
    let viewer = Viewer::default();
    let by = By {
        app: &world.app,
        viewer: &viewer,
        now: world.app.clock.now(),
    };
    import(&by, season, replace).await.unwrap()
}

/// Exports as the command line does.
pub async fn take(world: &World, slug: &str) -> Season {
    let mut conn = world.conn().await;
    export(&mut conn, slug)
        .await
        .unwrap()
        .unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The season that the program carries.
pub fn shipped() -> Season {
    transfo::exchange::demo::shipped().unwrap()
}
