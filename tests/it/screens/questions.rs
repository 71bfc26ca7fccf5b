//! Recall and the first sweep, as they are drawn.

use super::{begun, snapshots};
use crate::recall::{eight, three};
use crate::scene::Scene;

/// A question with everything that can stand at a topic.
pub(crate) fn asked() -> Scene {
    let scene = three().keys("R space e").types("Whoever the **parent** names.");
    scene.keys("esc")
}

#[test]
fn recall() {
    snapshots("recall", || three().keys("R"));
    snapshots("recall-shown", || asked().keys("right"));
    snapshots("recall-said", || asked().keys("3"));
    snapshots("recall-bare", || three().keys("R 3 3"));
    snapshots("recall-end", || three().keys("R 3 2 1 up"));
    snapshots("recall-more", || eight().keys("R 3 3 3 3 2 up"));
    snapshots("recall-nothing", || Scene::small().keys("R"));
    snapshots("recall-help", || three().keys("R ?"));
    snapshots("home-recall", eight);
}

#[test]
fn first_sweep() {
    snapshots("sweep", || Scene::small().keys("w right"));
    snapshots("sweep-back", || Scene::small().keys("w n n y backspace"));
    snapshots("sweep-limits", || Scene::small().keys("w N N down"));
    snapshots("sweep-through", || begun().keys("w N N N"));
    snapshots("sweep-met", || three().keys("2 w"));
    snapshots("sweep-help", || Scene::small().keys("w ?"));
}
