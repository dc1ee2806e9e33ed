// The fields of a workflow: what may be answered, and how it is asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/condition/type.h"
#include "engine/definition/diagnostic.h"
#include "engine/value/value.h"

namespace accolade {

// In YAML: text, long text, int, decimal, bool, choice, choices, date, instant, duration, country,
// organisation, person, people, file, consent, instance, email, link, questions, answers, rubric,
// scores, places, place, copies.
enum class FieldType {
  Text,
  LongText,
  WholeNumber,
  DecimalNumber,
  YesNo,
  OneOf,
  SomeOf,
  Date,
  Moment,
  Span,
  Country,
  Organisation,
  Person,
  People,
  File,
  Consent,
  Instance,
  Email,
  Link,
  Questions,  // a list of questions typed by whoever opens the call
  Answers,    // to the questions of `of:`
  Rubric,     // a list of criteria: Records {name, label, hint, weight, from, to}
  Scores,     // for the rubric of `of:`: Record {criterion: {score, reason}, total}; `total` is the
              // weighted mean, a decimal, added by the engine
  // A list of what holds places: Records {name, label, capacity, kept_for}; no capacity: no limit;
  // kept_for: the group whose places they are, one of the field's choices.
  Places,
  OnePlace,  // the name of one of the rows of `of:`
  // What other children of the parent held when it was taken: Records of their `columns`, without
  // absent ones. Of a column of type instance there is also what it was called then, under
  // name_when_copied.
  Copies,
};

struct Choice {
  std::string code;
  std::string label;
  bool operator==(const Choice&) const = default;
};

// `keep: 30 days after end`: the answer is deleted so long after the deadline has passed.
struct KeepingTime {
  Duration after{};
  std::string deadline;
  bool operator==(const KeepingTime&) const = default;
};

struct Field {
  std::string name;
  FieldType type = FieldType::Text;
  std::string label;  // the question; the name in words when left out
  std::string hint;
  std::vector<Choice> choices;            // OneOf, SomeOf; Places: the groups to keep rows for
  std::optional<Value> initial;           // `default:`
  bool optional = false;                  // `optional: true`: may be left out of an `ask`
  std::optional<std::int64_t> words_max;  // LongText, Text
  std::optional<std::int64_t> characters_max;
  std::optional<Value> min, max;              // WholeNumber, DecimalNumber, Date
  std::vector<std::string> accept;            // File: content types, e.g. application/pdf
  std::int64_t bytes_max = 10 * 1024 * 1024;  // File
  std::string of;  // Scores, Answers, OnePlace: the path of the rows, e.g. parent.rubric
  // Person, People: `from: expert`, the role in the directory. OnePlace: `from: group`, the own
  // field that names the group. Instance: `from: item`, the workflow of what it may name. Copies:
  // the workflow of those children.
  std::string pool;
  std::vector<std::string> in;           // of calls: only those in one of these states; empty: all
  bool of_calls = false;                 // Instance: `calls: workshop`: a call, of any package
  bool by_address = false;               // Person, People: typed as e-mail addresses
  bool personal = false;                 // erased with the person; a commitment in the chain
  bool search = false;                   // its words are found; of a text, a link or an address
  std::optional<KeepingTime> keep = {};  // of what is personal
  bool markdown = false;                 // LongText: shown as Markdown
  // Of Copies.
  std::vector<std::string> columns = {};   // fields of those children
  std::string only_if = {}, unless = {};   // `if:`, `unless:`: a yes or no of theirs
  std::vector<std::string> taken_in = {};  // `while:`: taken anew by what happens in these states
  Place place;
};

// Where a copy keeps what the instance in this column was called.
std::string name_when_copied(const std::string& column);
inline constexpr std::size_t copies_max = 1'000;  // rows of one field

inline constexpr std::int64_t capacity_max = 1'000'000;  // of one row of Places

bool is_searchable(FieldType type);

// The type that conditions see.
Type condition_type(const Field& field);

}  // namespace accolade
