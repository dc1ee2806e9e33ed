// One statement a save: durable when it returns.
#include "db/ports/drafts.h"

#include <boost/json.hpp>

#include "db/apply/batch_reading.h"
#include "db/sql/json_rows.h"

namespace accolade::db {

bool StoredDrafts::save(InstanceId instance, PersonId editor,
                        const std::vector<DraftAnswer>& answers) {
  static const std::string sql = R"(
INSERT INTO draft (instance, field, root, value, sequence, editor, at)
SELECT :instance, r.field, :root, r.value, r.sequence, :editor, :at
FROM @rows(r, :rows, field text, value text, sequence bigint)
WHERE true
ON CONFLICT (instance, field) DO UPDATE
SET value = excluded.value, sequence = excluded.sequence, editor = excluded.editor,
    at = excluded.at
WHERE excluded.sequence > draft.sequence)";
  const std::optional<Header> header = store_->header(instance);
  if (!header) return false;

  // One row a field in a set statement; the highest sequence of this save wins already here.
  std::map<std::string, const DraftAnswer*> latest;
  for (const DraftAnswer& answer : answers) {
    const DraftAnswer*& held = latest[answer.field];
    if (held == nullptr || held->sequence <= answer.sequence) held = &answer;
  }
  if (latest.empty()) return true;
  JsonRows rows;
  for (const auto& [field, answer] : latest) {
    rows.row()
        .set("field", field)
        .set("value", boost::json::serialize(answer->value))
        .set("sequence", answer->sequence);
  }
  store_->writing().take()->run(sql, {{"instance", instance},
                                      {"root", header->root},
                                      {"rows", rows.text()},
                                      {"editor", editor},
                                      {"at", store_->clock().now()}});
  return true;
}

Answers StoredDrafts::load(InstanceId instance) {
  return read_draft(*store_->reading().take(), instance);
}

}  // namespace accolade::db
