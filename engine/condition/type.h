// The types of conditions: a small, closed set, known at load.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace accolade {

struct Type {
  // g++ 12 takes a scoped enumerator for a shadow of a global name of the same spelling.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
  enum class Kind { Bool, Int, Decimal, String, Timestamp, Duration, Day, Enum, List, Record };
#pragma GCC diagnostic pop

  Kind kind = Kind::Bool;
  std::vector<std::string> choices = {};     // Enum: the codes it may take
  std::shared_ptr<const Type> element = {};  // List
  std::map<std::string, Type> members = {};  // Record

  bool operator==(const Type& other) const;  // deep
};

Type bool_type();
Type int_type();
Type decimal_type();
Type string_type();
Type timestamp_type();
Type duration_type();
Type day_type();
Type enum_of(std::vector<std::string> choices);
Type list_of(Type element);
Type record_of(std::map<std::string, Type> members);

// As a diagnostic says it: "a whole number", "text", "a list of text".
std::string in_words(const Type& type);

}  // namespace accolade
