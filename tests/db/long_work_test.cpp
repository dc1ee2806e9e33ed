// Long work is begun once, done by one node at a time, and ends under the newest lease alone.
#include "engine/ports/long_work.h"

#include "db/sql/connection.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

constexpr PersonId eve{7}, dan{8};
constexpr Duration lease = std::chrono::seconds(10);

class Works : public StoreTest {
 protected:
  LongWorks& works() { return *database.works; }
  Instant now() const { return clock->load(); }
  void pass(Duration time) { clock->store(now() + time); }

  static NewWork a_work(const std::string& key, PersonId person = eve) {
    return {person, key, "import", InstanceId{5}, "A table of “ż”", R"({"table":"a,b"})", 2'000};
  }
  // As it is while it waits.
  LongWork waiting(WorkId id) const {
    LongWork work;
    work.id = id;
    work.person = eve;
    work.kind = "import";
    work.about = InstanceId{5};
    work.title = "A table of “ż”";
    work.asked = R"({"table":"a,b"})";
    work.total = 2'000;
    work.created = now();
    return work;
  }
};
ON_BOTH_ENGINES(Works);

TEST_P(Works, WorkComesBackAsItWasBegunAndTheSameFormIsTheSameWork) {
  const std::optional<WorkId> id = works().add(a_work("one"));
  ASSERT_TRUE(id);
  EXPECT_EQ(works().add(a_work("one")), id);
  EXPECT_EQ(works().find(*id), waiting(*id));
  LongWork listed = waiting(*id);
  listed.asked = "";
  EXPECT_EQ(works().of(eve, 10), std::vector{listed});
  EXPECT_EQ(works().of(dan, 10), std::vector<LongWork>());
  EXPECT_EQ(works().find(WorkId{1}), std::nullopt);
}

TEST_P(Works, OneOfTwoNodesHasItUntilItsLeaseLapses) {
  Database other = another();
  const WorkId id = *works().add(a_work("one"));
  LongWork mine = waiting(id);
  mine.stage = WorkStage::Working;
  mine.fence = 1;
  EXPECT_EQ(works().claim(lease), mine);
  EXPECT_EQ(other.works->claim(lease), std::nullopt);

  pass(lease / 2);
  EXPECT_TRUE(works().hold(mine, lease));
  pass(lease / 2);
  EXPECT_EQ(other.works->claim(lease), std::nullopt);
  mine.step = "Storing";
  mine.done = 312;
  mine.result = R"({"refused":[]})";
  EXPECT_TRUE(works().report(mine));

  pass(lease);
  LongWork theirs = mine;
  theirs.fence = 2;
  EXPECT_EQ(other.works->claim(lease), theirs);
  EXPECT_FALSE(works().hold(mine, lease));
  EXPECT_FALSE(works().report(mine));
  EXPECT_FALSE(works().end(mine));
  EXPECT_EQ(works().find(id), theirs);
}

TEST_P(Works, WhatIsLeftIsTakenAtOnce) {
  (void)works().add(a_work("one"));
  const LongWork mine = *works().claim(lease);
  EXPECT_TRUE(works().hold(mine, Duration::zero()));
  EXPECT_EQ(works().claim(lease)->fence, 2);
}

TEST_P(Works, EndKeepsWhatBecameOfItAndNotWhatWasAsked) {
  const WorkId id = *works().add(a_work("one"));
  LongWork work = *works().claim(lease);
  work.stage = WorkStage::Refused;
  work.step = "Nothing was taken over.";
  work.result = R"({"refused":[{"what":"Row 3","why":"No"}]})";
  pass(std::chrono::seconds(1));
  EXPECT_TRUE(works().end(work));
  work.ended = now();
  work.asked = "";
  EXPECT_EQ(works().find(id), work);
  EXPECT_EQ(works().claim(lease), std::nullopt);
  EXPECT_FALSE(works().end(work));
}

TEST_P(Works, WorkIsDoneInTheOrderInWhichItWasBegun) {
  const WorkId first = *works().add(a_work("one")), second = *works().add(a_work("two", dan));
  EXPECT_EQ(works().claim(lease)->id, first);
  EXPECT_EQ(works().claim(lease)->id, second);
  EXPECT_EQ(works().claim(lease), std::nullopt);
}

TEST_P(Works, SomebodyWithTooMuchWaitingBeginsNoMore) {
  for (int i = 0; i < waiting_works_max; ++i)
    ASSERT_TRUE(works().add(a_work(std::to_string(i))));
  EXPECT_EQ(works().add(a_work("more")), std::nullopt);
  EXPECT_TRUE(works().add(a_work("0")));
  EXPECT_TRUE(works().add(a_work("more", dan)));
}

TEST_P(Works, MarkTellsWhatGoesOn) {
  const std::string none = works().mark();
  (void)works().add(a_work("one"));
  const std::string waits = works().mark();
  EXPECT_NE(waits, none);
  LongWork work = *works().claim(lease);
  const std::string working = works().mark();
  EXPECT_NE(working, waits);
  work.done = 20;
  (void)works().report(work);
  EXPECT_NE(works().mark(), working);
  work.stage = WorkStage::Done;
  (void)works().end(work);
  EXPECT_EQ(works().mark(), none);
}

TEST_P(Works, EndedLongAgoIsForgottenWithItsFile) {
  const InstanceId about = begin();
  const WorkId id = *works().add(a_work("one"));
  (void)works().add(a_work("two"));
  LongWork work = *works().claim(lease);
  FileRow file;
  file.instance = about;
  file.name = "list.csv";
  file.type = "text/csv";
  file.by = eve;
  work.file = database.files->add(file, "a,b");
  work.stage = WorkStage::Done;
  ASSERT_TRUE(works().end(work));
  EXPECT_EQ(works().forget(now()), 0);
  EXPECT_EQ(works().find(id)->file, work.file);
  EXPECT_EQ(works().forget(now() + lease), 1);
  EXPECT_EQ(works().find(id), std::nullopt);
  EXPECT_FALSE(database.files->find(*work.file));
  EXPECT_EQ(works().of(eve, 10).size(), 1U);
}

}  // namespace
}  // namespace accolade
