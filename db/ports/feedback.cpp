// Every answer writes all rows of its call anew, in the order of what they say: which rows are new
// cannot be read off where they lie, nor (on PostgreSQL) off which transaction wrote them.
#include "db/ports/feedback.h"

#include <map>
#include <set>
#include <stdexcept>

#include "db/sql/set_writer.h"
#include "engine/record/hash.h"

namespace accolade::db {
namespace {

struct Stored {
  std::int64_t root = 0;
  std::set<std::int64_t> givers;
  std::map<std::pair<std::string, std::string>, std::int64_t> counts;  // question, code
  // question, hash of the text
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::int64_t>> texts;
};

// One form of a call after the other.
bool lock_call(Connection& connection, InstanceId about) {
  static const std::string sql = "SELECT id FROM instance WHERE id = :about @lock";
  return !connection.rows(sql, 1, {{"about", about}}).empty();
}

Stored read(Connection& connection, InstanceId about) {
  static const std::string givers_sql = "SELECT giver FROM feedback_giver WHERE about = :about";
  static const std::string counts_sql =
      "SELECT question, answer, count FROM feedback_count WHERE about = :about";
  static const std::string texts_sql =
      "SELECT question, mark, text, count FROM feedback_text WHERE about = :about";
  Stored stored;
  for (const Row& row : connection.rows(givers_sql, 1, {{"about", about}}))
    stored.givers.insert(row[0].number());
  for (const Row& row : connection.rows(counts_sql, 3, {{"about", about}}))
    stored.counts.emplace(std::pair(row[0].text, row[1].text), row[2].number());
  for (const Row& row : connection.rows(texts_sql, 4, {{"about", about}}))
    stored.texts.emplace(std::pair(row[0].text, row[1].text),
                         std::pair(row[2].text, row[3].number()));
  return stored;
}

void erase(Connection& connection, InstanceId about) {
  for (const char* const table :
       {"feedback_giver", "feedback_count", "feedback_text", "feedback_call"})
    connection.run(std::string("DELETE FROM ") + table + " WHERE about = :about",
                   {{"about", about}});
}

void write(Connection& connection, const FeedbackForm& form, const Stored& stored) {
  static const std::string call_sql = R"(
INSERT INTO feedback_call (about, root, until)
SELECT r.about, r.root, r.until
@batch(r, about bigint, root bigint, until bigint))";
  static const std::string givers_sql = R"(
INSERT INTO feedback_giver (giver, about, root)
SELECT r.giver, r.about, r.root
@batch(r, giver bigint, about bigint, root bigint))";
  static const std::string counts_sql = R"(
INSERT INTO feedback_count (about, question, answer, root, count)
SELECT r.about, r.question, r.answer, r.root, r.count
@batch(r, about bigint, question text, answer text, root bigint, count bigint))";
  static const std::string texts_sql = R"(
INSERT INTO feedback_text (about, question, mark, root, text, count)
SELECT r.about, r.question, r.mark, r.root, r.text, r.count
@batch(r, about bigint, question text, mark text, root bigint, text text, count bigint))";
  BatchRows call, givers, counts, texts;
  call.row().set("about", form.about).set("root", stored.root).set("until", form.until);
  for (const std::int64_t giver : stored.givers)
    givers.row().set("giver", giver).set("about", form.about).set("root", stored.root);
  for (const auto& [key, count] : stored.counts) {
    counts.row()
        .set("about", form.about)
        .set("question", key.first)
        .set("answer", key.second)
        .set("root", stored.root)
        .set("count", count);
  }
  for (const auto& [key, text] : stored.texts) {
    texts.row()
        .set("about", form.about)
        .set("question", key.first)
        .set("mark", key.second)
        .set("root", stored.root)
        .set("text", text.first)
        .set("count", text.second);
  }
  SetWrites writes;
  add_exact(writes, call_sql, std::move(call));
  add_exact(writes, givers_sql, std::move(givers));
  add_exact(writes, counts_sql, std::move(counts));
  add_exact(writes, texts_sql, std::move(texts));
  (void)connection.write(writes);
}

}  // namespace

bool StoredFeedback::give(const FeedbackForm& form) {
  const std::optional<Header> header = store_->header(form.about);
  if (!header) throw std::runtime_error("feedback about no instance: " + form.about.text());
  const Pool::Lease connection = store_->writing().take();
  Transaction transaction(*connection);
  if (!lock_call(*connection, form.about)) throw std::runtime_error("the call is gone");
  Stored stored = read(*connection, form.about);
  if (!stored.givers.insert(form.giver.number).second) return false;
  stored.root = header->root.number;
  for (const auto& answer : form.counted)
    ++stored.counts[answer];
  for (const auto& [question, text] : form.texts) {
    auto& kept = stored.texts[{question, hash_hex(question + ":" + text)}];
    kept.first = text;
    ++kept.second;
  }
  erase(*connection, form.about);
  write(*connection, form, stored);
  transaction.commit();
  return true;
}

bool StoredFeedback::has_given(InstanceId giver) {
  static const std::string sql = "SELECT 1 FROM feedback_giver WHERE giver = :giver";
  return !store_->reading().take()->rows(sql, 1, {{"giver", giver}}).empty();
}

FeedbackFigures StoredFeedback::figures(InstanceId about) {
  const Stored stored = read(*store_->reading().take(), about);
  FeedbackFigures figures;
  figures.forms = static_cast<std::int64_t>(stored.givers.size());
  for (const auto& [key, count] : stored.counts)
    figures.counts[key.first][key.second] = count;
  for (const auto& [key, text] : stored.texts)
    for (std::int64_t i = 0; i < text.second; ++i)
      figures.texts[key.first].push_back(text.first);
  return figures;
}

}  // namespace accolade::db
