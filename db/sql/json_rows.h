// Rows on their way into a statement: one JSON text that @rows and @in of dialect.h read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade::db {

class JsonRows {
 public:
  // Starts the next row.
  JsonRows& row();
  JsonRows& set(std::string_view column, std::int64_t number);
  JsonRows& set(std::string_view column, std::string_view text);
  JsonRows& set(std::string_view column, Instant instant) {
    return set(column, std::int64_t{instant.time_since_epoch().count()});
  }
  JsonRows& set(std::string_view column, std::optional<Instant> instant) {
    return instant ? set(column, *instant) : *this;
  }
  template <class Tag>
  JsonRows& set(std::string_view column, Id<Tag> id) {
    return set(column, id.number);
  }

  bool is_empty() const { return count_ == 0; }
  std::int64_t count() const { return count_; }
  std::string text() const { return text_.empty() ? "[]" : text_ + "}]"; }

 private:
  void name(std::string_view column);

  std::string text_;
  std::int64_t count_ = 0;
  bool is_first_column_ = true;
};

// A JSON array of the numbers of ids.
template <class Ids>
std::string ids_json(const Ids& ids) {
  std::string text = "[";
  for (const auto id : ids) {
    if (text.size() > 1) text += ',';
    text += id.text();
  }
  return text + "]";
}

// A JSON array of strings.
std::string text_json(std::string_view text);
template <class Texts>
std::string texts_json(const Texts& texts) {
  std::string array = "[";
  for (const std::string& text : texts) {
    if (array.size() > 1) array += ',';
    array += text_json(text);
  }
  return array + "]";
}

}  // namespace accolade::db
