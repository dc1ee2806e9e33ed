// A value, or the reason why there is none. For what is expected to fail; a broken world throws.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace accolade {

enum class Why {
  NotPossible,  // not in this state, or too late: 409
  NotAllowed,   // not by this person: 403
  Invalid,      // the answers: 422, one problem a field
  Runaway,      // more than 1,000 microsteps: 409
  Failed,       // overflow and the like while deciding: 409
  NotFound,     // absent, or hidden, which answers alike: 404
  Stale,        // made from an older revision: 409 on pages, 412 with If-Match
  Busy,         // more than 1,024 asks waiting: 503 with Retry-After
};

// "NotPossible": for programs, and for accounts of what was refused.
constexpr const char* name_of(Why why) {
  switch (why) {
    case Why::NotPossible:
      return "NotPossible";
    case Why::NotAllowed:
      return "NotAllowed";
    case Why::Invalid:
      return "Invalid";
    case Why::Runaway:
      return "Runaway";
    case Why::Failed:
      return "Failed";
    case Why::NotFound:
      return "NotFound";
    case Why::Stale:
      return "Stale";
    case Why::Busy:
      return "Busy";
  }
  return "";
}

struct Problem {
  std::string field;     // as the form names it
  std::string sentence;  // for the person who typed it

  bool operator==(const Problem&) const = default;
};

// `problems` is filled for Invalid alone; `sentence` always is.
struct Refusal {
  Why why = Why::Failed;
  std::string sentence;
  std::vector<Problem> problems = {};

  // The field of the first problem, as `accolade run` prints it.
  std::optional<std::string> field() const {
    if (problems.empty()) return std::nullopt;
    return problems.front().field;
  }
  bool operator==(const Refusal&) const = default;
};

template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Outcome(Refusal refusal) : held_(std::in_place_index<1>, std::move(refusal)) {}

  explicit operator bool() const { return held_.index() == 0; }
  // Using the value of a refusal is a defect: std::get throws.
  T& operator*() & { return std::get<0>(held_); }
  const T& operator*() const& { return std::get<0>(held_); }
  T&& operator*() && { return std::get<0>(std::move(held_)); }
  T* operator->() { return &std::get<0>(held_); }
  const T* operator->() const { return &std::get<0>(held_); }
  const Refusal& refusal() const { return std::get<1>(held_); }

 private:
  std::variant<T, Refusal> held_;
};

struct Done {
  bool operator==(const Done&) const = default;
};

}  // namespace accolade
