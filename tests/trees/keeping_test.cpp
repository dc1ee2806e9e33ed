// What participants cannot eat and what they need is deleted thirty days after the workshop, from
// everywhere, on both databases; the record stays provable.
#include <algorithm>
#include <fstream>

#include <boost/json/object.hpp>
#include <gtest/gtest.h>

#include "db/backup.h"
#include "db/copying.h"
#include "db/sql/connection.h"
#include "engine/use_case/transact.h"
#include "tests/support/postgres_cluster.h"
#include "tests/trees/meeting.h"

namespace accolade {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* secret_word = "quandongs";

std::string fresh_for(const std::string& engine) {
  return engine == "SQLite" ? "" : PostgresCluster::shared().fresh_database();
}

Answers with_diet() {
  Answers answers = Meeting::answers("on_site");
  answers["answers"] = boost::json::object{{"diet", secret_word}};
  return answers;
}

// The tables in which some row has the word.
Texts tables_with(const std::string& word, const std::string& url) {
  TemporaryFolder folder;
  const std::string schema = "sqlite:" + (folder.path() / "schema.db").string();
  migrate(schema);
  db::Connection tables(schema, db::Access::Read), read(url, db::Access::Read);
  Texts found;
  for (const db::Table& table : db::tables_of(tables)) {
    for (const db::Column& column : table.columns) {
      if (!column.is_text) continue;
      const auto rows = read.rows(
          "SELECT 1 FROM " + table.name + " WHERE " + column.name + " LIKE '%" + word + "%'", 1,
          {});
      if (!rows.empty()) found.push_back(table.name);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Keeping : public testing::TestWithParam<const char*> {
 protected:
  Keeping() : meeting(std::make_unique<Meeting>("open", fresh_for(GetParam()), 3)) {
    id = meeting->begin(meeting->ada);
    meeting->fire(id, "submit", meeting->ada, with_diet());
  }
  bool is_sqlite() const { return std::string(GetParam()) == "SQLite"; }
  bool is_answered() { return meeting->fields(id).contains("answers"); }

  std::unique_ptr<Meeting> meeting;
  InstanceId id;
};
INSTANTIATE_TEST_SUITE_P(Engines, Keeping, testing::Values("SQLite", "PostgreSQL"),
                         [](const auto& engine) { return std::string(engine.param); });

TEST_P(Keeping, AnAnswerIsDeletedThirtyDaysAfterTheEndAndTheRecordStaysProvable) {
  EXPECT_EQ(tables_with(secret_word, meeting->url()),
            (Texts{"history_kept", "instance", "letter"}));
  meeting->advance_to("2026-06-04T14:59:59Z");
  EXPECT_EQ(meeting->state(id), "absent");
  EXPECT_TRUE(is_answered());

  meeting->advance_to("2026-06-04T15:00:00Z");

  EXPECT_FALSE(is_answered());
  EXPECT_EQ(meeting->fields(id).at("name"), Value("Ada Lovelace"));
  EXPECT_EQ(tables_with(secret_word, meeting->url()), Texts());
  EXPECT_EQ(meeting->faults(), Texts());
  const auto history = meeting->engine().history(id, meeting->ada);
  ASSERT_TRUE(history);
  EXPECT_EQ(history->back().sentence,
            "Not kept any longer, and deleted if it was answered: “Questions”.");
  EXPECT_EQ(history->back().at, *parse_instant("2026-06-04T15:00:00Z"));
  EXPECT_EQ((*history)[1].sentence, "Ada registered.");
}

TEST_P(Keeping, ItIsDeletedOnceAndNothingWakesAgain) {
  meeting->advance_to("2026-06-04T15:00:00Z");
  const std::size_t entries = meeting->engine().history(id, meeting->ada)->size();
  meeting->advance_to("2026-08-01T00:00:00Z");
  EXPECT_EQ(meeting->engine().history(id, meeting->ada)->size(), entries);
  EXPECT_EQ(meeting->database().instances->due(10), std::vector<InstanceId>());
}

TEST_P(Keeping, WhatWasTypedAndNeverSentIsDeletedToo) {
  const InstanceId draft = meeting->begin(meeting->ben);
  ASSERT_TRUE(meeting->engine().save_draft(
      draft, meeting->ben, {{"answers", boost::json::object{{"diet", "durians"}}, 1}}));
  EXPECT_EQ(tables_with("durians", meeting->url()), Texts{"draft"});
  meeting->advance_to("2026-06-04T15:00:00Z");
  EXPECT_EQ(meeting->state(draft), "lapsed");
  EXPECT_EQ(tables_with("durians", meeting->url()), Texts());
  EXPECT_EQ(meeting->faults(), Texts());
}

TEST_P(Keeping, WhenTheWorkshopIsMovedTheTimeMovesWithIt) {
  meeting->fire(meeting->workshop, "change", meeting->secretary,
                {{"venue", "Siena"},
                 {"begins_at", "2026-05-04T08:00:00Z"},
                 {"ends_at", "2026-05-15T15:00:00Z"}});
  meeting->advance_to("2026-06-10T00:00:00Z");
  EXPECT_TRUE(is_answered());
  meeting->advance_to("2026-06-14T15:00:00Z");
  EXPECT_FALSE(is_answered());
}

TEST_P(Keeping, WhatWasMadeOfItInTheBackgroundIsDeletedToo) {
  const auto ended_work = [&](InstanceId about, const std::string& key) {
    LongWorks& works = *meeting->database().works;
    (void)works.add({meeting->secretary, key, "list", about, "Participants as a file", "{}", 1});
    LongWork work = *works.claim(std::chrono::seconds(10));
    FileRow file;
    file.instance = about;
    file.name = "participants.csv";
    file.type = "text/csv";
    file.by = meeting->secretary;
    work.file = meeting->database().files->add(file, std::string("Ada,") + secret_word);
    work.result = std::string(R"({"refused":[{"what":"Row 1","why":")") + secret_word + R"("}]})";
    work.stage = WorkStage::Done;
    EXPECT_TRUE(works.end(work));
    return work;
  };
  const LongWork ended = ended_work(meeting->workshop, "one");
  (void)meeting->database().works->add(
      {meeting->secretary, "two", "list", meeting->workshop, "Not begun yet", "{}", 1});

  meeting->advance_to("2026-06-04T15:00:00Z");

  EXPECT_EQ(meeting->database().works->find(ended.id), std::nullopt);
  EXPECT_FALSE(meeting->database().files->find(*ended.file));
  EXPECT_EQ(tables_with(secret_word, meeting->url()), Texts());
  const std::vector<LongWork> left = meeting->database().works->of(meeting->secretary, 10);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].title, "Not begun yet");
  EXPECT_EQ(meeting->faults(), Texts());
}

TEST_P(Keeping, ABackupThatIsRestoredLaterDeletesItAgain) {
  TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "kept.backup";
  backup(meeting->url(), file);
  meeting->advance_to("2026-06-04T15:00:00Z");
  EXPECT_EQ(tables_with(secret_word, meeting->url()), Texts());

  const std::string again = is_sqlite() ? "sqlite:" + (folder.path() / "again.db").string()
                                        : PostgresCluster::shared().fresh_database();
  restore(file, again, Restored::InPlace);
  EXPECT_NE(tables_with(secret_word, again), Texts());
  const Instant later = meeting->now();
  Database database = open(again, decide_with, {.clock = [later] { return later; }});
  Engine engine(ports_of(database));
  for (auto due = database.instances->due(50); !due.empty(); due = database.instances->due(50))
    for (const InstanceId one : due)
      engine.wake(one);

  EXPECT_EQ(tables_with(secret_word, again), Texts());
  EXPECT_EQ(verify(again), Texts());
}

TEST_P(Keeping, TheFileOfTheDatabaseHasTheWordNoMore) {
  if (!is_sqlite()) GTEST_SKIP() << "PostgreSQL clears old versions of rows when it vacuums";
  const std::filesystem::path file = meeting->url().substr(std::string("sqlite:").size());
  const auto has_word = [&] {
    for (const char* const ending : {"", "-wal"}) {
      std::ifstream bytes(file.string() + ending, std::ios::binary);
      const std::string whole(std::istreambuf_iterator<char>(bytes), {});
      if (whole.find(secret_word) != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_TRUE(has_word());
  meeting->advance_to("2026-06-04T15:00:00Z");
  EXPECT_FALSE(has_word());
}

}  // namespace
}  // namespace accolade
