// Keeps all texts of a batch in one string.
#include "db/sql/batch_rows.h"

#include <algorithm>
#include <stdexcept>

#include "db/sql/set_writer.h"

namespace accolade::db {

BatchRows& BatchRows::row() {
  starts_.push_back(cells_.size());
  return *this;
}

BatchRows& BatchRows::set(const char* column, std::int64_t number) {
  cells_.push_back({column, false, number, 0});
  return *this;
}

BatchRows& BatchRows::set(const char* column, std::string_view text) {
  cells_.push_back({column, true, static_cast<std::int64_t>(texts_.size()), text.size()});
  texts_ += text;
  return *this;
}

std::vector<const BatchRows::Cell*> BatchRows::in_order(
    const std::vector<std::string>& columns) const {
  std::vector<const Cell*> ordered(count() * columns.size(), nullptr);
  for (std::size_t row = 0; row < count(); ++row) {
    const std::size_t end = row + 1 < count() ? starts_[row + 1] : cells_.size();
    auto column = columns.begin();
    for (std::size_t i = starts_[row]; i < end; ++i) {
      // Most rows are set in the order of the columns.
      if (column == columns.end() || *column != cells_[i].column) {
        column = std::ranges::find(columns, cells_[i].column);
      }
      if (column == columns.end()) {
        throw std::logic_error("a row sets " + std::string(cells_[i].column) +
                               ", which its statement does not take");
      }
      ordered[row * columns.size() + static_cast<std::size_t>(column - columns.begin())] =
          &cells_[i];
      ++column;
    }
  }
  return ordered;
}

void add(SetWrites& writes, const std::string& sql, BatchRows rows) {
  if (!rows.is_empty()) writes.push_back({sql, std::move(rows), false});
}

void add_exact(SetWrites& writes, const std::string& sql, BatchRows rows) {
  if (!rows.is_empty()) writes.push_back({sql, std::move(rows), true});
}

}  // namespace accolade::db
