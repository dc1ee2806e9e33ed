// One condition, evaluated over and over: bench_condition accolade|lua SECONDS prints nanoseconds
// an evaluation.
//
// Both sides compile it once and have the values of eight rows at hand, as a step has those of its
// snapshot: Accolade as Values (an exact decimal, a text, two whole numbers, a bool), Lua on its
// own stack. Each evaluation hands five of them over and runs the condition: is_true() here; there
// lua_pcall of the compiled chunk with arguments, which are faster than globals or a table. Both
// hand back a bool, which is counted, so that neither leaves work out and both answer the same.
#include "engine/condition/condition.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <lua.hpp>

namespace {

using accolade::Decimal;
using accolade::Type;
using accolade::Value;

struct Row {
  std::int64_t millionths;
  const char* status;
  std::int64_t yes, no;
  bool is_chair;
};

// Each term decides at least once.
constexpr std::array<Row, 8> rows{{{4'500'000, "open", 5, 2, false},
                                   {4'500'000, "open", 2, 5, true},
                                   {3'000'000, "open", 2, 5, false},
                                   {2'999'999, "open", 5, 2, true},
                                   {5'000'000, "closed", 5, 2, true},
                                   {3'250'000, "open", 3, 3, true},
                                   {4'000'000, "opened", 9, 1, false},
                                   {4'750'000, "open", 7, 0, false}}};
constexpr int rows_between_looks_at_the_clock = 1'024;

class Fields final : public accolade::Scope {
 public:
  std::optional<accolade::Known> path(std::string_view name) const override {
    using Kind = Type::Kind;
    const auto known = [](Kind kind) { return accolade::Known{.type = {.kind = kind}}; };
    if (name == "score") return known(Kind::Decimal);
    if (name == "status") return known(Kind::String);
    if (name == "yes" || name == "no") return known(Kind::Int);
    if (name == "chair") return known(Kind::Bool);
    return std::nullopt;
  }
  std::optional<accolade::Known> tally(const accolade::Tally&) const override { return {}; }
  bool has_state(std::string_view) const override { return false; }
  bool has_deadline(std::string_view) const override { return false; }
  std::vector<std::string> names() const override { return {}; }
};

class Accolade {
 public:
  Accolade() {
    for (const Row& row : rows) {
      values_.push_back({Value(Decimal::of_units(row.millionths)), Value(row.status),
                         Value(row.yes), Value(row.no), Value(row.is_chair)});
    }
  }

  bool holds(std::size_t row) const {
    const accolade::Outcome<bool> outcome = accolade::is_true(condition_, values_[row]);
    return outcome && *outcome;
  }

 private:
  static accolade::Expression compiled() {
    auto compiled = accolade::compile("score >= 3 && status == \"open\" && (yes > no || chair)",
                                      Fields(), Type{.kind = Type::Kind::Bool});
    auto condition = std::get<accolade::Expression>(std::move(compiled));
    const char* const order[] = {"score", "status", "yes", "no", "chair"};
    for (std::size_t i = 0; i < std::size(order); ++i)
      if (condition.readings().at(i).name != order[i]) throw std::logic_error("another order");
    return condition;
  }

  const accolade::Expression condition_ = compiled();
  std::vector<std::array<Value, 5>> values_;
};

class Lua {
 public:
  Lua() {
    constexpr const char* chunk =
        "local score, status, yes, no, chair = ...\n"
        "return score >= 3 and status == \"open\" and (yes > no or chair)";
    if (luaL_loadstring(state_, chunk) != LUA_OK) throw std::runtime_error("the chunk is broken");
    luaL_checkstack(state_, 64, "no room for the rows");
    for (const Row& row : rows) {
      lua_pushnumber(state_, static_cast<double>(row.millionths) / 1e6);
      lua_pushstring(state_, row.status);
      lua_pushinteger(state_, row.yes);
      lua_pushinteger(state_, row.no);
      lua_pushboolean(state_, row.is_chair);
    }
  }
  ~Lua() { lua_close(state_); }
  Lua(const Lua&) = delete;
  Lua& operator=(const Lua&) = delete;

  bool holds(std::size_t row) const {
    const int first = 2 + static_cast<int>(row) * 5;  // the chunk is at 1
    lua_pushvalue(state_, 1);
    for (int i = 0; i < 5; ++i)
      lua_pushvalue(state_, first + i);
    if (lua_pcall(state_, 5, 1, 0) != LUA_OK) throw std::runtime_error("the chunk failed");
    const bool answer = lua_toboolean(state_, -1) != 0;
    lua_pop(state_, 1);
    return answer;
  }

 private:
  lua_State* const state_ = luaL_newstate();
};

template <class Side>
double nanoseconds_each(double seconds) {
  using Clock = std::chrono::steady_clock;
  Side side;
  std::int64_t evaluations = 0, held = 0;
  const Clock::time_point start = Clock::now();
  Clock::duration passed{};
  while (passed < std::chrono::duration<double>(seconds)) {
    for (int i = 0; i < rows_between_looks_at_the_clock; ++i)
      for (std::size_t row = 0; row < rows.size(); ++row)
        held += side.holds(row) ? 1 : 0;
    evaluations += rows_between_looks_at_the_clock * static_cast<std::int64_t>(rows.size());
    passed = Clock::now() - start;
  }
  if (held * 2 != evaluations) throw std::logic_error("half of the rows hold");
  return std::chrono::duration<double, std::nano>(passed).count() /
         static_cast<double>(evaluations);
}

}  // namespace

int main(int count, char** words) {
  const std::string_view side = count == 3 ? words[1] : "";
  if (side != "accolade" && side != "lua") {
    std::cerr << "bench_condition accolade|lua SECONDS\n";
    return 2;
  }
  const double seconds = std::atof(words[2]);
  std::cout << (side == "lua" ? nanoseconds_each<Lua>(seconds)
                              : nanoseconds_each<Accolade>(seconds))
            << "\n";
  return 0;
}
