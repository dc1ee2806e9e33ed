// Conditions: a typed, total subset of CEL (https://github.com/google/cel-spec). Compiled once at
// load, evaluated without lookups by name; what a condition may read is known before it runs.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/condition/type.h"
#include "engine/value/outcome.h"
#include "engine/value/value.h"

namespace accolade {

enum class Figure { Count, Sum, Mean, Min, Max, Spread };

// A figure over the children of one instance: `mean(review in submitted, score)`. `state` is empty
// for `count(review)`, which counts all. Spread is max - min. Of none, all but Count (and Sum, 0)
// are absent.
struct Tally {
  Figure figure = Figure::Count;
  std::string child;  // the workflow of the children
  std::string state;  // any state, compound or atomic
  std::string field;  // empty for Count

  std::string text() const;  // canonical: "mean(review in submitted, score)"
  auto operator<=>(const Tally&) const = default;
};

// One thing that a condition reads. What `values` of evaluate() must hold for it, in this order.
struct Reading {
  enum class Kind {
    Path,      // "score", "parent.closes_at", "event.reason": the value, or absent
    Tally,     // the figure, or absent
    State,     // in_state('x'): a bool
    Deadline,  // before(close): the instant of the deadline, or absent (then before() is true)
    Now,       // the instant of the event
  };
  Kind kind = Kind::Path;
  std::string name;            // path, state or deadline as written; the tally's text
  accolade::Tally tally = {};  // for Kind::Tally

  bool operator==(const Reading&) const = default;
};

// What the loader knows about a name.
struct Known {
  Type type;
  bool can_be_absent = false;  // then a condition must guard it with has()
};

class Scope {
 public:
  virtual ~Scope() = default;
  virtual std::optional<Known> path(std::string_view dotted) const = 0;
  // The type of the field that a tally averages, or of a count (int); none if the child workflow,
  // its state or its field does not exist.
  virtual std::optional<Known> tally(const Tally& tally) const = 0;
  virtual bool has_state(std::string_view name) const = 0;
  virtual bool has_deadline(std::string_view name) const = 0;
  // All paths, states and deadlines, for "did you mean".
  virtual std::vector<std::string> names() const = 0;
};

struct ConditionError {
  std::size_t offset = 0;  // bytes from the start of the condition's text
  std::string message;     // one sentence without file and line: "`scor` is not known here; did you
                           // mean `score`?"

  bool operator==(const ConditionError&) const = default;
};

struct Node;  // the typed tree, private to engine/condition

// A compiled condition or value expression: immutable, shared freely between threads.
class Expression {
 public:
  Expression() = default;  // the literal `true`
  Expression(std::shared_ptr<const Node> root, Type type, std::vector<Reading> readings,
             std::string text);

  const Type& type() const { return type_; }
  const std::vector<Reading>& readings() const { return readings_; }
  const std::string& text() const { return text_; }
  const Node* root() const { return root_.get(); }  // null for the default

 private:
  std::shared_ptr<const Node> root_;
  Type type_;
  std::vector<Reading> readings_;
  std::string text_ = "true";
};

using Compiled = std::variant<Expression, ConditionError>;

// Whether the whole may have no value. Allowed for the right-hand side of `set:` and for
// `deadlines:`: there a bare path or tally, a `?:` between such, or `max(a, b, ...)` and `min(...)`
// may come out absent. max and min leave absent arguments out (`max(parent.closes_at,
// extended_until)`); of none they are absent.
enum class Absence { Refused, Allowed };

// Limits: 10,000 bytes of text, 1,000 nodes, depth 64; beyond, an error and never a hang.
// `expected` left out accepts any type; an int literal is accepted where a decimal is expected.
Compiled compile(std::string_view text, const Scope& scope,
                 const std::optional<Type>& expected = std::nullopt,
                 Absence absence = Absence::Refused);

// The value. `values` are in the order of readings(). Refuses Failed on overflow and on what the
// guards of the loader cannot see; it never turns such a thing into `false`. `&&` and `||` stop
// early.
Outcome<Value> evaluate(const Expression& expression, std::span<const Value> values);
// Of one whose type is bool. Refuses likewise.
Outcome<bool> is_true(const Expression& expression, std::span<const Value> values);

// Longest list that a condition may walk; a longer one refuses Failed.
inline constexpr std::size_t list_items_max = 1'000;

}  // namespace accolade
