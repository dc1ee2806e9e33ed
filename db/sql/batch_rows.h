// The rows of a set statement, as @batch of dialect.h takes them: numbers and texts as they are,
// and no JSON that both sides would have to write and read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade::db {

class BatchRows {
 public:
  struct Cell {
    std::string_view column;
    bool is_text = false;
    std::int64_t number = 0;  // of a text: where it begins in `texts`
    std::size_t text_bytes = 0;
  };

  // Starts the next row. Columns that are not set are NULL.
  BatchRows& row();
  // `column` is a literal: only its address is kept.
  BatchRows& set(const char* column, std::int64_t number);
  BatchRows& set(const char* column, std::string_view text);
  BatchRows& set(const char* column, Instant instant) {
    return set(column, std::int64_t{instant.time_since_epoch().count()});
  }
  BatchRows& set(const char* column, std::optional<Instant> instant) {
    return instant ? set(column, *instant) : *this;
  }
  template <class Tag>
  BatchRows& set(const char* column, Id<Tag> id) {
    return set(column, id.number);
  }

  bool is_empty() const { return starts_.empty(); }
  std::size_t count() const { return starts_.size(); }
  std::string_view text(const Cell& cell) const {
    return std::string_view(texts_).substr(static_cast<std::size_t>(cell.number), cell.text_bytes);
  }
  // The cells of each row in the order of `columns`, row after row; null where a row sets none.
  // Throws std::logic_error if a row sets a column that is not among them.
  std::vector<const Cell*> in_order(const std::vector<std::string>& columns) const;

 private:
  std::vector<Cell> cells_;
  std::vector<std::size_t> starts_;  // of each row in cells_
  std::string texts_;
};

}  // namespace accolade::db
