// A reminder: to whom, by whom, how often, and nothing else changes.
#include "engine/machine/reminding.h"

#include <gtest/gtest.h>

#include "tests/support/chart.h"

namespace accolade {
namespace {

using std::chrono::hours;

constexpr PersonId author{7}, office{9};

// Both author and office owe something.
Chart two_who_owe() {
  Chart chart(R"(
people: {author: creator, office: above}
sees: {office: all, author: {fields: all}}
states:
  both:
    parallel: true
    on: {leave: z}
    states:
      left: {states: {a: {owes: author, open_ended: true, on: {e: b}}, b: {open_ended: true}}}
      right: {states: {c: {owes: office, open_ended: true}}}
  z: {final: over}
)");
  chart.begin_with();
  chart.snapshot.people = {{"author", author}};
  chart.facts.people = {{"office", office}};
  return chart;
}

Outcome<Step> reminded(const Chart& chart, const Actor& by = {office, {"office"}}) {
  Facts facts = chart.facts;
  facts.actor = by;
  return remind(chart.workflow, chart.snapshot, facts);
}

TEST(Reminding, GoesToEverybodyWhoOwesAndChangesNothingElse) {
  const Chart chart = two_who_owe();
  const Outcome<Step> step = reminded(chart);
  ASSERT_TRUE(step);
  ASSERT_EQ(step->effects.size(), 1U);
  const auto& mail = std::get<MailEffect>(step->effects[0]);
  EXPECT_EQ(mail.letter, "your_turn");
  EXPECT_EQ(mail.to, (std::vector<Member>{{"author", author}, {"office", office}}));
  Snapshot expected = chart.snapshot;
  expected.version += 1;
  expected.changed = expected.reminded.emplace(chart.facts.now);
  EXPECT_EQ(step->next, expected);
  EXPECT_EQ(step->happened.event, "reminded");
  EXPECT_EQ(step->happened.says, "{actor} reminded whoever has to act");
}

TEST(Reminding, IsForWhoeverSeesTheWholeHistory) {
  EXPECT_EQ(reminded(two_who_owe(), {author, {"author"}}).refusal().why, Why::NotAllowed);
}

TEST(Reminding, IsNotRepeatedForADayUnlessItMovedOn) {
  Chart chart = two_who_owe();
  chart.snapshot = reminded(chart)->next;
  chart.facts.now += hours(23);
  EXPECT_EQ(in_short(reminded(chart).refusal()),
            "NotPossible: They were reminded less than a day ago.");
  chart.facts.now += hours(1);
  EXPECT_TRUE(reminded(chart));
  chart.facts.now -= hours(20);
  chart.raise("e");
  EXPECT_TRUE(reminded(chart));
}

TEST(Reminding, NeedsSomebodyWhoOwes) {
  Chart chart = two_who_owe();
  chart.snapshot.people = {};
  chart.facts.people = {};
  EXPECT_EQ(in_short(reminded(chart).refusal()),
            "NotPossible: Nobody has been named who could do it.");
  chart.raise("leave");
  EXPECT_EQ(in_short(reminded(chart).refusal()),
            "NotPossible: Nobody has to do anything here now.");
}

}  // namespace
}  // namespace accolade
