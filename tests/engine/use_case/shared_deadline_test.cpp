// Timers that wait for a date of the call.
#include "engine/use_case/shared_deadline.h"

#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

TEST(SharedDeadlines, OfTimersOfOneNameInStatesThatAreActiveTogetherAreTheirOwn) {
  const Workflow workflow = loaded(R"(
workflow: draft
parent_fields: {closes_at: {type: instant}, result_at: {type: instant}}
deadlines: {close: parent.closes_at, result: parent.result_at}
states:
  open:
    timers: {remind: {at: close - 48h}}
    states: {waiting: {timers: {remind: {at: result}}}}
)");
  Facts facts;
  facts.above = {{"parent.closes_at", Value(*parse_instant("2026-03-02T16:00:00Z"))},
                 {"parent.result_at", Value(*parse_instant("2026-06-01T12:00:00Z"))}};
  const Outcome<Step> begun = begin(workflow, {}, facts);
  ASSERT_TRUE(begun) << begun.refusal().sentence;

  EXPECT_EQ(shared_timers(workflow, begun->next, facts),
            (SharedWaits{{{"open", "remind"}, {"draft.close-172800000000", false}},
                         {{"waiting", "remind"}, {"draft.result+0", false}}}));
}

}  // namespace
}  // namespace accolade
