// A parent and a child, searched together.
#include "engine/verify/together.h"

#include <gtest/gtest.h>

#include "engine/verify/verify.h"
#include "tests/engine/definition/loading.h"
#include "tests/support/replaying.h"
#include "tests/support/shipped_files.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

std::map<std::string, std::string> award_with(const std::string& announce_if) {
  std::map<std::string, std::string> files = shipped_files("award");
  std::string& call = files.at("award.yaml");
  const std::string shipped =
      "count(nomination in deciding) == 0 && count(nomination in draft) == 0";
  call.replace(call.find(shipped), shipped.size(), announce_if);
  return files;
}

std::vector<Diagnostic> left_waiting(const std::map<std::string, std::string>& files) {
  std::vector<Diagnostic> left;
  for (Diagnostic& finding : verify(load_package("award", files, brussels_zone).value.value())) {
    if (finding.evidence.end == BadEnd::LeftWaiting) left.push_back(std::move(finding));
  }
  return left;
}

// A draft with more time than the call was sent in after the result, and waited in `awarded`.
TEST(Together, AnAwardThatIsAnnouncedWithOpenDraftsLeavesANominationWaiting) {
  const auto files = award_with("count(nomination in deciding) == 0");
  const std::vector<Diagnostic> left = left_waiting(files);

  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].place.file, "nomination.yaml");
  EXPECT_EQ(left[0].message,
            "no end can be reached from `awarded` once the award is in `announced`: what it waits "
            "for is no longer told");
  const Workflow nomination =
      load_workflow("nomination.yaml", files.at("nomination.yaml"), Strictness::Run).value.value();
  EXPECT_EQ(objection(nomination, left[0]), "");
  const Workflow award =
      load_workflow("award.yaml", files.at("award.yaml"), Strictness::Run).value.value();
  EXPECT_EQ(replayed(award, left[0].evidence.beside.lines).at("outcome"), "announced");
}

TEST(Together, AnAwardThatIsAnnouncedWhileNominationsAreDecidedLeavesThemWaiting) {
  EXPECT_EQ(left_waiting(award_with("count(nomination in draft) == 0")).size(), 1u);
}

TEST(Together, AnAwardThatWaitsForBothLeavesNobodyWaiting) {
  EXPECT_EQ(left_waiting(shipped_files("award")), std::vector<Diagnostic>());
}

// The draft lapses by the deadline that closes the parent, so nothing can be sent in afterwards.
TEST(Together, AChildThatEndsWithTheDeadlineOfItsParentIsNotLeft) {
  const std::map<std::string, std::string> files = {
      {"w.yaml",
       "workflow: w\npeople: {a: creator}\nfields: {closes_at: instant}\n"
       "deadlines: {close: closes_at}\nstates:\n"
       "  new: {open_ended: true, on: {open: {by: a, ask: [closes_at], to: open}}}\n"
       "  open: {timers: {closing: {at: close, tell: {children: c, in: sent, event: end}, to: "
       "d}},\n"
       "         on: {enter: {by: a, start: c}}}\n  d: {final: done}\n"},
      {"c.yaml",
       "workflow: c\npeople: {x: creator}\ndeadlines: {close: parent.closes_at}\nstates:\n"
       "  draft: {timers: {lapse: {at: close, to: lapsed}}, on: {send: {by: x, if: before(close),\n"
       "          to: sent}}}\n"
       "  sent: {open_ended: true, on: {end: over}}\n"
       "  lapsed: {final: lapsed}\n  over: {final: over}\n"}};
  EXPECT_EQ(texts(verify(load_package("w", files).value.value())), "");
}

}  // namespace
}  // namespace accolade
