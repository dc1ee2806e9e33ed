// Writes rows as JSON text, without building a tree first.
#include "db/sql/json_rows.h"

#include <boost/json/serialize.hpp>

namespace accolade::db {

JsonRows& JsonRows::row() {
  text_ += count_ == 0 ? "[{" : "},{";
  ++count_;
  is_first_column_ = true;
  return *this;
}

JsonRows& JsonRows::set(std::string_view column, std::int64_t number) {
  name(column);
  text_ += std::to_string(number);
  return *this;
}

JsonRows& JsonRows::set(std::string_view column, std::string_view text) {
  name(column);
  text_ += text_json(text);
  return *this;
}

void JsonRows::name(std::string_view column) {
  if (!is_first_column_) text_ += ',';
  is_first_column_ = false;
  text_ += '"';
  text_ += column;
  text_ += "\":";
}

std::string text_json(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

}  // namespace accolade::db
