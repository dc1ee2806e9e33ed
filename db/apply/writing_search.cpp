// One row a piece that changed.
#include "db/apply/writing_search.h"

#include "db/search/rows.h"

namespace accolade::db {

void write_findable(const BatchMemory& memory, SetWrites& writes) {
  BatchRows kept, gone;
  for (const auto& [id, written] : memory.written()) {
    for (const auto& [piece, body] : written.change.pieces) {
      if (body.empty()) {
        gone.row().set("id", findable_id(id, piece));
      } else {
        findable_row(kept, written.change.next, piece, body);
      }
    }
  }
  add(writes, drop_findable_sql, std::move(gone));
  add(writes, keep_findable_sql, std::move(kept));
}

}  // namespace accolade::db
