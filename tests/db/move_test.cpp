// Live trees move to another version, on both databases: each in one commit, with all its rows.
#include <algorithm>
#include <thread>

#include "db/verify.h"
#include "engine/definition/loader.h"
#include "engine/use_case/mover.h"
#include "engine/use_case/transact.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

const char* const call_yaml = R"(workflow: call
people: {secretary: above}
fields: {title: {type: text}, closes_at: {type: instant}}
sees: {secretary: {fields: all, history: all, names: all}}
states:
  open:
    open_ended: true
    form: {secretary: [title, closes_at]}
    on:
      submit: {by: [secretary], start: talk}
      extend: {by: secretary, ask: [closes_at]}
      end: {by: secretary, if: "count(talk in sent) >= 1", reveals: true, to: over}
  over: {final: over}
)";

const char* const talk_yaml = R"(workflow: talk
parent: call
people: {speaker: creator, secretary: above}
fields:
  title: {type: text, personal: true}
  minutes: {type: int, default: 20}
deadlines: {close: parent.closes_at}
sees: {speaker: {fields: all, history: all, names: all}}
states:
  draft:
    form: {speaker: [title]}
    timers:
      lapse: {at: close, to: lapsed}
      reminder: {at: close - 48h, late: skip}
    on:
      send: {by: speaker, ask: [title], to: sent}
      reminder: {}
  sent: {open_ended: true, on: {take: {by: secretary, to: taken}}}
  taken: {final: taken}
  lapsed: {final: lapsed}
)";

// The draft is called writing, the title name, the secretary sees what was sent, and the call
// counts something else.
const char* const new_call_yaml = R"(workflow: call
people: {secretary: above}
fields: {title: {type: text}, closes_at: {type: instant}}
sees: {secretary: {fields: all, history: all, names: all}}
states:
  open:
    open_ended: true
    form: {secretary: [title, closes_at]}
    on:
      submit: {by: [secretary], start: talk}
      extend: {by: secretary, ask: [closes_at]}
      end:
        by: secretary
        if: "has(max(talk in received, minutes)) && max(talk in received, minutes) > 5.0"
        reveals: true
        to: over
      close_early: {by: secretary, if: "count(talk in sent) >= 1", reveals: true, to: over}
  over: {final: over}
)";

const char* const new_talk_yaml = R"(workflow: talk
parent: call
people: {speaker: creator, secretary: above}
fields:
  name: {type: text, personal: true}
  minutes: {type: decimal, default: 20.0}
deadlines: {end: parent.closes_at}
sees: {speaker: {fields: all, history: all, names: all}}
states:
  writing:
    form: {speaker: [name]}
    timers:
      lapse: {at: end, to: lapsed}
      reminder: {at: end - 72h, late: skip}
      nudge: {after: 1d}
    on:
      send: {by: speaker, ask: [name], to: received}
      reminder: {}
      nudge: {}
  received:
    sees: {secretary: {fields: all, history: all, names: all}}
    states:
      sent: {open_ended: true, on: {take: {by: secretary, to: taken}}}
  taken: {final: taken}
  lapsed: {final: lapsed}
)";

const char* const talk_map = "talk: {states: {draft: writing}, fields: {title: name}}\n";

class MovingTrees : public StoreTest {
 protected:
  MovingTrees()
      : real(open(url, decide_with, {.clock = [now = clock] { return now->load(); }})),
        engine(ports_of(real)),
        from(package({{"call.yaml", call_yaml}, {"talk.yaml", talk_yaml}})),
        to(package({{"call.yaml", new_call_yaml}, {"talk.yaml", new_talk_yaml}})) {
    secretary = real.directory->ensure("sofia@example.org", "Sofia");
    real.directory->give_role(secretary, "secretary", {}, {});
    real.packages->publish(from);
  }

  static Package package(const std::map<std::string, std::string>& files) {
    Loaded<Package> loaded = load_package("talks", files);
    for (const Diagnostic& diagnostic : loaded.diagnostics)
      ADD_FAILURE() << to_text(diagnostic);
    return std::move(loaded.value).value();
  }

  InstanceId call() {
    const Outcome<Applied> begun =
        engine.start({"call", {}, {{"closes_at", "2026-03-20T16:00:00Z"}}, secretary, {}});
    EXPECT_TRUE(begun) << begun.refusal().sentence;
    return begun->instance;
  }
  void step(InstanceId id, const std::string& event, Answers answers = {}) {
    const Outcome<Applied> done = engine.fire({id, event, std::move(answers), secretary, {}, {}});
    EXPECT_TRUE(done) << event << ": " << done.refusal().sentence;
    last = done ? done->instance : InstanceId{};
  }
  InstanceId talk(InstanceId parent) {
    step(parent, "submit");
    return last;
  }
  MovePlan plan(Engine& with, const std::string& map = talk_map) {
    Outcome<MovePlan> made =
        plan_move(with.ports(), {"talks", to.hash.substr(0, 12), "", "map.yaml", map});
    EXPECT_TRUE(made) << made.refusal().sentence;
    EXPECT_TRUE(made->is_possible())
        << (made->proof.gaps.empty() ? "" : to_text(made->proof.gaps[0]));
    return *std::move(made);
  }
  Snapshot load(InstanceId id) { return real.instances->load(id).value(); }

  Database real;
  Engine engine;
  const Package from, to;
  PersonId secretary;
  InstanceId last;
};
ON_BOTH_ENGINES(MovingTrees);

TEST_P(MovingTrees, ATreeMovesInOneCommitWithAllThatFollowsFromItsDefinition) {
  const InstanceId root = call();
  const InstanceId draft = talk(root), sent = talk(root);
  ASSERT_TRUE(engine.save_draft(draft, secretary, {{"title", "Genomes", 1}}));
  step(sent, "send", {{"title", "Cells"}});
  real.packages->publish(to);

  const MovePlan planned = plan(engine);
  ASSERT_EQ(planned.trees, std::vector<InstanceId>{root});
  ASSERT_TRUE(move_tree(engine, planned, root, secretary));

  const Instant close = *parse_instant("2026-03-20T16:00:00Z");
  const Snapshot moved = load(draft);
  EXPECT_EQ(moved.package, to.hash);
  EXPECT_EQ(moved.version, 2);
  EXPECT_EQ(moved.configuration, (Configuration{"writing"}));
  EXPECT_EQ(at(moved.fields, "minutes"), Value(*Decimal::parse("20")));
  EXPECT_EQ(
      moved.timers,
      (std::vector<Timer>{{"lapse", "writing", 1, close, true},
                          {"reminder", "writing", 1, close - std::chrono::hours(72), true},
                          {"nudge", "writing", 2, clock->load() + std::chrono::hours(24), false}}));
  EXPECT_EQ(real.drafts->load(draft), (Answers{{"name", "Genomes"}}));
  EXPECT_EQ(at(load(sent).fields, "name"), Value("Cells"));
  const Snapshot top = load(root);
  EXPECT_EQ(top.package, to.hash);
  EXPECT_EQ(top.tallies.at("count(talk in sent)").count, 1);
  EXPECT_EQ(top.tallies.at("max(talk in received, minutes)").max, Decimal::parse("20"));
  EXPECT_EQ(real.instances->sight(sent, secretary),
            (std::set<std::string>{"secretary", "speaker"}));
  const Entry entry = real.instances->history(draft).back();
  EXPECT_EQ(entry.happened.event, "moved");
  EXPECT_EQ(entry.happened.actor, secretary);
  EXPECT_EQ(entry.happened.says, "{actor} moved this from version " + from.hash.substr(0, 8) +
                                     " to version " + to.hash.substr(0, 8));
  EXPECT_EQ(verify(url), std::vector<std::string>{});
}

TEST_P(MovingTrees, WhatMovedGoesOnByTheNewRules) {
  const InstanceId root = call();
  const InstanceId draft = talk(root);
  real.packages->publish(to);
  ASSERT_TRUE(move_tree(engine, plan(engine), root, {}));

  step(root, "extend", {{"closes_at", "2026-03-27T16:00:00Z"}});
  *clock = *parse_instant("2026-03-20T16:00:01Z");
  for (const InstanceId id : real.instances->due(100))
    engine.wake(id);
  EXPECT_EQ(load(draft).configuration, (Configuration{"writing"}));
  *clock = *parse_instant("2026-03-27T16:00:00Z");
  for (const InstanceId id : real.instances->due(100))
    engine.wake(id);
  EXPECT_EQ(load(draft).configuration, (Configuration{"lapsed"}));
  EXPECT_EQ(load(talk(call())).package, to.hash);
  EXPECT_EQ(verify(url), std::vector<std::string>{});
}

TEST_P(MovingTrees, StoppedAfterTheFirstTreeItGoesOnWithTheOthers) {
  const InstanceId first = call(), second = call(), third = call();
  for (const InstanceId root : {first, second, third})
    talk(root);
  real.packages->publish(to);
  ASSERT_TRUE(move_tree(engine, plan(engine), first, {}));

  Database again = open(url, decide_with, {.clock = [now = clock] { return now->load(); }});
  Engine restarted(ports_of(again));
  const MovePlan rest = plan(restarted);
  EXPECT_EQ(rest.trees,
            (std::vector<InstanceId>{std::min(second, third), std::max(second, third)}));
  for (const InstanceId root : {first, second, third})
    EXPECT_TRUE(move_tree(restarted, rest, root, {}));

  for (const InstanceId root : {first, second, third}) {
    EXPECT_EQ(load(root).package, to.hash);
    EXPECT_EQ(real.instances->history(root).back().version, 3);  // begin, submit, moved: once
  }
  EXPECT_EQ(plan_move(restarted.ports(), {"talks", to.hash, "", "", talk_map}).refusal().sentence,
            "nothing is live in another version of talks");
  EXPECT_EQ(verify(url), std::vector<std::string>{});
}

TEST_P(MovingTrees, ATreeThatCannotBeMovedIsLeftAsItWas) {
  const InstanceId root = call();
  const InstanceId draft = talk(root);
  real.packages->publish(to);
  const MovePlan planned =
      plan(engine,
           "talk: {states: {draft: writing}, fields: {title: name}, values: {minutes: "
           "\"minutes * 9223372036854775807 > 0 ? 1.0 : 2.0\"}}");
  const Snapshot before = load(draft), top = load(root);

  const Outcome<Done> done = move_tree(engine, planned, root, {});

  ASSERT_FALSE(done);
  EXPECT_EQ(done.refusal().why, Why::Failed);
  EXPECT_EQ(load(draft), before);
  EXPECT_EQ(load(root), top);
  EXPECT_EQ(preview(engine.ports(), planned, root).refusal, done.refusal());
  EXPECT_EQ(verify(url), std::vector<std::string>{});
}

TEST_P(MovingTrees, WhatIsOverdueComesByTheOldRulesFirst) {
  const InstanceId root = call();
  const InstanceId draft = talk(root);
  real.packages->publish(to);
  const MovePlan planned = plan(engine);
  *clock = *parse_instant("2026-03-20T16:00:01Z");

  ASSERT_TRUE(move_tree(engine, planned, root, {}));

  EXPECT_EQ(load(draft).configuration, (Configuration{"lapsed"}));
  std::vector<std::string> events;
  for (const Entry& entry : real.instances->history(draft))
    events.push_back(entry.happened.event);
  EXPECT_EQ(events, (std::vector<std::string>{"begin", "reminder", "lapse", "moved"}));
}

TEST_P(MovingTrees, AnotherNodeThatKnewTheOldVersionGoesOn) {
  const InstanceId root = call();
  const InstanceId draft = talk(root);
  Database elsewhere = open(url, decide_with, {.clock = [now = clock] { return now->load(); }});
  Engine node(ports_of(elsewhere));
  node.wake(draft);
  real.packages->publish(to);
  ASSERT_TRUE(move_tree(engine, plan(engine), root, {}));

  *clock = *parse_instant("2026-03-20T16:00:00Z");
  node.wake(draft);

  EXPECT_EQ(load(draft).configuration, (Configuration{"lapsed"}));
  EXPECT_EQ(verify(url), std::vector<std::string>{});
}

TEST_P(MovingTrees, StepsOnTheTreeMeanwhileAreSafe) {
  const InstanceId root = call();
  real.packages->publish(to);
  const MovePlan planned = plan(engine);
  Database elsewhere = open(url, decide_with, {.clock = [now = clock] { return now->load(); }});
  Engine node(ports_of(elsewhere));
  constexpr int talks = 30;
  std::thread steps([&] {
    for (int i = 0; i < talks; ++i)
      EXPECT_TRUE(node.fire({root, "submit", {}, secretary, {}, {}}));
  });

  EXPECT_TRUE(move_tree(engine, planned, root, {}));
  steps.join();

  const std::vector<Snapshot> tree = real.instances->tree(root);
  EXPECT_EQ(tree.size(), 1U + talks);
  for (const Snapshot& snapshot : tree)
    EXPECT_EQ(snapshot.package, to.hash);
  EXPECT_EQ(verify(url), std::vector<std::string>{});
}

TEST_P(MovingTrees, TheDryRunSaysWhatEachNewlyOwesAndWritesNothing) {
  const InstanceId root = call();
  const InstanceId draft = talk(root);
  real.packages->publish(to);
  const Snapshot before = load(draft);

  const Preview shown = preview(engine.ports(), plan(engine), root);

  ASSERT_FALSE(shown.refusal);
  ASSERT_EQ(shown.rows.size(), 2U);
  EXPECT_EQ(shown.rows[0].before, "Open");
  EXPECT_EQ(shown.rows[1].reference, "talk " + draft.text());
  EXPECT_EQ(shown.rows[1].before, "Draft");
  EXPECT_EQ(shown.rows[1].after, "Writing");
  EXPECT_EQ(shown.rows[1].owes,
            (std::vector<Owed>{{"“Nudge” comes", clock->load() + std::chrono::hours(24), true},
                               {"“Reminder” comes", parse_instant("2026-03-17T16:00:00Z")}}));
  EXPECT_EQ(load(draft), before);
}

TEST_P(MovingTrees, VersionsAreNamedByTheirBeginning) {
  real.packages->publish(to);
  const auto refused = [&](const MoveRequest& request) {
    return plan_move(engine.ports(), request).refusal().sentence;
  };
  EXPECT_EQ(refused({"walks", "1", "", "", ""}), "no package walks was ever published");
  EXPECT_EQ(refused({"talks", "xyz", "", "", ""}),
            "no version of talks begins with xyz; there are " + to.hash.substr(0, 8) + ", " +
                from.hash.substr(0, 8));
  const std::vector<PublishedVersion> versions = real.packages->versions("talks");
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].hash, to.hash);
  EXPECT_TRUE(versions[0].is_current);
  EXPECT_FALSE(versions[1].is_current);
}

}  // namespace
}  // namespace accolade
