// One live instance in the new version.
#include "engine/move/image.h"

#include <gtest/gtest.h>

#include "tests/engine/move/two_versions.h"
#include "tests/support/chart.h"

namespace accolade {
namespace {

const char* const before_yaml = R"(workflow: talk
people: {speaker: creator}
fields:
  title: {type: text}
  minutes: {type: int}
  contact: {type: text, personal: true}
  closes_at: {type: instant}
deadlines: {close: closes_at}
states:
  draft:
    timers:
      reminder: {at: close - 48h, late: skip}
      lapse: {at: close, to: lapsed}
      warm: {after: 3d}
    on: {send: {by: speaker, to: sent}, reminder: {}, warm: {}}
  sent: {final: given}
  lapsed: {final: lapsed}
)";

const char* const after_yaml = R"(workflow: talk
people: {presenter: creator}
fields:
  name: {type: long text}
  minutes: {type: decimal}
  kind: {type: text, default: talk}
  long: {type: bool}
  closes_at: {type: instant}
deadlines: {close: closes_at}
states:
  writing:
    timers:
      reminder: {at: close - 72h, late: skip}
      lapse: {at: close, to: lapsed}
      last_call: {after: 5d}
    on: {send: {by: presenter, to: sent}, reminder: {}, last_call: {}}
  sent: {final: given}
  lapsed: {final: lapsed}
)";

const char* const map_yaml = R"(
talk:
  states: {draft: writing}
  fields: {title: name, contact: dropped}
  values: {long: "has(minutes) && minutes > 30"}
  timers: {warm: dropped}
  roles: {speaker: presenter}
)";

class MoveImage : public testing::Test {
 protected:
  MoveImage() {
    before.id = before.root = InstanceId{5};
    before.workflow = "talk";
    before.package = from.hash;
    before.version = 4;
    before.configuration = {"draft"};
    before.fields = {{"title", "Genomes"},
                     {"minutes", std::int64_t{40}},
                     {"contact", "Ada"},
                     {"closes_at", close}};
    before.people = {{"speaker", PersonId{9}}};
    before.timers = {{"reminder", "draft", 1, close - std::chrono::hours(48), true},
                     {"lapse", "draft", 1, close, true},
                     {"warm", "draft", 1, noon + std::chrono::hours(1), false}};
    facts.now = noon;
  }

  Outcome<Step> moved() {
    Outcome<Snapshot> image = image_of(move, before, facts);
    if (!image) return image.refusal();
    return arrive(move, before, *std::move(image), facts);
  }

  const Package from = version(before_yaml);
  const Package to = version(after_yaml);
  const Mapping mapping = mapping_between(from, to, map_yaml);
  const Move move{from, to, mapping};
  const Instant close = noon + std::chrono::days(10);
  Snapshot before;
  Facts facts;
};

TEST_F(MoveImage, StatesFieldsPeopleAndTimersArrive) {
  const Outcome<Step> step = moved();

  ASSERT_TRUE(step) << step.refusal().sentence;
  EXPECT_EQ(step->next.package, to.hash);
  EXPECT_EQ(step->next.configuration, (Configuration{"writing"}));
  EXPECT_EQ(step->next.fields, (Fields{{"name", "Genomes"},
                                       {"minutes", *Decimal::parse("40")},
                                       {"kind", "talk"},
                                       {"long", true},
                                       {"closes_at", close}}));
  EXPECT_EQ(step->next.people, (std::vector<Member>{{"presenter", PersonId{9}}}));
  EXPECT_EQ(step->next.timers,
            (std::vector<Timer>{{"reminder", "writing", 1, close - std::chrono::hours(72), true},
                                {"lapse", "writing", 1, close, true},
                                {"last_call", "writing", 5, noon + std::chrono::days(5), false}}));
}

TEST_F(MoveImage, TheHistorySaysFromWhereToWhere) {
  const Outcome<Step> step = moved();

  ASSERT_TRUE(step) << step.refusal().sentence;
  EXPECT_EQ(step->happened.event, "moved");
  EXPECT_EQ(step->happened.says,
            "Moved from version " + from.hash.substr(0, 8) + " to version " + to.hash.substr(0, 8));
  EXPECT_EQ(step->happened.from, (Configuration{"draft"}));
  EXPECT_EQ(step->happened.to, (Configuration{"writing"}));
  EXPECT_EQ(at(step->happened.changed, "contact"), Value());
  EXPECT_EQ(step->happened.personal, (std::set<std::string>{"contact"}));
}

TEST_F(MoveImage, ATimerThatCameDoesNotComeAgain) {
  before.timers.erase(before.timers.begin());  // the reminder was sent

  const Outcome<Step> step = moved();

  ASSERT_TRUE(step) << step.refusal().sentence;
  ASSERT_EQ(step->next.timers.size(), 2U);
  EXPECT_EQ(step->next.timers[0].name, "lapse");
  EXPECT_EQ(step->next.timers[1].name, "last_call");
}

TEST_F(MoveImage, AReminderThatWouldBeLateNowIsLeftOut) {
  facts.now = close - std::chrono::hours(60);

  const Outcome<Step> step = moved();

  ASSERT_TRUE(step) << step.refusal().sentence;
  ASSERT_EQ(step->next.timers.size(), 2U);
  EXPECT_EQ(step->next.timers[0].name, "lapse");
}

TEST_F(MoveImage, WhatHasNoImageIsRefusedWithWhatToAdd) {
  const Mapping nothing;
  const Outcome<Snapshot> image = image_of({from, to, nothing}, before, facts);

  ASSERT_FALSE(image);
  EXPECT_EQ(image.refusal().sentence,
            "Not possible: the new version has no state `draft`, and the map does not say which "
            "one takes its place; add `states: {draft: STATE}` to the map.");
}

TEST_F(MoveImage, AnEndStaysWithoutTimers) {
  before.configuration = {"sent"};
  before.outcome = "given";
  before.timers.clear();

  const Outcome<Step> step = moved();

  ASSERT_TRUE(step) << step.refusal().sentence;
  EXPECT_EQ(step->next.outcome, "given");
  EXPECT_TRUE(step->next.timers.empty());
}

}  // namespace
}  // namespace accolade
