// What may be done with all that a list shows, and by whom, on the shipped workshop.
#include "engine/use_case/at_once.h"

#include <gtest/gtest.h>

#include "tests/trees/meeting.h"

namespace accolade {
namespace {

using Labels = std::map<std::string, std::string>;

class AtOnceTest : public testing::Test {
 protected:
  AtOnceTest() : meeting("moderated") {
    for (const PersonId person : {meeting.ada, meeting.ben}) {
      asked.push_back(meeting.begin(person));
      meeting.fire(asked.back(), "submit", person, Meeting::answers("on_site"));
    }
  }
  Outcome<AtOnce> all(PersonId viewer, const std::string& state,
                      const std::string& workflow = "registration") {
    const Outcome<Shown> shown = meeting.engine().show(meeting.workshop, viewer);
    if (!shown) return shown.refusal();
    return at_once(meeting.engine(), *shown, workflow, state, viewer);
  }

  Meeting meeting;
  std::vector<InstanceId> asked;
};

TEST_F(AtOnceTest, WhoeverWatchesTheWholeSeesWhatAllOfAStateOfferWithoutAnAnswer) {
  const Outcome<AtOnce> found = all(meeting.secretary, "requested");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->ids, asked);
  // Declining asks for the reason of each.
  EXPECT_EQ(found->events, (Labels{{"accept", "Accept"}}));
}

TEST_F(AtOnceTest, AStateInWhichNobodyIsHasNothing) {
  const Outcome<AtOnce> found = all(meeting.secretary, "confirmed");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->ids, std::vector<InstanceId>());
  EXPECT_EQ(found->events, Labels());
}

TEST_F(AtOnceTest, ForOthersAndForWhatIsNotThereItAnswersAlike) {
  const Refusal hidden = all(meeting.ada, "requested").refusal();
  EXPECT_EQ(hidden.why, Why::NotFound);
  EXPECT_EQ(hidden.sentence, "There is no such page.");
  EXPECT_EQ(all(PersonId{}, "requested").refusal(), hidden);
  EXPECT_EQ(all(meeting.secretary, "no_such_state").refusal(), hidden);
  EXPECT_EQ(all(meeting.secretary, "", "workshop").refusal(), hidden);
  EXPECT_EQ(all(meeting.secretary, "", "no_such_workflow").refusal(), hidden);
}

}  // namespace
}  // namespace accolade
