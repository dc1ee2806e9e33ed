// What SQLite does with one commit a step: the rows of bench_store_steps, by its C API and prepared
// statements. bench_sqlite_loop FILE SECONDS INSTANCES, on a database that has the schema.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

namespace {

sqlite3* database = nullptr;

void check(int code) {
  if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database));
}

void run(const char* sql) {
  check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr));
}

sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr));
  return statement;
}

void execute(sqlite3_stmt* statement) {
  check(sqlite3_step(statement));
  check(sqlite3_reset(statement));
}

void bind(sqlite3_stmt* statement, int place, std::int64_t number) {
  check(sqlite3_bind_int64(statement, place, number));
}

// The same sizes as bench_store_steps writes.
const std::string hash(64, 'c');
const std::string fields =
    R"({"title":"Whole genomes for newborns in three regions of two countries"})";
const std::string data =
    R"({"fields":{"count":12345,"summary":")" + std::string(300, 's') +
    R"(","title":"Whole genomes for newborns in three regions of two countries"},)"
    R"("people":[["applicant",7]]})";
const std::string public_part =
    R"({"at":1780000000000000,"commitment":")" + hash +
    R"(","event":"count","fields":{"count":12345},"from":["draft"],"personal":[],)"
    R"("roles":["applicant"],"says":"{actor} counted once more","source":0,"to":["draft"],)"
    R"("version":12345})";

void text(sqlite3_stmt* statement, int place, const std::string& value) {
  check(sqlite3_bind_text(statement, place, value.c_str(), static_cast<int>(value.size()),
                          SQLITE_STATIC));
}

void fill(int count) {
  const std::string sql = "INSERT INTO instance SELECT value, value, 0, 0, 'nomination', '" +
                          std::string(64, 'a') + "', 1, '[\"draft\"]', '" + data + "', '" + hash +
                          "', 0, 0 FROM (WITH RECURSIVE n(value) AS"
                          " (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < " +
                          std::to_string(count) + ") SELECT value FROM n)";
  run(sql.c_str());
}

std::int64_t loop(int seconds, int count) {
  sqlite3_stmt* const begin = prepare("BEGIN IMMEDIATE");
  sqlite3_stmt* const commit = prepare("COMMIT");
  sqlite3_stmt* const update = prepare(
      "UPDATE instance SET version = version + 1, configuration = '[\"draft\"]', data = ?2,"
      " chain = ?3, changed = ?4 WHERE id = ?1");
  sqlite3_stmt* const history = prepare(
      "INSERT INTO history (id, instance, version, root, event, at, public_part, previous, hash)"
      " SELECT ?5, id, version, root, 'count', ?4, ?2, ?3, ?3 FROM instance WHERE id = ?1");
  sqlite3_stmt* const personal = prepare(
      "INSERT INTO history_personal (entry, instance, root, actor, salt, personal_part)"
      " SELECT ?3, id, root, 7, ?2, '{\"actor\":7,\"fields\":{}}' FROM instance WHERE id = ?1");
  sqlite3_stmt* const letter = prepare(
      "INSERT INTO letter (id, root, instance, step, entry, package, workflow, letter, role,"
      " recipient, fields, delivery, attempts, reason, message_id, queued, next_attempt, fence)"
      " SELECT ?2, root, id, version, ?2, package, workflow, 'receipt', 'applicant', 7, ?3, "
      "'ready', 0,"
      " '', '123456789.1780000000000000', ?4, ?4, 0 FROM instance WHERE id = ?1");
  text(update, 2, data);
  text(update, 3, hash);
  text(history, 2, public_part);
  text(history, 3, hash);
  text(personal, 2, hash);
  text(letter, 3, fields);

  std::minstd_rand random(1);
  std::int64_t steps = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (std::chrono::steady_clock::now() < end) {
    const std::int64_t id = 1 + static_cast<std::int64_t>(random()) % count;
    const std::int64_t now = 1'780'000'000'000'000 + ++steps;
    for (sqlite3_stmt* const statement : {update, history, personal, letter})
      bind(statement, 1, id);
    bind(update, 4, now);
    bind(history, 4, now);
    bind(history, 5, 10'000'000 + steps);
    bind(personal, 3, 10'000'000 + steps);
    bind(letter, 2, 10'000'000 + steps);
    bind(letter, 4, now);
    for (sqlite3_stmt* const statement : {begin, update, history, personal, letter, commit})
      execute(statement);
  }
  return steps;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: bench_sqlite_loop FILE SECONDS INSTANCES\n";
    return 2;
  }
  const int seconds = std::atoi(argv[2]);
  check(sqlite3_open(argv[1], &database));
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -32000");
  fill(std::atoi(argv[3]));
  const auto start = std::chrono::steady_clock::now();
  const std::int64_t steps = loop(seconds, std::atoi(argv[3]));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << static_cast<double>(steps) / took.count() << "\n";
  return 0;
}
