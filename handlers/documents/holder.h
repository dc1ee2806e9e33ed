// An instance as one of its people sees it, at a moment: what its documents are made of.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "engine/use_case/engine.h"
#include "handlers/pages/words.h"

namespace accolade {

struct Holder {
  std::shared_ptr<const Package> package;
  const Workflow* workflow = nullptr;  // lives as long as package
  const Workflow* parent = nullptr;
  InstanceId instance;
  Person person;
  Fields fields, above;  // of the instance and of the one above it
  std::string reference;
  Wording wording;
  std::set<std::string> active, been;  // states at that moment, and up to it
  bool is_replaced = false;            // at that moment somebody else got the person's role
  // Grows with every change of the instance that the person can know of: entries of the history and
  // letters. Nothing that is hidden from the person counts, so that it tells nothing.
  std::int64_t changes = 0;
  Instant at{};
};

Holder holder_now(Engine& engine, const Shown& shown, PersonId viewer, const std::string& zone);
// None if the recipient does not see the instance any more, unless this letter says why.
std::optional<Holder> holder_of(Engine& engine, const Letter& letter, const std::string& zone);

// The value at `x` or `parent.x`; absent if there is none or it is hidden.
const Value& value_at(const Holder& holder, const std::string& path);
// The same in words; empty where it is absent. `reference` is the instance's.
std::string words_at(const Holder& holder, const std::string& path);

bool is_in(const Holder& holder, const std::vector<std::string>& states);
bool was_in(const Holder& holder, const std::vector<std::string>& states);

}  // namespace accolade
