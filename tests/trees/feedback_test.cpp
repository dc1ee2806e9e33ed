// Feedback of the shipped workshop, on both databases: who is asked, once, until when, and what
// comes out of it.
#include <algorithm>

#include <gtest/gtest.h>

#include "db/copying.h"
#include "db/sql/connection.h"
#include "tests/support/postgres_cluster.h"
#include "tests/trees/meeting.h"

namespace accolade {
namespace {

using Texts = std::vector<std::string>;

std::string database_for(const std::string& engine) {
  return engine == "SQLite" ? "" : PostgresCluster::shared().fresh_database();
}

class AfterTheWorkshop : public testing::TestWithParam<const char*> {
 protected:
  AfterTheWorkshop() : meeting("open", database_for(GetParam()), 10) {
    for (const PersonId person : meeting.experts)
      registrations.push_back(meeting.registered(person));
    absent = meeting.registered(meeting.ada);
    meeting.advance_to("2026-05-04T08:00:00Z");
    for (const InstanceId id : registrations)
      meeting.fire(id, "attend", meeting.secretary);
    meeting.advance_to("2026-05-05T15:00:00Z");
  }

  Shown shown(InstanceId id, PersonId viewer) {
    Outcome<Shown> found = meeting.engine().show(id, viewer);
    EXPECT_TRUE(found);
    return *std::move(found);
  }
  FeedbackAsked asked(InstanceId id, PersonId viewer) {
    return meeting.engine().feedback_asked(shown(id, viewer), viewer);
  }
  std::string give(std::size_t person, Answers answers = {{"overall", "4"}, {"useful", "5"}}) {
    const PersonId who = meeting.experts[person];
    const Outcome<Done> given =
        meeting.engine().give_feedback(shown(registrations[person], who), who, answers);
    return given ? "" : given.refusal().sentence;
  }
  std::optional<FeedbackRead> read_by(PersonId viewer) {
    return meeting.engine().feedback_read(shown(meeting.workshop, viewer));
  }
  // Every row of every table but those of feedback.
  Texts rows_elsewhere() {
    TemporaryFolder folder;
    const std::string schema = "sqlite:" + (folder.path() / "schema.db").string();
    migrate(schema);
    db::Connection tables(schema, db::Access::Read), read(meeting.url(), db::Access::Read);
    Texts lines;
    for (const db::Table& table : db::tables_of(tables)) {
      if (table.name == "file_chunk" || table.name.starts_with("feedback_")) continue;
      for (const db::Column& column : table.columns) {
        for (const db::Row& row : read.rows("SELECT " + column.name + " FROM " + table.name, 1, {}))
          lines.push_back(table.name + "." + column.name + ": " + row[0].text);
      }
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  Meeting meeting;
  std::vector<InstanceId> registrations;
  InstanceId absent;
};
INSTANTIATE_TEST_SUITE_P(Engines, AfterTheWorkshop, testing::Values("SQLite", "PostgreSQL"),
                         [](const auto& engine) { return std::string(engine.param); });

TEST_P(AfterTheWorkshop, WhoTookPartIsAskedAndNobodyElse) {
  EXPECT_EQ(meeting.letters(registrations[0]).back(), "thanks to Expert 1");
  const FeedbackAsked first = asked(registrations[0], meeting.experts[0]);
  ASSERT_NE(first.rule, nullptr);
  EXPECT_EQ(first.rule->title, "How was it?");
  EXPECT_FALSE(first.is_given || first.is_over);
  EXPECT_EQ(first.until, parse_instant("2026-05-19T15:00:00Z"));
  EXPECT_EQ(asked(registrations[0], meeting.secretary).rule, nullptr);
  EXPECT_EQ(asked(absent, meeting.ada).rule, nullptr);
  const Outcome<Done> given = meeting.engine().give_feedback(
      shown(registrations[0], meeting.secretary), meeting.secretary, {{"overall", "1"}});
  ASSERT_FALSE(given);
  EXPECT_EQ(given.refusal().why, Why::NotFound);
}

TEST_P(AfterTheWorkshop, EveryoneAnswersOnce) {
  EXPECT_EQ(give(0), "");
  EXPECT_TRUE(asked(registrations[0], meeting.experts[0]).is_given);
  EXPECT_EQ(give(0, {{"overall", "1"}, {"useful", "1"}}),
            "You have answered already. Nobody can say which answers are yours, so they cannot be "
            "changed any more.");
  EXPECT_FALSE(asked(registrations[1], meeting.experts[1]).is_given);
}

TEST_P(AfterTheWorkshop, WhatIsMissingOrWrongIsSaidAndNothingIsCounted) {
  EXPECT_EQ(give(0, {{"overall", "6"}, {"useful", "5"}}),
            "“How good was the workshop as a whole?” must be between 1 and 5");
  EXPECT_NE(give(0, {{"overall", "4"}}), "");
  EXPECT_NE(give(0, {{"overall", "4"}, {"useful", "5"}, {"diet", "x"}}), "");
  EXPECT_FALSE(asked(registrations[0], meeting.experts[0]).is_given);
}

TEST_P(AfterTheWorkshop, AnAnswerIsNoStepAndStandsNowhereElse) {
  const Texts before = rows_elsewhere();
  for (std::size_t person = 0; person < registrations.size(); ++person)
    EXPECT_EQ(give(person, {{"overall", "4"}, {"useful", "5"}, {"better", "Fewer zebras"}}), "");
  EXPECT_EQ(rows_elsewhere(), before);
  EXPECT_EQ(meeting.faults(), Texts());
}

TEST_P(AfterTheWorkshop, FiguresAppearAtTheEndAndOnlyForTheSecretariat) {
  for (std::size_t person = 0; person < registrations.size(); ++person)
    EXPECT_EQ(give(person), "");
  const std::optional<FeedbackRead> early = read_by(meeting.secretary);
  ASSERT_TRUE(early);
  EXPECT_FALSE(early->is_over || early->figures);
  EXPECT_FALSE(read_by(meeting.experts[0]));

  meeting.jump_to("2026-05-19T15:00:00Z");
  const std::optional<FeedbackRead> late = read_by(meeting.secretary);
  ASSERT_TRUE(late && late->figures);
  EXPECT_EQ(late->figures->forms, 5);
  EXPECT_EQ(late->figures->counts.at("overall"), (std::map<std::string, std::int64_t>{{"4", 5}}));
  EXPECT_FALSE(read_by(meeting.experts[0]));
}

TEST_P(AfterTheWorkshop, WithFewerThanFiveAnswersNothingIsEverShown) {
  for (std::size_t person = 0; person < 4; ++person)
    EXPECT_EQ(give(person), "");
  meeting.jump_to("2026-05-19T15:00:00Z");
  const std::optional<FeedbackRead> read = read_by(meeting.secretary);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->is_over);
  EXPECT_FALSE(read->figures);
  EXPECT_EQ(give(4), "No more answers are taken.");
}

}  // namespace
}  // namespace accolade
