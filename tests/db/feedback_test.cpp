// Feedback is stored so that nothing joins an answer with whoever gave it, on either engine.
#include <algorithm>
#include <fstream>
#include <future>
#include <set>

#include "db/backup.h"
#include "db/copying.h"
#include "db/sql/connection.h"
#include "tests/db/toy.h"
#include "tests/support/postgres_cluster.h"

namespace accolade {
namespace {

using db::Access;
using db::Connection;
using db::Row;
using db::Table;
using Lines = std::vector<std::string>;

constexpr Instant long_past{Duration(5)};
constexpr Instant far_off{Duration(9'000'000'000'000'000)};
constexpr std::size_t people = 6;

struct Said {
  std::string overall, again, better;
};
const std::vector<Said> said = {{"5", "surely", "More coffee."},
                                {"4", "surely", "Less slides."},
                                {"1", "never", "A quieter room."},
                                {"5", "perhaps", "More coffee."},
                                {"3", "surely", ""},
                                {"4", "never", "Zebras."}};

FeedbackForm form_of(const Said& answers, InstanceId giver, InstanceId about, Instant until) {
  FeedbackForm form{giver, about, until};
  form.counted = {{"overall", answers.overall}, {"again", answers.again}};
  if (!answers.better.empty()) form.texts = {{"better", answers.better}};
  return form;
}

std::string line_of(const std::string& table, const Row& row) {
  std::string line = table;
  for (const db::Cell& cell : row)
    line += cell.is_null ? "|NULL" : "|" + cell.text;
  return line;
}

bool is_feedback(const Table& table) {
  return table.name.starts_with("feedback_");
}

class FeedbackStore : public StoreTest {
 protected:
  // A call and those who took part in it; the same ids in each fresh database.
  struct Call {
    InstanceId about;
    std::vector<InstanceId> givers;
  };
  Call call_of_six() {
    Call call{begin(), {}};
    for (std::size_t i = 0; i < people; ++i)
      call.givers.push_back(child_of(call.about));
    return call;
  }

  std::vector<Table> tables() {
    const std::string schema = "sqlite:" + (folder.path() / "schema.db").string();
    migrate(schema);
    Connection connection(schema, Access::Read);
    return db::tables_of(connection);
  }

  // The rows of tables in the order in which they lie there.
  Lines rows_as_they_lie(const std::string& of, bool (*is_wanted)(const Table&)) {
    Connection connection(of, Access::Read);
    Lines lines;
    for (const Table& table : tables()) {
      if (table.name == "file_chunk" || !is_wanted(table)) continue;
      std::string columns;
      for (const db::Column& column : table.columns)
        columns += (columns.empty() ? "" : ", ") + column.name;
      const std::string order = is_sqlite() ? "" : " ORDER BY ctid";
      for (const Row& row : connection.rows("SELECT " + columns + " FROM " + table.name + order,
                                            table.columns.size(), {}))
        lines.push_back(line_of(table.name, row));
    }
    return lines;
  }

  std::string fresh_url(const char* name) {
    const std::string fresh = is_sqlite() ? "sqlite:" + (folder.path() / name).string()
                                          : PostgresCluster::shared().fresh_database();
    migrate(fresh);
    return fresh;
  }
};
ON_BOTH_ENGINES(FeedbackStore);

// `turn` says who comes when, and `says` who gives which answers.
void answer(Database& database, InstanceId about, const std::vector<InstanceId>& givers,
            const std::vector<std::size_t>& turn, const std::vector<std::size_t>& says) {
  for (const std::size_t person : turn)
    EXPECT_TRUE(
        database.feedback->give(form_of(said[says[person]], givers[person], about, long_past)));
}

TEST_P(FeedbackStore, TheSameAnswersOfOtherPeopleInAnotherOrderAreTheSameRowsInTheSameOrder) {
  const Call call = call_of_six();
  answer(database, call.about, call.givers, {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5});
  const Lines first = rows_as_they_lie(url, is_feedback);

  const std::string other_url = fresh_url("other.db");
  Database other = open(other_url, [](Packages&) { return toy_decide(); });
  Connection rows(other_url, Access::Write);
  // The same instances, without the steps that made them.
  for (const Row& row :
       Connection(url, Access::Read)
           .rows("SELECT id, root, parent, depth FROM instance ORDER BY id", 4, {}))
    rows.run(
        "INSERT INTO instance (id, root, parent, depth, workflow, package, version, configuration,"
        " data, chain, created, changed)"
        " VALUES (:id, :root, :parent, :depth, 'toy', 'toy', 0, '[]', '{}', '', 0, 0)",
        {{"id", row[0].number()},
         {"root", row[1].number()},
         {"parent", row[2].number()},
         {"depth", row[3].number()}});
  answer(other, call.about, call.givers, {4, 2, 5, 0, 3, 1}, {3, 5, 4, 1, 0, 2});

  EXPECT_GT(first.size(), people);
  EXPECT_EQ(rows_as_they_lie(other_url, is_feedback), first);
}

TEST_P(FeedbackStore, NoRowTellsByWhichTransactionItWasWritten) {
  if (is_sqlite()) GTEST_SKIP() << "SQLite's rows know no transaction";
  const Call call = call_of_six();
  answer(database, call.about, call.givers, {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5});
  std::set<std::string> transactions;
  Connection connection(url, Access::Read);
  for (const Table& table : tables()) {
    if (!is_feedback(table)) continue;
    for (const Row& row : connection.rows("SELECT CAST(xmin AS text) FROM " + table.name, 1, {}))
      transactions.insert(row[0].text);
  }
  EXPECT_EQ(transactions.size(), 1U);
}

TEST_P(FeedbackStore, NothingElseOfTheDatabaseKnowsThatSomebodyAnswered) {
  const Call call = call_of_six();
  const auto other_tables = [](const Table& table) { return !is_feedback(table); };
  const Lines before = rows_as_they_lie(url, other_tables);
  answer(database, call.about, call.givers, {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5});

  EXPECT_EQ(rows_as_they_lie(url, other_tables), before);
  EXPECT_EQ(faults(), Lines());
}

TEST_P(FeedbackStore, EveryoneAnswersOnceAndIsOnlyCounted) {
  const Call call = call_of_six();
  EXPECT_FALSE(database.feedback->has_given(call.givers[2]));
  EXPECT_TRUE(database.feedback->give(form_of(said[0], call.givers[2], call.about, far_off)));
  EXPECT_FALSE(database.feedback->give(form_of(said[1], call.givers[2], call.about, far_off)));
  EXPECT_TRUE(database.feedback->give(form_of(said[3], call.givers[0], call.about, far_off)));

  EXPECT_TRUE(database.feedback->has_given(call.givers[2]));
  EXPECT_FALSE(database.feedback->has_given(call.givers[1]));
  const FeedbackFigures figures = database.feedback->figures(call.about);
  EXPECT_EQ(figures.forms, 2);
  EXPECT_EQ(figures.counts.at("overall"), (std::map<std::string, std::int64_t>{{"5", 2}}));
  EXPECT_EQ(figures.counts.at("again"),
            (std::map<std::string, std::int64_t>{{"perhaps", 1}, {"surely", 1}}));
  EXPECT_EQ(figures.texts.at("better"), (Lines{"More coffee.", "More coffee."}));
}

TEST_P(FeedbackStore, WhoeverAnswersAtTheSameMomentIsCountedOnce) {
  const Call call = call_of_six();
  std::vector<std::future<bool>> given;
  for (std::size_t i = 0; i < 2 * people; ++i)
    given.push_back(std::async(std::launch::async, [&, i] {
      return database.feedback->give(
          form_of(said[i % people], call.givers[i % people], call.about, far_off));
    }));
  std::size_t counted = 0;
  for (std::future<bool>& one : given)
    counted += one.get() ? 1 : 0;

  EXPECT_EQ(counted, people);
  const FeedbackFigures figures = database.feedback->figures(call.about);
  EXPECT_EQ(figures.forms, static_cast<std::int64_t>(people));
  EXPECT_EQ(figures.counts.at("overall"),
            (std::map<std::string, std::int64_t>{{"1", 1}, {"3", 1}, {"4", 2}, {"5", 2}}));
}

TEST_P(FeedbackStore, ABackupHasNothingOfItWhilePeopleAnswerAndAllOfItAfterwards) {
  const Call call = call_of_six();
  const std::filesystem::path open_file = folder.path() / "open.backup";
  const std::filesystem::path over_file = folder.path() / "over.backup";
  EXPECT_TRUE(database.feedback->give(form_of(said[5], call.givers[0], call.about, far_off)));
  backup(url, open_file);
  EXPECT_TRUE(database.feedback->give(form_of(said[0], call.givers[1], call.about, long_past)));
  backup(url, over_file);

  const auto count = [](const std::filesystem::path& file, const char* table) {
    return Connection("sqlite:" + file.string(), Access::Read)
        .rows(std::string("SELECT count(*) FROM ") + table, 1, {})
        .at(0)[0]
        .number();
  };
  EXPECT_EQ(count(open_file, "feedback_giver"), 0);
  EXPECT_EQ(count(open_file, "feedback_count"), 0);
  EXPECT_EQ(count(over_file, "feedback_giver"), 2);
  std::ifstream bytes(open_file, std::ios::binary);
  const std::string whole(std::istreambuf_iterator<char>(bytes), {});
  EXPECT_EQ(whole.find("Zebras."), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(open_file.string() + "-wal"));
}

}  // namespace
}  // namespace accolade
