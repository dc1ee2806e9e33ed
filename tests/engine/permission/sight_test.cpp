// Who sees what: own roles, roles above, roles from below, and everybody.
#include "engine/permission/sight.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

constexpr InstanceId call{1}, nomination{2}, review{3}, other_nomination{4};
constexpr PersonId ada{10}, ben{11}, chair{12};
// Pieces to search: the reference, the names of applicants, those of secretaries.
constexpr std::int64_t reference = 1, applicant_names = 2, everything = 7;

// root: the secretary sees all. draft: the applicant sees the title. open: the reviewer below sees
// the title, everybody the state.
Workflow nomination_workflow() {
  Workflow workflow;
  workflow.name = "nomination";
  workflow.people = {{"applicant", RoleSource::Creator}, {"secretary", RoleSource::Above}};
  State root, draft, open, closed;
  root.kind = State::Kind::Compound;
  root.children = {1, 2, 3};
  root.sees["secretary"] = Sight{true, true, true, {}, {}, {}};
  draft.name = "draft";
  draft.sees["applicant"].fields = {"title"};
  open.name = "open";
  open.sees["applicant"].fields = {"title"};
  open.sees["reviewer"].fields = {"title"};
  open.sees["anyone"] = {};
  closed.name = "closed";
  closed.excludes = {"applicant"};
  closed.sees["applicant"].fields = {"title"};
  workflow.states = {root, draft, open, closed};
  return workflow;
}

Snapshot in_state(const std::string& state) {
  Snapshot snapshot;
  snapshot.id = nomination;
  snapshot.parent = call;
  snapshot.configuration = {state};
  snapshot.people = {{"applicant", ada}};
  snapshot.fields = {{"title", "Genomes"}, {"score", 4}};
  return snapshot;
}

TEST(Sight, IsTheUnionOfAllActiveStatesAndTheirAncestors) {
  const Sight sight =
      sight_of(nomination_workflow(), {"draft"}, std::set<std::string>{"secretary", "applicant"});

  EXPECT_TRUE(sees_field(sight, "title"));
  EXPECT_TRUE(sees_field(sight, "score"));
  EXPECT_TRUE(sight.all_history);
}

TEST(Sight, OfOneRoleHoldsNothingOfAnother) {
  const Sight sight = sight_of(nomination_workflow(), {"draft"}, "applicant");

  EXPECT_TRUE(sees_field(sight, "title"));
  EXPECT_FALSE(sees_field(sight, "score"));
  EXPECT_FALSE(sight.all_history);
}

TEST(Sight, ADraftIsHiddenFromReviewersAndVisitors) {
  EXPECT_FALSE(is_visible(nomination_workflow(), {"draft"}, {"reviewer"}));
  EXPECT_FALSE(is_visible(nomination_workflow(), {"draft"}, {}));
  EXPECT_TRUE(is_visible(nomination_workflow(), {"open"}, {}));
}

TEST(Sight, TheCutLeavesNoHiddenFieldAndNothingOfTheMachine) {
  Snapshot whole = in_state("draft");
  whole.timers = {{"lapse", "draft", 1, Instant{}, true}};
  whole.entered["draft"] = Instant{};
  whole.expected = whole.reminded = Instant{};
  whole.chain = "aa";
  whole.tallies["count(review)"] = {};

  const Snapshot shown = cut(nomination_workflow(), whole, {"applicant"});

  EXPECT_EQ(shown.fields, (Fields{{"title", "Genomes"}}));
  EXPECT_TRUE(shown.people.empty());
  EXPECT_TRUE(shown.entered.empty());
  EXPECT_FALSE(shown.expected || shown.reminded);
  EXPECT_TRUE(shown.timers.empty());
  EXPECT_TRUE(shown.tallies.empty());
  EXPECT_EQ(shown.chain, "");
}

TEST(Grants, TheCreatorIsAMemberHereAndFromBelowAbove) {
  const Grants grants = grants_of(nomination_workflow(), in_state("draft"), {call});

  EXPECT_EQ(grants.memberships,
            (std::vector<Membership>{{call, "below:applicant", ada, nomination},
                                     {nomination, "applicant", ada, nomination, applicant_names}}));
}

TEST(Grants, RolesAboveAreHeldHereAboveOrInTheDirectory) {
  const Grants grants = grants_of(nomination_workflow(), in_state("draft"), {call});

  EXPECT_EQ(grants.sights, (std::vector<SightRow>{{"applicant", nomination, reference},
                                                  {"secretary", InstanceId{}, everything},
                                                  {"secretary", call, everything},
                                                  {"secretary", nomination, everything}}));
}

TEST(Grants, ARoleOfChildrenSeesUnderItsOwnPrefix) {
  const Grants grants = grants_of(nomination_workflow(), in_state("open"), {call});

  EXPECT_EQ(grants.sights, (std::vector<SightRow>{{"anyone", InstanceId{}, reference},
                                                  {"applicant", nomination, reference},
                                                  {"below:reviewer", nomination, reference},
                                                  {"secretary", InstanceId{}, everything},
                                                  {"secretary", call, everything},
                                                  {"secretary", nomination, everything}}));
}

TEST(Grants, AnExcludedRoleLosesWhatIsAbove) {
  const Grants grants = grants_of(nomination_workflow(), in_state("closed"), {call});

  EXPECT_EQ(grants.memberships,
            (std::vector<Membership>{{nomination, "applicant", ada, nomination, applicant_names}}));
}

TEST(Roles, AnApplicantElsewhereIsNoApplicantHere) {
  const std::vector<Membership> memberships{{other_nomination, "applicant", ben, other_nomination},
                                            {call, "below:applicant", ben, other_nomination}};

  EXPECT_TRUE(roles_on(nomination_workflow(), nomination, ben, memberships).empty());
}

TEST(Roles, ARoleAboveIsHeldByWhoeverHoldsItAboveOrInTheDirectory) {
  const std::vector<Membership> memberships{{InstanceId{}, "secretary", chair, InstanceId{}},
                                            {InstanceId{}, "chair", chair, InstanceId{}}};

  EXPECT_EQ(roles_on(nomination_workflow(), nomination, chair, memberships),
            (std::set<std::string>{"secretary"}));
}

TEST(Roles, AReviewerBelowIsAReviewerOfThisNominationAlone) {
  const std::vector<Membership> memberships{{nomination, "below:reviewer", ben, review},
                                            {call, "below:reviewer", ben, review}};

  EXPECT_EQ(roles_on(nomination_workflow(), nomination, ben, memberships),
            (std::set<std::string>{"reviewer"}));
  EXPECT_TRUE(roles_on(nomination_workflow(), other_nomination, ben, memberships).empty());
}

TEST(Roles, AVisitorHasNone) {
  EXPECT_TRUE(roles_on(nomination_workflow(), nomination, PersonId{}, {}).empty());
}

}  // namespace
}  // namespace accolade
