// The words of SCXML, as `accolade run` takes them.
#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

using States = std::vector<StateIndex>;

TEST(ScxmlWords, NameAndStatesAreEnough) {
  const Workflow workflow = loaded("workflow: example\nstates: {a: {}}\n");

  EXPECT_EQ(workflow.name, "example");
  ASSERT_EQ(workflow.states.size(), 2U);
  EXPECT_EQ(workflow.states[0].kind, State::Kind::Compound);
  EXPECT_EQ(workflow.states[0].children, States{1});
  EXPECT_EQ(workflow.states[0].initial->targets, States{1});
  EXPECT_EQ(workflow.states[1].name, "a");
  EXPECT_EQ(workflow.states[1].kind, State::Kind::Atomic);
  EXPECT_TRUE(workflow.for_everyone);
}

TEST(ScxmlWords, StatesMayHavePointsInTheirNames) {
  const Workflow workflow = loaded(R"y(
workflow: points
states:
  b1: {states: {b1.1: {on: {e: b1.2}}, b1.2: {final: over}}, on: {done.state.b1: d}}
  d: {always: [{if: "in_state('b1.2')", to: b1.2}]}
)y");
  EXPECT_EQ(workflow.states[2].name, "b1.1");
  EXPECT_EQ(workflow.states[2].transitions[0].targets, States{3});
  EXPECT_EQ(workflow.states[4].transitions[0].targets, States{3});
}

TEST(ScxmlWords, StatesAreNumberedInDocumentOrderWithTheirKinds) {
  const Workflow workflow = loaded(R"(
workflow: kinds
initial: b
states:
  a:
  b:
    initial: b2
    states:
      b1: {}
      b2: {}
      h: {history: deep, to: b1}
  c:
    parallel: true
    states:
      c1: {states: {c11: {}}}
      c2: {}
  d: {final: awarded}
)");
  std::vector<std::string> names;
  std::vector<State::Kind> kinds;
  for (const State& state : workflow.states) {
    names.push_back(state.name);
    kinds.push_back(state.kind);
  }
  using enum State::Kind;
  EXPECT_EQ(names,
            (std::vector<std::string>{"", "a", "b", "b1", "b2", "h", "c", "c1", "c11", "c2", "d"}));
  EXPECT_EQ(kinds,
            (std::vector<State::Kind>{Compound, Atomic, Compound, Atomic, Atomic, DeepHistory,
                                      Parallel, Compound, Atomic, Atomic, Final}));
  EXPECT_EQ(workflow.states[0].children, (States{1, 2, 6, 10}));
  EXPECT_EQ(workflow.states[0].initial->targets, States{2});
  EXPECT_EQ(workflow.states[2].children, (States{3, 4}));
  EXPECT_EQ(workflow.states[2].history, States{5});
  EXPECT_EQ(workflow.states[2].initial->targets, States{4});
  EXPECT_EQ(workflow.states[5].initial->targets, States{3});
  EXPECT_FALSE(workflow.states[6].initial);
  EXPECT_EQ(workflow.states[8].depth, 3);
  EXPECT_EQ(workflow.states[10].outcome, "awarded");
  EXPECT_EQ(workflow.states[10].title, "Awarded");
}

TEST(ScxmlWords, TransitionsKeepTheOrderInWhichTheyAreWritten) {
  const Workflow workflow = loaded(R"(
workflow: order
fields: {x: {type: int, default: 0}}
states:
  a:
    always: [{if: "x > 1", to: b}]
    timers: {due: {after: 48h, to: b}}
    on:
      e: b
      foo.*: [{if: "x == 1", to: a}, b]
      both: [c1, c2]
      done.state.p: {do: [{set: {x: "x + 1"}}], internal: true}
  b: {on: [{event: z, to: a}, {event: "*"}]}
  p: {parallel: true, states: {c: {states: {c1: {}}}, c0: {states: {c2: {}}}}}
on: {stop: b}
)");
  const std::vector<Transition>& of_a = workflow.states[1].transitions;
  std::vector<std::string> descriptors;
  std::vector<States> targets;
  for (const Transition& transition : of_a) {
    descriptors.push_back(transition.descriptor);
    targets.push_back(transition.targets);
  }
  EXPECT_EQ(descriptors,
            (std::vector<std::string>{"", "due", "e", "foo.*", "foo.*", "both", "done.state.p"}));
  EXPECT_EQ(targets, (std::vector<States>{{2}, {2}, {2}, {1}, {2}, {5, 7}, {}}));
  EXPECT_EQ(of_a[3].condition->text(), "x == 1");
  EXPECT_TRUE(of_a[6].internal);
  EXPECT_EQ(of_a[6].source, 1U);
  ASSERT_EQ(workflow.states[1].timers.size(), 1U);
  EXPECT_EQ(workflow.states[1].timers[0].after, std::chrono::hours(48));
  EXPECT_EQ(workflow.states[2].transitions[0].descriptor, "z");
  EXPECT_EQ(workflow.states[2].transitions[1].descriptor, "*");
  EXPECT_EQ(workflow.states[0].transitions[0].descriptor, "stop");
}

TEST(ScxmlWords, ActionsAreReadInOrder) {
  const Workflow workflow = loaded(R"(
workflow: actions
fields: {x: {type: int, default: 0}}
initial: {to: a, do: [{set: {x: 1}}]}
states:
  a:
    entry:
      - {raise: inner}
      - {send: {event: later, after: 1s, id: i}}
      - {send: {event: soon}}
      - {cancel: i}
      - {if: "x > 0", do: [{set: {x: x + 1}}], else: [{raise: none}]}
    exit: [{raise: left}]
    on: {go: {do: [{raise: one}], mail: {receipt: applicant}, tell: {parent: told}, start: review}}
)");
  const Actions& entry = workflow.states[1].entry;
  ASSERT_EQ(entry.size(), 5U);
  EXPECT_EQ(std::get<Raise>(entry[0].what).event, "inner");
  EXPECT_EQ(std::get<Send>(entry[1].what).after, std::chrono::seconds(1));
  EXPECT_EQ(std::get<Send>(entry[1].what).id, "i");
  EXPECT_EQ(std::get<Send>(entry[2].what).after, std::nullopt);
  EXPECT_EQ(std::get<CancelSend>(entry[3].what).id, "i");
  const Branch& branch = std::get<Branch>(entry[4].what);
  EXPECT_EQ(branch.condition.text(), "x > 0");
  EXPECT_EQ(std::get<Assign>(branch.then->at(0).what).fields[0].second.text(), "x + 1");
  EXPECT_EQ(std::get<Raise>(branch.otherwise->at(0).what).event, "none");
  EXPECT_EQ(workflow.states[0].initial->actions.size(), 1U);
  const Actions& go = workflow.states[1].transitions[0].actions;
  ASSERT_EQ(go.size(), 4U);
  EXPECT_EQ(std::get<Raise>(go[0].what).event, "one");
  EXPECT_EQ(std::get<Start>(go[1].what).workflow, "review");
  EXPECT_TRUE(std::get<Tell>(go[2].what).to_parent);
  EXPECT_EQ(std::get<Mail>(go[3].what).roles, std::vector<std::string>{"applicant"});
}

TEST(ScxmlWords, TimersCountHoursWorkingDaysAndFromDeadlines) {
  const Workflow workflow = loaded(R"(
workflow: timers
fields: {closes_at: instant}
deadlines: {close: closes_at}
states:
  a:
    timers:
      one: {after: 10 working days}
      two: {at: close - 48h, late: skip, to: b}
      three: {at: close}
      four: {after: P2D, to: b}
  b: {}
)");
  const std::vector<TimerRule>& timers = workflow.states[1].timers;
  ASSERT_EQ(timers.size(), 4U);
  EXPECT_EQ(timers[0].working_days, 10);
  EXPECT_EQ(timers[1].deadline, "close");
  EXPECT_EQ(timers[1].offset, -std::chrono::hours(48));
  EXPECT_FALSE(timers[1].late_fires);
  EXPECT_TRUE(timers[2].late_fires);
  EXPECT_EQ(timers[3].after, std::chrono::hours(48));
  ASSERT_EQ(workflow.states[1].transitions.size(), 2U);
  EXPECT_EQ(workflow.states[1].transitions[0].descriptor, "two");
  EXPECT_EQ(workflow.states[1].transitions[1].descriptor, "four");
}

TEST(ScxmlWords, WhatIsReadOfAnUnknownParentIsTypedByItsUse) {
  const Workflow workflow = loaded(R"(
workflow: alone
states:
  a: {on: {e: {if: "parent.score > 3 && parent.name == 'x' && parent.open", to: b},
           f: {if: "now < parent.closes_at && count(review in done) > 2", to: b}}}
  b: {}
)");
  EXPECT_EQ(workflow.ancestor_paths, (std::set<std::string>{"parent.closes_at", "parent.name",
                                                            "parent.open", "parent.score"}));
  EXPECT_EQ(workflow.ancestor_types.at("parent.score"), decimal_type());
  EXPECT_EQ(workflow.ancestor_types.at("parent.name"), string_type());
  EXPECT_EQ(workflow.ancestor_types.at("parent.open"), bool_type());
  EXPECT_EQ(workflow.ancestor_types.at("parent.closes_at"), timestamp_type());
  ASSERT_EQ(workflow.tallies.size(), 1U);
  EXPECT_EQ(workflow.tallies[0].text(), "count(review in done)");
}

}  // namespace
}  // namespace accolade
