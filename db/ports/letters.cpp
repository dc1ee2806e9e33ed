// Letters are claimed by a lease with a fencing token: what leaves the house leaves it once.
#include "db/ports/letters.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

namespace accolade::db {
namespace {

constexpr std::array delivery_names = {"held",     "ready",  "sending", "sent",
                                       "deferred", "failed", "unknown", "cancelled"};

const char* name_of(Delivery delivery) {
  return delivery_names.at(static_cast<std::size_t>(delivery));
}

Delivery delivery_of(const std::string& name) {
  const auto found = std::ranges::find(delivery_names, name);
  if (found == delivery_names.end()) throw std::runtime_error("a letter is '" + name + "'");
  return static_cast<Delivery>(found - delivery_names.begin());
}

const std::string letter_columns =
    "id, instance, step, package, workflow, letter, role, recipient, fields, delivery, attempts,"
    " reason, message_id, queued, next_attempt, sent, fence";
constexpr std::size_t letter_column_count = 17;

Letter letter_from(const Row& row) {
  Letter letter;
  letter.id = row[0].id<LetterId>();
  letter.what.instance = row[1].id<InstanceId>();
  letter.what.step = row[2].number();
  letter.what.package = row[3].text;
  letter.what.workflow = row[4].text;
  letter.what.letter = row[5].text;
  letter.what.role = row[6].text;
  letter.what.recipient = row[7].id<PersonId>();
  letter.what.fields = fields_from_stored(boost::json::parse(row[8].text));
  letter.delivery = delivery_of(row[9].text);
  letter.attempts = static_cast<int>(row[10].number());
  letter.reason = row[11].text;
  letter.message_id = row[12].text;
  letter.queued = row[13].instant();
  letter.next_attempt = row[14].optional_instant().value_or(Instant{});
  letter.sent = row[15].optional_instant();
  letter.fence = row[16].number();
  return letter;
}

std::vector<Letter> letters_from(const std::vector<Row>& rows) {
  std::vector<Letter> letters;
  for (const Row& row : rows)
    letters.push_back(letter_from(row));
  return letters;
}

// Its sender is gone, and with it the knowledge whether the bytes left: never sent twice by itself.
const std::string lapse_sql = R"(
UPDATE letter
SET delivery = 'unknown', lease_until = NULL,
    reason = 'The program ended while this letter was being sent.'
WHERE lease_until < :now)";

const std::string claim_sql = R"(
UPDATE letter
SET delivery = 'sending', attempts = attempts + 1, fence = fence + 1, next_attempt = NULL,
    lease_until = :lease_until
WHERE id IN (SELECT id
             FROM letter
             WHERE next_attempt <= :now
             ORDER BY next_attempt, id
             LIMIT :limit
             @skip_locked)
RETURNING )" + letter_columns;

// A late answer under the newest fence still says what became of the letter.
const std::string settle_sql = R"(
UPDATE letter
SET delivery = :delivery, reason = :reason, lease_until = NULL, next_attempt = :next_attempt,
    sent = :sent
WHERE id = :id AND fence = :fence AND delivery IN ('sending', 'unknown'))";

}  // namespace

std::vector<Letter> StoredLetters::claim(int limit, Duration lease) {
  const Instant now = store_->clock().now();
  const Pool::Lease connection = store_->writing().take();
  connection->run(lapse_sql, {{"now", now}});
  std::vector<Letter> letters = letters_from(
      connection->rows(claim_sql, letter_column_count,
                       {{"lease_until", now + lease}, {"now", now}, {"limit", limit}}));
  std::ranges::sort(letters, {},
                    [](const Letter& letter) { return std::pair(letter.queued, letter.id); });
  return letters;
}

void StoredLetters::settle(LetterId id, std::int64_t fence, Delivery delivery,
                           const std::string& reason, std::optional<Instant> next_attempt) {
  const Instant now = store_->clock().now();
  const bool waits = delivery == Delivery::Deferred || delivery == Delivery::Ready;
  const std::optional<Instant> next = waits ? next_attempt.value_or(now) : std::optional<Instant>();
  const std::optional<Instant> sent =
      delivery == Delivery::Sent ? std::optional(now) : std::nullopt;
  store_->writing().take()->run(settle_sql, {{"delivery", name_of(delivery)},
                                             {"reason", reason},
                                             {"next_attempt", next},
                                             {"sent", sent},
                                             {"id", id},
                                             {"fence", fence}});
}

std::vector<Letter> StoredLetters::of(InstanceId instance, PersonId reader, bool everybody) {
  static const std::string sql = "SELECT " + letter_columns + R"(
FROM letter
WHERE entry IN (SELECT h.id FROM history AS h WHERE h.instance = :instance)
  AND (:everybody = 1 OR recipient = :reader)
ORDER BY queued, id)";
  return letters_from(store_->reading().take()->rows(
      sql, letter_column_count,
      {{"instance", instance}, {"everybody", everybody ? 1 : 0}, {"reader", reader}}));
}

std::vector<Letter> StoredLetters::undelivered(int limit) {
  static const std::string sql = "SELECT " + letter_columns + R"(
FROM letter
WHERE delivery = 'failed' OR delivery = 'unknown'
ORDER BY id DESC
LIMIT :limit)";
  return letters_from(store_->reading().take()->rows(sql, letter_column_count, {{"limit", limit}}));
}

std::optional<Letter> StoredLetters::find(LetterId id) {
  static const std::string sql = "SELECT " + letter_columns + " FROM letter WHERE id = :id";
  const std::vector<Row> rows =
      store_->reading().take()->rows(sql, letter_column_count, {{"id", id}});
  return rows.empty() ? std::nullopt : std::optional(letter_from(rows[0]));
}

}  // namespace accolade::db
