// One run of an expression over its values. Scalars need no allocation.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/condition/node.h"
#include "engine/condition/syntax.h"

namespace accolade {

// After the first failure every answer is a placeholder (0, "", an empty list): whoever asks may
// go on without looking, and run() refuses at the end.
class Evaluation {
 public:
  // Both must outlive the evaluation.
  Evaluation(const Expression& expression, std::span<const Value> values)
      : expression_(expression), values_(values) {}

  Outcome<Value> run();

  // Items walked and texts copied by one evaluation; more refuses Failed.
  static constexpr std::size_t work_max = 1'000'000;
  static constexpr std::size_t text_bytes_max = 1'000'000;

 private:
  // evaluate.cpp
  Value result(const Node& node);
  std::int64_t number(const Node& node);
  bool truth(const Node& node) { return number(node) != 0; }
  std::string_view text(const Node& node);
  const Value& whole(const Node& node);
  bool is_absent(const Node& node);
  const Value& named(const Node& node);
  std::int64_t number_in(const Value& value, const Node& node);
  std::string_view text_in(const Value& value, const Node& node);
  bool all_or_any(const Node& node);
  bool compared(const Node& node);
  bool is_before(const Node& node);

  // evaluation_arithmetic.cpp
  std::int64_t arithmetic(const Node& node);
  std::int64_t sum(const Node& node);
  std::int64_t product(const Node& node);
  std::int64_t quotient(const Node& node);
  std::int64_t negative(const Node& node);
  std::int64_t moved_day(const Node& node);
  std::int64_t in_range(std::int64_t number, Type::Kind kind);
  std::int64_t extreme(const Node& node);
  std::int64_t anniversary(const Node& node);
  std::int64_t year(const Node& node);
  std::string_view made_text(const Node& node);

  // evaluation_lists.cpp
  const List& list(const Node& node);
  std::int64_t size(const Node& node);
  bool is_in(const Node& node);
  std::int64_t over_items(const Node& node);
  const Value& made_list(const Node& node);
  const Value& joined(const Node& node);
  const Value& kept(Value value);
  bool spend(std::size_t work);
  bool spend_on(const Value& value);

  std::int64_t fail(std::string sentence);
  std::int64_t fail_to_read(const Value& value, const Node& node);

  const Expression& expression_;
  std::span<const Value> values_;
  std::optional<std::string> failure_;
  std::size_t work_ = 0;
  std::vector<std::unique_ptr<const Value>> kept_;
  // The items that the macros stand at. Nested no deeper than the syntax may be.
  std::array<const Value*, condition_depth_max> locals_;
};

}  // namespace accolade
