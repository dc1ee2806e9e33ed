// The search finds exactly what the engine shows to each person: on both databases.
#include <gtest/gtest.h>

#include "engine/use_case/searching.h"
#include "tests/trees/search_world.h"

namespace accolade {
namespace {

using Ids = std::vector<InstanceId>;

class SearchOf : public testing::TestWithParam<const char*> {
 protected:
  SearchWorld world{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, SearchOf, testing::Values("SQLite", "PostgreSQL"),
                         [](const testing::TestParamInfo<const char*>& engine) {
                           return std::string(engine.param);
                         });

TEST_P(SearchOf, WordsFindWhatBeginsSoWithoutCaseAndDiacritics) {
  const InstanceId one = world.submit(world.ann, "Straße nach Łódź", "nothing");
  for (const char* typed : {"strasse", "STRA", "lodz", "Łó", "nach lo", "REF_01", "ref"})
    EXPECT_EQ(world.found(typed, world.ann), Ids{one}) << typed;
  for (const char* typed : {"odz", "strassen", "nach x", ""})
    EXPECT_EQ(world.found(typed, world.ann), Ids{}) << typed;
}

TEST_P(SearchOf, QuotesFindWholeWordsInTheirOrder) {
  const InstanceId one = world.submit(world.ann, "A new York minute", "new");
  EXPECT_EQ(world.found("\"new york\"", world.ann), Ids{one});
  EXPECT_EQ(world.found("\"york new\"", world.ann), Ids{});
  EXPECT_EQ(world.found("\"new yor\"", world.ann), Ids{});
  // In one text: the secret ends with `new`, the title does not go on with it.
  EXPECT_EQ(world.found("\"minute new\"", world.ann), Ids{});
}

TEST_P(SearchOf, NothingThatIsTypedIsAnError) {
  const InstanceId one = world.submit(world.ann, "a NEAR b", "x");
  EXPECT_EQ(world.found("NEAR(a b)", world.ann), Ids{one});
  for (const char* typed :
       {"\"", "*", "NEAR(", ":", "a:b", "^a", "'", "\\", "a OR NOT b", "{a b}: c", "-", "''':*",
        "body : a", "a & | ! <->", "\xFF\xFE", "\xC2\xB7", "; DROP TABLE findable; --", ":*"}) {
    const Outcome<Found> found = look_for(world.ports(), {typed}, world.ann);
    EXPECT_TRUE(found) << typed;
  }
  EXPECT_EQ(world.found("\xC2\xB7", world.ann), Ids{});
}

TEST_P(SearchOf, WhatIsHiddenInAStateIsNotFoundWhileItIs) {
  const InstanceId one = world.submit(world.ann, "Open", "Hidden treasure");
  EXPECT_EQ(world.found("treasure", world.ann), Ids{one});
  EXPECT_EQ(world.found("treasure", world.chair), Ids{});
  ASSERT_EQ(world.fire(one, "submit", world.ann, {{"title", "Open"}, {"secret", "A treasure"}}),
            "");
  EXPECT_EQ(world.found("open", world.chair), Ids{one});
  EXPECT_EQ(world.found("treasure", world.chair), Ids{});
  EXPECT_EQ(world.found("open treasure", world.chair), Ids{});
  EXPECT_EQ(world.found("hidden", world.ann), Ids{}) << "it was overwritten";
  ASSERT_EQ(world.fire(one, "judge", world.secretary, {{"verdict", "Golden"}}), "");
  EXPECT_EQ(world.found("treasure", world.ann), Ids{}) << "she does not see it any more";
  EXPECT_EQ(world.found("golden", world.chair), Ids{one});
  EXPECT_EQ(world.found("golden", world.ann), Ids{});
  ASSERT_EQ(world.fire(one, "publish", world.secretary), "");
  EXPECT_EQ(world.found("open", PersonId{}), Ids{one});
  EXPECT_EQ(world.found("golden", PersonId{}), Ids{});
  ASSERT_EQ(world.fire(one, "hide", world.secretary), "");
  EXPECT_EQ(world.found("open", PersonId{}), Ids{});
}

TEST_P(SearchOf, NamesAreFoundWhereTheyAreShownAndFollowThePerson) {
  const InstanceId one = world.submit(world.ann, "Title", "x");
  ASSERT_EQ(world.fire(one, "submit", world.ann, {{"title", "Title"}, {"secret", "x"}}), "");
  EXPECT_EQ(world.found("muller", world.secretary), Ids{one});
  EXPECT_EQ(world.found("muller", world.ann), Ids{one});
  EXPECT_EQ(world.found("muller", world.chair), Ids{});
  ASSERT_EQ(world.fire(one, "judge", world.secretary, {{"verdict", "x"}}), "");
  EXPECT_EQ(world.found("muller", world.chair), Ids{one});
  EXPECT_EQ(world.found("muller title", world.chair), Ids{one});
  EXPECT_EQ(world.found("muller", world.ann), Ids{});
  world.database().directory->rename(world.ann, "Ann Smith");
  EXPECT_EQ(world.found("muller", world.chair), Ids{});
  EXPECT_EQ(world.found("\"ann smith\"", world.chair), Ids{one});
  EXPECT_EQ(world.faults(), std::vector<std::string>{});
}

TEST_P(SearchOf, FoundTextsAreThoseThatTheViewerSees) {
  const InstanceId one = world.submit(world.ann, "Title of words", "words here and words there");
  const Outcome<Found> own = look_for(world.ports(), {"words"}, world.ann);
  ASSERT_TRUE(own);
  ASSERT_EQ(own->calls.size(), 1U);
  EXPECT_EQ(own->count, 1);
  EXPECT_EQ(own->calls[0].root, world.call);
  ASSERT_EQ(own->calls[0].rows.size(), 1U);
  EXPECT_EQ(own->calls[0].rows[0].row.snapshot.id, one);
  ASSERT_EQ(own->calls[0].rows[0].excerpts.size(), 1U);
  const Excerpt& excerpt = own->calls[0].rows[0].excerpts[0];
  EXPECT_EQ(excerpt.label, "Secret");
  std::string marked;
  for (const Excerpt::Part& part : excerpt.parts)
    marked += part.is_found ? "[" + part.text + "]" : part.text;
  EXPECT_EQ(marked, "[words] here and [words] there");
  ASSERT_EQ(own->kinds.size(), 1U);
  EXPECT_EQ(own->kinds[0].state, "draft");

  ASSERT_EQ(
      world.fire(one, "submit", world.ann, {{"title", "Title of words"}, {"secret", "words"}}), "");
  const Outcome<Found> chairs = look_for(world.ports(), {"words"}, world.chair);
  ASSERT_TRUE(chairs);
  ASSERT_EQ(chairs->calls.size(), 1U);
  EXPECT_TRUE(chairs->calls[0].rows[0].excerpts.empty());
}

TEST_P(SearchOf, ComesInPagesNewestFirst) {
  Ids ids;
  for (int i = 0; i < hits_of_a_page + 1; ++i)
    ids.push_back(world.submit(world.ann, "Many", "x"));
  const Outcome<Found> first = look_for(world.ports(), {"many"}, world.ann);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->count, hits_of_a_page + 1);
  EXPECT_EQ(first->pages, 2);
  EXPECT_EQ(first->calls[0].rows[0].row.snapshot.id, ids.back());
  const Outcome<Found> second = look_for(world.ports(), {.typed = "many", .page = 2}, world.ann);
  EXPECT_EQ(second->calls[0].rows.at(0).row.snapshot.id, ids.front());
  const Outcome<Found> oldest =
      look_for(world.ports(), {.typed = "many", .oldest_first = true}, world.ann);
  EXPECT_EQ(oldest->calls[0].rows.at(0).row.snapshot.id, ids.front());
  EXPECT_EQ(look_for(world.ports(), {.typed = "many", .state = "sent"}, world.ann)->count, 0);
  EXPECT_EQ(look_for(world.ports(), {.typed = "many", .parent = ids[0]}, world.ann)->count, 0);
  EXPECT_FALSE(look_for(world.ports(), {"a b c d e f g h i"}, world.ann));
}

struct Random {
  const char* engine;
  unsigned seed;
};
class SearchOfRandomWorlds : public testing::TestWithParam<Random> {};

TEST_P(SearchOfRandomWorlds, FindsExactlyWhatTheEngineShows) {
  SearchWorld world(GetParam().engine, GetParam().seed);
  std::size_t hits = 0;
  for (int round = 0; round < 3; ++round) {
    for (int count = 0; count < 30; ++count)
      world.step();
    std::vector<std::string> queries = search_words;
    for (const char* more : {"al", "b", "alpha beta", "\"new york\"", "\"beta alpha\"", "muller",
                             "york new", "ref_01", "ref", "\"ref 02\"", "sofia", "a b c"})
      queries.emplace_back(more);
    for (const PersonId viewer : world.everybody()) {
      for (const std::string& typed : queries) {
        const Ids found = world.found(typed, viewer);
        EXPECT_EQ(found, world.seen(typed, viewer)) << typed << ", viewer " << viewer.text();
        hits += found.size();
      }
    }
  }
  EXPECT_GT(hits, 100U);
  EXPECT_EQ(world.faults(), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Seeds, SearchOfRandomWorlds,
                         testing::Values(Random{"SQLite", 1}, Random{"SQLite", 2},
                                         Random{"SQLite", 3}, Random{"PostgreSQL", 1},
                                         Random{"PostgreSQL", 4}),
                         [](const testing::TestParamInfo<Random>& world) {
                           return world.param.engine + std::to_string(world.param.seed);
                         });

}  // namespace
}  // namespace accolade
