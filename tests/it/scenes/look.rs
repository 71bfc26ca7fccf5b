//! What changes nothing but how the screen looks.

use milepost::config::{Background, BuiltIn, Config, OwnTheme, Theme};
use milepost::view::{Colours, Look, Surface};

use crate::scene::Scene;

#[test]
fn the_themes_follow_one_another_and_none_is_written_down() {
    let mut scene = Scene::small();
    let own = |name: &str| OwnTheme { name: name.into(), base: None, paints: std::iter::empty().collect() };
    scene.app.config.themes = vec![own("mine"), own("dusk")];
    let mut told = Vec::new();
    for _ in 0..8 {
        scene = scene.keys("?").types("theme").keys("enter");
        told.push(scene.notice().split(',').next().unwrap_or_default().to_owned());
    }
    let names = ["dark", "light", "contrast", "mono", "mine", "dusk", "auto", "dark"];
    assert_eq!(told, names.map(|name| format!("Theme {name}")));
    assert_eq!(scene.app.config.theme, Theme::BuiltIn(BuiltIn::Dark));
    assert!(scene.effects.is_empty(), "{:?}", scene.effects);
}

#[test]
fn a_theme_without_a_base_follows_the_terminal() {
    let surface = |colours| Surface { colours, ascii: false };
    let own = Theme::Own(OwnTheme { name: "own".into(), base: None, paints: std::iter::empty().collect() });
    for (theme, asks) in [(own, true), (Theme::Auto, true), (Theme::BuiltIn(BuiltIn::Light), false)] {
        let config = Config { theme, ..Config::default() };
        assert_eq!(Look::needs_background(&config, surface(Colours::Sixteen)), asks);
        assert!(!Look::needs_background(&config, surface(Colours::None)), "without colours nothing would change");
        let looks = [Background::Dark, Background::Light].map(|of| Look::of(&config, Some(of), surface(Colours::True)));
        assert_eq!(looks[0].done != looks[1].done, asks);
    }
}
