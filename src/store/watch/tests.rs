//! A directory that changes under the watch, at moments of its own.

use std::fs::File;

use super::*;

/// A directory with its watch, and a clock that stands still until it is moved.
struct Desk {
    directory: tempfile::TempDir,
    watch: Watch,
    moment: Moment,
}

impl Desk {
    fn new() -> Self {
        Self::naming(None)
    }

    fn naming(named: Option<&str>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let named = named.map(|name| directory.path().join(name));
        let roadmaps = directory.path().join("roadmaps");
        fs::create_dir(&roadmaps).unwrap();
        let moment = Moment { at: Instant::now(), clock: SystemTime::now() };
        Self { watch: Watch::new(roadmaps, named), directory, moment }
    }

    fn path(&self, name: &str) -> PathBuf {
        let inside = if name.contains('/') { name.to_owned() } else { format!("roadmaps/{name}") };
        self.directory.path().join(inside)
    }

    /// Writes a file, in place and now.
    fn write(&self, name: &str, text: &str) -> &Self {
        fs::write(self.path(name), text).unwrap();
        File::options().write(true).open(self.path(name)).unwrap().set_modified(self.moment.clock).unwrap();
        self
    }

    fn wait(&mut self, milliseconds: u64) -> &mut Self {
        let time = Duration::from_millis(milliseconds);
        self.moment = Moment { at: self.moment.at + time, clock: self.moment.clock + time };
        self
    }

    /// Takes a look, and reads nothing yet.
    fn begin(&mut self) -> (Vec<PathBuf>, Vec<FileNews>) {
        self.watch.look(self.moment)
    }

    /// Takes a look, reads what is to be read, and tells the news: `a.yaml=Title`, `a.yaml!line 3, …`, `a.yaml-`.
    fn look(&mut self) -> String {
        let (to_read, mut news) = self.begin();
        for path in to_read {
            news.extend(self.watch.take(read_file(&path), self.moment));
        }
        told(news)
    }

    /// What is told within a second, with as many looks as are wished for.
    fn settle(&mut self) -> String {
        let mut all = vec![self.look()];
        while let Some(wait) = self.watch.soon() {
            self.wait(u64::try_from(wait.as_millis()).unwrap());
            all.push(self.look());
            assert!(all.len() < 9, "it never comes to rest: {all:?}");
        }
        all.retain(|told| !told.is_empty());
        all.join(" ")
    }
}

fn told(news: Vec<FileNews>) -> String {
    let one = |FileNews { path, news }: FileNews| {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        match news {
            News::Read(roadmap) => format!("{name}={}", roadmap.title),
            News::Broken(other) if other.complaints == 0 && other.what.contains("is that of") => format!("{name}~"),
            News::Broken(broken) => format!("{name}!{}", broken.first()),
            News::Gone => format!("{name}-"),
        }
    };
    news.into_iter().map(one).collect::<Vec<_>>().join(" ")
}

fn roadmap(title: &str) -> String {
    format!("title: {title}\nstages:\n  - title: S\n    topics: [A]\n")
}

#[test]
fn what_is_new_changed_or_gone_is_told_once() {
    let mut desk = Desk::new();
    desk.write("b.yaml", &roadmap("B")).write("a.yaml", &roadmap("A")).write("c.txt", "");
    assert_eq!(desk.wait(1000).look(), "a.yaml=A b.yaml=B");
    assert_eq!(desk.wait(1000).look(), "");
    desk.write("b.yaml", &roadmap("Bee"));
    assert_eq!(desk.wait(200).look(), "b.yaml=Bee");
    fs::remove_file(desk.path("a.yaml")).unwrap();
    assert_eq!(desk.look(), "", "it may come back");
    assert_eq!(desk.watch.soon(), Some(SURE));
    assert_eq!(desk.wait(600).look(), "a.yaml-");
    assert_eq!((desk.wait(1000).look(), desk.watch.soon()), (String::new(), None));
}

#[test]
fn a_file_that_is_being_written_is_left_alone() {
    let mut desk = Desk::new();
    desk.write("a.yaml", &roadmap("A"));
    desk.wait(1000).look();
    desk.write("a.yaml", "");
    assert_eq!(desk.wait(50).look(), "");
    assert_eq!(desk.watch.soon(), Some(AT_REST));
    desk.write("a.yaml", &roadmap("Half"));
    assert_eq!(desk.wait(100).look(), "", "it changes still");
    desk.write("a.yaml", &roadmap("Whole"));
    assert_eq!(desk.settle(), "a.yaml=Whole");
}

#[test]
fn a_clock_that_is_wrong_delays_and_no_more() {
    let mut desk = Desk::new();
    desk.write("a.yaml", &roadmap("A"));
    desk.moment.clock -= Duration::from_hours(1);
    assert_eq!(desk.look(), "");
    assert_eq!(desk.wait(150).look(), "a.yaml=A");
    desk.write("b.yaml", "title: B");
    desk.moment.clock -= Duration::from_hours(1);
    assert_eq!(desk.settle(), "b.yaml!line 1, this roadmap has no `stages`");
}

#[test]
fn a_mistake_is_told_if_it_stays_and_the_mended_file_too() {
    let mut desk = Desk::new();
    desk.write("a.yaml", &roadmap("A"));
    desk.wait(1000).look();
    desk.write("a.yaml", "title: A\nstages:\n  - titel: S");
    assert_eq!(desk.wait(200).look(), "", "perhaps it is half of a file");
    desk.write("a.yaml", &roadmap("Ah"));
    assert_eq!(desk.wait(200).look(), "a.yaml=Ah");
    desk.write("a.yaml", "title: A\nstages:\n  - titel: S");
    assert_eq!(desk.wait(200).settle(), "a.yaml!line 3, unknown field `titel`");
    desk.write("a.yaml", "title: A\nstages:\n  - titl: S");
    assert_eq!(desk.wait(200).look(), "a.yaml!line 3, unknown field `titl`", "no doubt that it is broken");
    desk.write("a.yaml", &roadmap("Ah"));
    assert_eq!(desk.wait(200).look(), "a.yaml=Ah");
    desk.write("b.yaml", "title: B");
    assert_eq!(desk.wait(700).look(), "b.yaml!line 1, this roadmap has no `stages`", "an old mistake is told at once");
}

#[test]
fn one_file_in_the_place_of_another_is_seen_whatever_its_date() {
    let mut desk = Desk::new();
    desk.write("a.yaml", &roadmap("One"));
    desk.wait(1000).look();
    desk.write("a.yaml.new", &roadmap("Two"));
    let old = desk.moment.clock - Duration::from_hours(9);
    File::options().write(true).open(desk.path("a.yaml.new")).unwrap().set_modified(old).unwrap();
    fs::rename(desk.path("a.yaml.new"), desk.path("a.yaml")).unwrap();
    assert_eq!(desk.look(), "a.yaml=Two");
    fs::rename(desk.path("a.yaml"), desk.path("a.yaml~")).unwrap();
    assert_eq!(desk.look(), "");
    desk.write("a.yaml", &roadmap("Three"));
    assert_eq!(desk.wait(200).look(), "a.yaml=Three", "a moment without a file is not the end of it");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_one_that_leads_nowhere_is_told_once() {
    use std::os::unix::fs::symlink;
    let mut desk = Desk::new();
    fs::create_dir(desk.directory.path().join("else")).unwrap();
    desk.write("else/one.yaml", &roadmap("One")).write("else/two.yaml", &roadmap("Two"));
    symlink(desk.path("else/one.yaml"), desk.path("a.yaml")).unwrap();
    assert_eq!(desk.wait(1000).look(), "a.yaml=One");
    desk.write("else/one.yaml", &roadmap("Uno"));
    assert_eq!(desk.wait(200).settle(), "a.yaml=Uno");
    desk.write("else/new.yaml", &roadmap("Eins"));
    fs::rename(desk.path("else/new.yaml"), desk.path("else/one.yaml")).unwrap();
    assert_eq!(desk.wait(200).settle(), "a.yaml=Eins", "another file in the place of that which it leads to");
    symlink(desk.path("else/two.yaml"), desk.path("b.yaml")).unwrap();
    fs::rename(desk.path("b.yaml"), desk.path("a.yaml")).unwrap();
    assert_eq!(desk.wait(200).settle(), "a.yaml=Two", "another link in its place");
    fs::remove_file(desk.path("else/two.yaml")).unwrap();
    assert_eq!(desk.wait(200).look(), "", "it may come back");
    assert_eq!(desk.settle(), "a.yaml!no such file or directory");
    assert_eq!((desk.wait(1000).look(), desk.watch.soon()), (String::new(), None), "and then there is rest");
    desk.write("else/two.yaml", &roadmap("Due"));
    assert_eq!(desk.wait(200).settle(), "a.yaml=Due");
    fs::remove_file(desk.path("a.yaml")).unwrap();
    assert_eq!(desk.settle(), "a.yaml-");
}

#[test]
fn what_changes_while_it_is_read_is_read_again() {
    let mut desk = Desk::new();
    desk.write("a.yaml", &roadmap("A"));
    let (to_read, _) = desk.wait(1000).begin();
    let before = look_at(&to_read[0]);
    fs::remove_file(&to_read[0]).unwrap();
    let vanished = read_file(&to_read[0]);
    assert!(vanished.outcome.is_err());
    assert!(desk.watch.take(FileRead { before, ..vanished }, desk.moment).is_empty(), "an error that passes");
    desk.write("a.yaml", &roadmap("Back"));
    assert_eq!(desk.settle(), "a.yaml=Back");
}

#[test]
fn a_file_is_not_read_twice_at_once() {
    let mut desk = Desk::new();
    desk.write("a.yaml", &roadmap("A"));
    let (to_read, _) = desk.wait(1000).begin();
    let first = read_file(&to_read[0]);
    desk.write("a.yaml", &roadmap("B"));
    assert_eq!(desk.wait(1000).look(), "", "the first is not there yet");
    assert_eq!(told(desk.watch.take(first, desk.moment)), "a.yaml=A");
    assert_eq!(desk.look(), "a.yaml=B");
}

#[test]
fn of_two_files_with_one_roadmap_the_named_one_goes_first_and_then_the_later() {
    let mut desk = Desk::naming(Some("own/z.yaml"));
    fs::create_dir(desk.directory.path().join("own")).unwrap();
    let same = |title: &str| format!("id: same\n{}", roadmap(title));
    desk.write("a.yaml", &same("A")).write("b.yaml", &same("B")).write("own/z.yaml", &same("Z"));
    assert_eq!(desk.wait(5000).look(), "z.yaml=Z a.yaml~ b.yaml~");
    desk.write("b.yaml", &same("Bee"));
    assert_eq!(desk.wait(200).look(), "b.yaml~", "it is behind");
    fs::remove_file(desk.path("own/z.yaml")).unwrap();
    assert_eq!(desk.settle(), "z.yaml- a.yaml=A b.yaml=Bee a.yaml~", "the later has the last word");
    desk.write("b.yaml", &format!("id: other\n{}", roadmap("B")));
    assert_eq!(desk.wait(200).settle(), "b.yaml=B a.yaml=A");
    desk.write("b.yaml", "title: broken");
    assert_eq!(desk.wait(700).settle(), "b.yaml!line 1, this roadmap has no `stages`");
    fs::remove_file(desk.path("b.yaml")).unwrap();
    assert_eq!(desk.settle(), "b.yaml-");
}

#[test]
fn a_file_that_was_just_read_is_not_read_again_unless_it_has_changed() {
    for (age, told) in [(10_000, ""), (1000, "a.yaml=A")] {
        let mut desk = Desk::new();
        desk.write("a.yaml", &roadmap("A"));
        desk.wait(age);
        desk.watch.assume(&desk.path("a.yaml"), RoadmapId("a".into()), desk.moment);
        assert_eq!(desk.look(), told);
    }
}

#[test]
fn a_directory_that_cannot_be_read_is_told_once_and_once_that_it_can() {
    let mut desk = Desk::new();
    let directory = desk.directory.path().join("roadmaps");
    fs::remove_dir(&directory).unwrap();
    assert_eq!(desk.look(), "", "no directory is an empty one");
    fs::write(&directory, "").unwrap();
    assert_eq!(desk.look(), "roadmaps!not a directory");
    assert_eq!(desk.look(), "");
    fs::remove_file(&directory).unwrap();
    assert_eq!(desk.look(), "roadmaps-");
}

#[test]
fn a_shown_path_leads_back_to_the_file() {
    let mut desk = Desk::new();
    desk.write("a\u{1b}.yaml", &roadmap("A"));
    desk.wait(1000).look();
    let path = desk.path("a\u{1b}.yaml");
    assert_eq!(desk.watch.path_of(&shown(&path)), Some(&*path));
    assert_eq!(desk.watch.path_of(&SafeText::line("nowhere")), None);
}
