// Long work as its kinds see it: what was asked, how far it is, and what has become of it.
#pragma once

#include <exception>
#include <functional>
#include <string>

#include <boost/json/object.hpp>

#include "engine/ports/long_work.h"
#include "handlers/pages/pages.h"

namespace accolade {

// Somebody else has it now, or the program ends: nothing more may be done here. What was done
// counts; whoever goes on finds out by the keys of its steps.
struct WorkLeft : std::exception {
  const char* what() const noexcept override { return "the work was left to somebody else"; }
};

struct WorkAtHand {
  Pages& pages;
  LongWork& work;
  const boost::json::object& asked;
  // Stores how far it is, as `work` says. Throws WorkLeft.
  std::function<void()> report;

  // Of the whole work, or of one of its steps: whoever does it again is answered as the first was.
  IdempotencyKey key(const std::string& step = "") const;
};

// A kind does all of it, and says in `work.result` what has become of it. A refusal is for the
// person.
using DoWork = Outcome<Done> (*)(WorkAtHand&);

// Null: there is no such kind.
DoWork kind_of_work(const std::string& kind);

inline constexpr const char* work_import = "import";  // a table, in one commit
inline constexpr const char* work_event = "event";    // one event on many, each in its own commit
inline constexpr const char* work_list = "list";      // a file of a long list

// The members of `asked` and `result`.
Outcome<Done> do_import(WorkAtHand& at_hand);
Outcome<Done> do_events(WorkAtHand& at_hand);
Outcome<Done> do_list(WorkAtHand& at_hand);

}  // namespace accolade
