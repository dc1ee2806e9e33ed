// The one fragment of SQL that decides who sees what, on a small world.
#include "tests/db/toy.h"

namespace accolade {
namespace {

constexpr PersonId owner{7}, other{8}, officer{9}, visitor{};

class Visibility : public StoreTest {
 protected:
  Visibility() : call(begin(owner)), first(child_of(call)), second(child_by(other)) {}

  InstanceId child_by(PersonId person) {
    Ask asked = ask(call, "child");
    asked.actor = person;
    return database.instances->apply(asked)->instance;
  }
  std::vector<InstanceId> listed(PersonId viewer, ListQuery query) {
    std::vector<InstanceId> ids;
    for (const Instances::Listed& row : database.instances->list(query, viewer))
      ids.push_back(row.snapshot.id);
    return ids;
  }
  std::vector<InstanceId> children(PersonId viewer) {
    ListQuery query;
    query.parent = call;
    return listed(viewer, query);
  }

  InstanceId call, first, second;
};
ON_BOTH_ENGINES(Visibility);

using Roles = std::set<std::string>;
using Ids = std::vector<InstanceId>;

TEST_P(Visibility, RoleOnTheInstanceOrAboveItSees) {
  EXPECT_EQ(database.instances->sight(first, owner), Roles{"owner"});
  EXPECT_EQ(database.instances->sight(second, owner), Roles{"owner"});  // held on the call
  EXPECT_EQ(database.instances->sight(second, other), Roles{"owner"});
  EXPECT_EQ(database.instances->sight(first, other), Roles{});
  EXPECT_EQ(database.instances->sight(first, visitor), Roles{});
}

TEST_P(Visibility, ListAndCountShowTheSame) {
  EXPECT_EQ(children(owner), (Ids{first, second}));
  EXPECT_EQ(children(other), Ids{second});
  EXPECT_EQ(children(visitor), Ids{});
  using Counts = std::map<std::string, std::int64_t>;
  EXPECT_EQ(database.instances->count(call, "child", owner), (Counts{{"open", 2}}));
  EXPECT_EQ(database.instances->count(call, "child", other), (Counts{{"open", 1}}));
  EXPECT_EQ(database.instances->count(call, "child", visitor), Counts{});
}

TEST_P(Visibility, ChildrenOfManyParentsShowTheSame) {
  const InstanceId elsewhere = begin(other);
  Ask asked = ask(elsewhere, "child");
  asked.actor = other;
  const InstanceId third = database.instances->apply(asked)->instance;
  const auto below = [&](PersonId viewer) {
    Ids ids;
    for (const Instances::Listed& row :
         database.instances->below({call, elsewhere}, "child", viewer)) {
      ids.push_back(row.snapshot.id);
      EXPECT_EQ(row.sight, database.instances->sight(row.snapshot.id, viewer));
    }
    return ids;
  };
  EXPECT_EQ(below(owner), (Ids{first, second}));
  EXPECT_EQ(below(other), (Ids{second, third}));
  EXPECT_EQ(below(visitor), Ids{});
  EXPECT_EQ(database.instances->below({}, "child", owner).size(), 0U);
}

TEST_P(Visibility, PublicIsSeenByVisitors) {
  ASSERT_TRUE(fire(first, "publish"));
  EXPECT_EQ(database.instances->sight(first, visitor), Roles{"anyone"});
  EXPECT_EQ(database.instances->sight(first, owner), (Roles{"anyone", "owner"}));
  EXPECT_EQ(children(visitor), Ids{first});
}

TEST_P(Visibility, DirectoryRoleSeesWhileItIsHeld) {
  const Instant now = clock->load();
  database.directory->give_role(officer, "office", now + std::chrono::hours(1),
                                now + std::chrono::hours(2));
  EXPECT_EQ(children(officer), Ids{});
  *clock = now + std::chrono::hours(1);
  EXPECT_EQ(children(officer), (Ids{first, second}));
  EXPECT_EQ(database.instances->sight(first, officer), Roles{"office"});
  *clock = now + std::chrono::hours(2);
  EXPECT_EQ(children(officer), Ids{});
}

TEST_P(Visibility, ListsAreCutByStateWorkflowAndPage) {
  ASSERT_TRUE(fire(second, "close"));
  ListQuery query;
  query.parent = call;
  query.states = {"closed"};
  EXPECT_EQ(listed(owner, query), Ids{second});
  query.states = {"open", "closed"};
  query.limit = 1;
  EXPECT_EQ(listed(owner, query), Ids{first});
  query.after = first;
  EXPECT_EQ(listed(owner, query), Ids{second});
  query.workflow = "toy";
  EXPECT_EQ(listed(owner, query), Ids{});
  ListQuery roots;
  EXPECT_EQ(listed(owner, roots), Ids{call});
}

TEST_P(Visibility, MineAreThoseThatIHoldARoleOfMyOwnOn) {
  std::vector<InstanceId> ids;
  for (const Instances::Listed& row : database.instances->mine(owner, 10))
    ids.push_back(row.snapshot.id);
  EXPECT_EQ(ids, (Ids{first, call}));
  EXPECT_EQ(database.instances->mine(other, 10).size(), 1U);
  EXPECT_EQ(database.instances->mine(visitor, 10).size(), 0U);
}

}  // namespace
}  // namespace accolade
