// Filters and sessions are a person's own: nobody else reads, renames or ends them.
#include "db/sql/connection.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

constexpr PersonId ann{7}, bob{8};

class Own : public StoreTest {
 protected:
  SavedFilters& filters() { return *database.filters; }
  OwnRecords& own() { return *database.own; }
  static SavedFilter named(const std::string& name, const std::string& typed = "x") {
    return {{}, name, InstanceId{5}, "review", "sent", typed, true};
  }
};
ON_BOTH_ENGINES(Own);

TEST_P(Own, FilterComesBackAsItWasKeptByNameAndToItsOwnerAlone) {
  EXPECT_EQ(filters().keep(ann, named("Zulu", "\"a b\" ż")), FilterProblem::None);
  EXPECT_EQ(filters().keep(ann, named("Alpha")), FilterProblem::None);
  EXPECT_EQ(filters().keep(bob, named("Zulu")), FilterProblem::None);
  std::vector<SavedFilter> kept = filters().of(ann);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].name, "Alpha");
  SavedFilter whole = named("Zulu", "\"a b\" ż");
  whole.id = kept[1].id;
  EXPECT_EQ(kept[1], whole);
  EXPECT_EQ(filters().of(bob).size(), 1U);
  EXPECT_EQ(filters().of(PersonId{9}).size(), 0U);
}

TEST_P(Own, FilterIsRenamedAndDeletedByItsOwnerAlone) {
  ASSERT_EQ(filters().keep(ann, named("One")), FilterProblem::None);
  ASSERT_EQ(filters().keep(ann, named("Two")), FilterProblem::None);
  EXPECT_EQ(filters().keep(ann, named("Two", "other")), FilterProblem::NameTaken);
  const FilterId one = filters().of(ann)[0].id;
  EXPECT_EQ(filters().rename(ann, one, "Two"), FilterProblem::NameTaken);
  EXPECT_EQ(filters().rename(ann, one, "One"), FilterProblem::None);
  EXPECT_EQ(filters().rename(bob, one, "Mine"), FilterProblem::NotThere);
  EXPECT_EQ(filters().remove(bob, one), FilterProblem::NotThere);
  EXPECT_EQ(filters().rename(ann, one, "Three"), FilterProblem::None);
  EXPECT_EQ(filters().of(ann)[0].name, "Three");
  EXPECT_EQ(filters().remove(ann, one), FilterProblem::None);
  EXPECT_EQ(filters().remove(ann, one), FilterProblem::NotThere);
  EXPECT_EQ(filters().of(ann).size(), 1U);
}

TEST_P(Own, FiltersOfOnePersonHaveALimit) {
  for (int i = 0; i < saved_filters_max; ++i)
    ASSERT_EQ(filters().keep(ann, named(std::to_string(i))), FilterProblem::None);
  EXPECT_EQ(filters().keep(ann, named("more")), FilterProblem::TooMany);
  EXPECT_EQ(filters().keep(bob, named("more")), FilterProblem::None);
}

TEST_P(Own, SessionIsEndedByItsOwnerAlone) {
  database.sessions->create({{}, ann, "hash", {}, {}});
  database.sessions->create({{}, bob, "other", {}, {}});
  const std::vector<OwnSession> sessions = own().sessions(ann);
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions[0].begun, clock->load());
  EXPECT_EQ(sessions[0].used, clock->load());
  EXPECT_FALSE(own().end_session(bob, sessions[0].id));
  EXPECT_TRUE(database.sessions->find("hash"));
  EXPECT_TRUE(own().end_session(ann, sessions[0].id));
  EXPECT_FALSE(database.sessions->find("hash"));
  EXPECT_TRUE(database.sessions->find("other"));
}

TEST_P(Own, RecordsAreThoseOfThePersonAlone) {
  const PersonId eve = database.directory->ensure("eve@example.org", "Eve");
  database.directory->give_role(eve, "office", {}, {});
  const InstanceId begun = begin(eve);
  database.drafts->save(begun, eve, {{"title", "typed", 1}});
  const std::vector<OwnRole> roles = own().roles(eve);
  ASSERT_EQ(roles.size(), 2U);
  EXPECT_EQ(roles[0].role, "office");
  EXPECT_EQ(roles[1].instance, begun);
  ASSERT_EQ(own().acts(eve).size(), 1U);
  EXPECT_EQ(own().acts(eve)[0].instance, begun);
  ASSERT_EQ(own().drafts(eve).size(), 1U);
  EXPECT_EQ(own().drafts(eve)[0].value, boost::json::value("typed"));
  EXPECT_EQ(own().addresses(eve)[0].address, "eve@example.org");
  EXPECT_TRUE(own().roles(bob).empty());
  EXPECT_TRUE(own().acts(bob).empty());
  EXPECT_TRUE(own().drafts(bob).empty());
  EXPECT_TRUE(own().letters(bob).empty());
  EXPECT_TRUE(own().files(bob).empty());
}

}  // namespace
}  // namespace accolade
