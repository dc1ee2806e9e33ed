// Places: a workshop with two ways to take part, a few places each, and people who come and go. On
// both databases.
#include <future>

#include <gtest/gtest.h>

#include "db/open.h"
#include "db/sql/connection.h"
#include "engine/definition/loader.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/transact.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/temporary_folder.h"

namespace accolade {
namespace {

const char* const workshop_yaml = R"(
workflow: workshop
people: {secretary: above}
fields:
  title: {type: text, default: Genomes at work}
  modes:
    type: places
    default:
      - {name: on_site, label: On site, capacity: 2}
      - {name: online, label: Online, capacity: 1}
initial: open
states:
  open:
    open_ended: true
    sees: {anyone: {fields: all}}
    on:
      register: {by: anyone, start: registration}
      change: {by: secretary, ask: [modes]}
      close: {by: secretary, to: closed}
  closed: {final: closed}
)";

const char* const registration_yaml = R"(
workflow: registration
people: {participant: creator, secretary: above}
fields:
  mode: {type: place, of: parent.modes, label: Way to take part}
sees:
  participant: {fields: all, history: all}
initial: draft
states:
  draft:
    timers: {lapse: {after: 7d, to: lapsed}}
    on:
      register:
        - {by: participant, ask: [mode], to: confirmed}
        - {by: participant, ask: [mode], to: waiting}
      insist: {by: participant, ask: [mode], to: confirmed}
  confirmed:
    holds: mode
    open_ended: true
    on:
      cancel: {by: participant, to: cancelled}
      switch: {by: participant, ask: [mode]}
  waiting:
    waits_for: mode
    open_ended: true
    on:
      offered.mode: {to: offered}
      cancel: {by: participant, to: cancelled}
  offered:
    holds: mode
    timers: {expire: {after: 72h, to: lapsed}}
    on:
      take: {by: participant, to: confirmed}
      cancel: {by: participant, to: cancelled}
  cancelled: {final: cancelled}
  lapsed: {final: lapsed}
)";

Package workshop() {
  Loaded<Package> loaded = load_package(
      "workshop", {{"workshop.yaml", workshop_yaml}, {"registration.yaml", registration_yaml}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return loaded.value.value();
}

using Lines = std::vector<std::string>;

class Places : public testing::TestWithParam<const char*> {
 protected:
  Places() : now_(std::make_shared<Instant>(*parse_instant("2026-05-04T08:00:00Z"))) {
    url_ = std::string(GetParam()) == "SQLite" ? "sqlite:" + (folder_.path() / "w.db").string()
                                               : PostgresCluster::shared().fresh_database();
    migrate(url_);
    database_ = opened();
    engine_ = engine_of(database_);
    database_.packages->publish(workshop());
    secretary_ = person("Sofia");
    database_.directory->give_role(secretary_, "secretary", {}, {});
    const Outcome<Applied> begun = engine_->start({"workshop", {}, {}, secretary_, {}});
    EXPECT_TRUE(begun) << (begun ? "" : begun.refusal().sentence);
    workshop_ = begun->instance;
  }

  Database opened() {
    return open(url_, decide_with, {.clock = [now = now_] { return *now; }});
  }
  static std::unique_ptr<Engine> engine_of(Database& database) {
    return std::make_unique<Engine>(ports_of(database));
  }

  PersonId person(const std::string& name) {
    return database_.directory->ensure(name + "@example.org", name);
  }

  // A registration of its own person, and its answer to `event`.
  InstanceId comes(const std::string& name, const std::string& mode,
                   const std::string& event = "register") {
    const InstanceId id = draft(name);
    fire(id, event, {{"mode", boost::json::value(mode)}});
    return id;
  }
  InstanceId draft(const std::string& name) {
    const PersonId who = person(name);
    const Outcome<Applied> started = engine_->fire({workshop_, "register", {}, who, {}, {}});
    EXPECT_TRUE(started) << (started ? "" : started.refusal().sentence);
    owners_[started->instance] = who;
    return started->instance;
  }
  // Empty, or why not.
  std::string fire(InstanceId id, const std::string& event, Answers answers = {}) {
    const PersonId who = id == workshop_ ? secretary_ : owners_.at(id);
    const Outcome<Applied> applied = engine_->fire({id, event, std::move(answers), who, {}, {}});
    return applied ? "" : applied.refusal().sentence;
  }
  static boost::json::object row(const char* name, const char* label, int capacity) {
    return {{"name", name}, {"label", label}, {"capacity", capacity}};
  }
  std::string change(int on_site, int online) {
    const boost::json::array rows{row("on_site", "On site", on_site),
                                  row("online", "Online", online)};
    return fire(workshop_, "change", Answers{{"modes", boost::json::value(rows)}});
  }

  std::string state(InstanceId id) { return snapshot(id).configuration.at(0); }
  Snapshot snapshot(InstanceId id) { return database_.instances->load(id).value(); }
  // As its own person sees it: "2 for On site".
  std::string queue_of(InstanceId id) {
    const Outcome<Shown> shown = engine_->show(id, owners_.at(id));
    if (!shown || shown->queues.empty()) return "";
    return std::to_string(shown->queues[0].place) + " for " + shown->queues[0].label;
  }
  // "on_site: 2 held, 1 waiting"
  Lines pools() {
    Lines lines;
    const Snapshot workshop = snapshot(workshop_);
    for (const auto& [name, figures] : workshop.pools) {
      lines.push_back(name.substr(name.find('.') + 1) + ": " + std::to_string(figures.held) +
                      " held, " + std::to_string(figures.waiting) + " waiting");
    }
    return lines;
  }
  void advance(Duration by) {
    *now_ += by;
    for (auto due = database_.instances->due(100); !due.empty();
         due = database_.instances->due(100)) {
      for (const InstanceId id : due)
        engine_->wake(id);
    }
  }
  std::int64_t version(InstanceId id) { return snapshot(id).version; }

  TemporaryFolder folder_;
  std::string url_;
  std::shared_ptr<Instant> now_;
  Database database_;
  std::unique_ptr<Engine> engine_;
  PersonId secretary_;
  InstanceId workshop_;
  std::map<InstanceId, PersonId> owners_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Places, testing::Values("SQLite", "PostgreSQL"),
                         [](const auto& engine) { return std::string(engine.param); });

TEST_P(Places, WhoComesToFullPlacesWaitsAndTheFirstOfThemGetsWhatBecomesFree) {
  const InstanceId ada = comes("ada", "on_site"), ben = comes("ben", "on_site");
  const InstanceId cai = comes("cai", "on_site"), dee = comes("dee", "on_site");
  EXPECT_EQ(state(ada) + " " + state(ben) + " " + state(cai) + " " + state(dee),
            "confirmed confirmed waiting waiting");
  EXPECT_EQ(pools(), Lines{"on_site: 2 held, 2 waiting"});

  EXPECT_EQ(queue_of(dee), "2 for On site");

  EXPECT_EQ(fire(ada, "cancel"), "");
  EXPECT_EQ(queue_of(dee), "1 for On site");
  EXPECT_EQ(queue_of(cai), "");
  EXPECT_EQ(state(cai) + " " + state(dee), "offered waiting");
  EXPECT_EQ(pools(), Lines{"on_site: 2 held, 1 waiting"});
  EXPECT_EQ(database_.instances->history(cai).back().happened.event, "offered.mode");

  EXPECT_EQ(fire(cai, "take"), "");
  EXPECT_EQ(state(cai), "confirmed");
  EXPECT_EQ(pools(), Lines{"on_site: 2 held, 1 waiting"});
  EXPECT_EQ(verify(url_), Lines{});
}

TEST_P(Places, OfferThatIsNotTakenInTimeGoesToTheNext) {
  const InstanceId ada = comes("ada", "on_site");
  comes("ben", "on_site");
  const InstanceId cai = comes("cai", "on_site"), dee = comes("dee", "on_site");
  fire(ada, "cancel");
  advance(std::chrono::hours(73));
  EXPECT_EQ(state(cai) + " " + state(dee), "lapsed offered");
  EXPECT_EQ(pools(), Lines{"on_site: 2 held, 0 waiting"});
  EXPECT_EQ(verify(url_), Lines{});
}

TEST_P(Places, NobodyOvertakesWhoWaits) {
  const InstanceId ada = comes("ada", "online");
  const InstanceId ben = comes("ben", "online");
  // The offer is on its way to nobody yet: it is Ben's all the same.
  EXPECT_EQ(state(ben), "waiting");
  const InstanceId cai = draft("cai");
  EXPECT_EQ(fire(ada, "cancel"), "");
  EXPECT_EQ(fire(cai, "insist", {{"mode", "online"}}), "There is no place left for “Online”.");
  EXPECT_EQ(state(ben) + " " + state(cai), "offered draft");
  EXPECT_EQ(version(cai), 1);
  EXPECT_EQ(verify(url_), Lines{});
}

TEST_P(Places, SwitchingGivesOnePlaceForAnotherOrNothing) {
  const InstanceId ada = comes("ada", "on_site"), ben = comes("ben", "on_site");
  const InstanceId cai = comes("cai", "on_site");
  EXPECT_EQ(fire(ada, "switch", {{"mode", "on_site"}}), "");  // what one holds already
  EXPECT_EQ(fire(ada, "switch", {{"mode", "online"}}), "");
  EXPECT_EQ(state(cai), "offered");
  EXPECT_EQ(pools(), (Lines{"on_site: 2 held, 0 waiting", "online: 1 held, 0 waiting"}));

  const std::int64_t before = version(ben);
  EXPECT_EQ(fire(ben, "switch", {{"mode", "online"}}), "There is no place left for “Online”.");
  EXPECT_EQ(version(ben), before);
  EXPECT_EQ(pools(), (Lines{"on_site: 2 held, 0 waiting", "online: 1 held, 0 waiting"}));
  EXPECT_EQ(verify(url_), Lines{});
}

TEST_P(Places, MorePlacesAreOfferedAtOnceAndFewerThrowNobodyOut) {
  std::vector<InstanceId> all;
  for (const char* name : {"ada", "ben", "cai", "dee", "eli"})
    all.push_back(comes(name, "on_site"));
  EXPECT_EQ(change(4, 1), "");
  EXPECT_EQ(state(all[2]) + " " + state(all[3]) + " " + state(all[4]), "offered offered waiting");
  EXPECT_EQ(change(1, 1), "");
  EXPECT_EQ(pools(), Lines{"on_site: 4 held, 1 waiting"});
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(fire(all[static_cast<std::size_t>(i)], "cancel"), "");
  EXPECT_EQ(state(all[4]), "waiting");  // one place, and one holds it
  EXPECT_EQ(fire(all[3], "cancel"), "");
  EXPECT_EQ(state(all[4]), "offered");
  EXPECT_EQ(verify(url_), Lines{});
}

TEST_P(Places, RowWithSomebodyInItStays) {
  comes("ada", "on_site");
  const boost::json::array online{row("online", "Online", 1)};
  EXPECT_EQ(fire(workshop_, "change", Answers{{"modes", boost::json::value(online)}}),
            "Somebody has a place that would be gone; keep its row, and lower its places.");
  EXPECT_EQ(version(workshop_), 2);
  EXPECT_EQ(pools(), Lines{"on_site: 1 held, 0 waiting"});
}

TEST_P(Places, StormOverfillsNothingAndTheQueueKeepsItsOrder) {
  change(10, 5);
  constexpr std::size_t people = 60;
  std::vector<InstanceId> all;
  for (std::size_t i = 0; i < people; ++i)
    all.push_back(draft("person" + std::to_string(i)));
  // Two programs on one database, where there can be two.
  Database other = opened();
  const std::unique_ptr<Engine> second = engine_of(other);
  const auto from_six_threads = [&](const auto& act) {
    std::vector<std::future<void>> threads;
    for (std::size_t thread = 0; thread < 6; ++thread) {
      threads.push_back(std::async(std::launch::async, [&, thread] {
        Engine& engine = thread % 2 == 0 ? *engine_ : *second;
        for (std::size_t i = thread; i < people; i += 6)
          act(engine, i);
      }));
    }
    for (std::future<void>& thread : threads)
      thread.get();
  };

  from_six_threads([&](Engine& engine, std::size_t i) {
    const Answers mode{{"mode", i % 3 == 0 ? "online" : "on_site"}};
    EXPECT_TRUE(engine.fire({all[i], "register", mode, owners_.at(all[i]), {}, {}}));
  });
  EXPECT_EQ(pools(), (Lines{"on_site: 10 held, 30 waiting", "online: 5 held, 15 waiting"}));
  std::map<std::string, std::map<std::int64_t, InstanceId>> queues;
  for (const InstanceId id : all) {
    const Snapshot registration = snapshot(id);
    for (const auto& [pool, number] : registration.queued)
      queues[pool].emplace(number, id);
  }
  EXPECT_EQ(queues["modes.on_site"].size() + queues["modes.online"].size(), 45U);

  from_six_threads([&](Engine& engine, std::size_t i) {
    if (i % 4 == 1) {
      EXPECT_TRUE(engine.fire({all[i], "cancel", {}, owners_.at(all[i]), {}, {}}));
    }
  });
  for (const auto& [pool, queue] : queues) {
    std::string states;  // of those who did not give up, in the order of their numbers
    for (const auto& [number, id] : queue) {
      if (state(id) != "cancelled") states += state(id) + " ";
    }
    EXPECT_EQ(states.find("offered", states.find("waiting")), std::string::npos) << pool << states;
    EXPECT_EQ(snapshot(workshop_).pools.at(pool).held, pool == "modes.online" ? 5 : 10);
  }
  EXPECT_EQ(verify(url_), Lines{});
}

TEST_P(Places, VerifyFindsAPlaceTooMany) {
  comes("ada", "on_site");
  db::Connection(url_, db::Access::Write).script("UPDATE pool SET held = 2");
  EXPECT_EQ(verify(url_), Lines{"Instance " + workshop_.text() +
                                ": the places of modes.on_site are not what its children take."});
}

}  // namespace
}  // namespace accolade
