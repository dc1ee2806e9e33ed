// Where the search stands: one instance with all that is known around it, and what moves it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/json/array.hpp>

#include "engine/machine/decide.h"
#include "engine/play/play.h"
#include "engine/verify/slice.h"
#include "engine/verify/variables.h"

namespace accolade {

struct Situation {
  Snapshot snapshot;
  Fields above;  // facts of ancestors
  Instant now = play_begins;
  std::set<std::string> started;    // workflows of children of which there are some
  std::set<std::string> full = {};  // pools of the parent in which there is no place
};

// One line of a script.
struct Stimulus {
  enum class Kind { Start, Person, Told, Advance, Children, Above, Full };

  Kind kind = Kind::Start;
  std::string event;                // Person, Told; the children's workflow
  bool is_from_child = false;       // Told
  std::set<std::string> roles;      // Person
  Answers answers;                  // Person, Start
  Duration by{};                    // Advance
  boost::json::array children;      // Children
  Fields above;                     // Start, Above: all of them
  std::set<std::string> full = {};  // Full: all of them
};

// What a move came to. `next` is there also when a timer was refused and passed over.
struct Moved {
  std::optional<Situation> next;
  std::optional<Refusal> refusal;
  std::vector<std::size_t> taken;  // transitions by number
  std::set<std::string> letters;   // that are promised, and were sent
};

// As `accolade run` plays the line.
Moved apply(const Slice& slice, const Situation& situation, const Stimulus& move);

// Timers and sends, next first, as the machine would deliver them; the last ones have no instant.
struct Pending {
  std::string state, name;
  std::optional<Instant> due;
};
std::vector<Pending> pending_in(const Slice& slice, const Situation& situation);

// Equal for situations that the conditions cannot tell apart.
std::string key_of(const Slice& slice, const Variables& variables, const Situation& situation);

}  // namespace accolade
