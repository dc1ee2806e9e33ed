// One workflow alone, without database, persons or files: JSON lines in, one JSON line out for
// each. What `accolade run` does with standard input (design.md, section 6).
#pragma once

#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "engine/machine/decide.h"

namespace accolade {

// The virtual clock: it starts here, and only {"advance": ...} moves it.
inline constexpr Instant play_begins{
    std::chrono::sys_days{std::chrono::year{2026} / std::chrono::January / 1}};

// How many timers and sends one line may set off; more refuse Runaway.
inline constexpr int play_due_events_max = 10'000;

// in   {"start": {"fields": {...}, "parent": {"fields": {...}, "parent": {...}}}}
//      {"event": "submit", "by": ["applicant"], "fields": {...}}
//      {"advance": "PT48H"}       timers and delayed events in the order of their instants
//      {"children": {"review": [{"configuration": ["submitted"], "fields": {...}}]}}
//                                 replaces all that is known of the children of `review`
//      {"event": "publish", "from": "parent"}          what the parent or a `child` tells
//      {"parent": {"fields": {...}, "parent": {...}}}  replaces what is known of the ancestors
//      {"full": ["modes.on_site"]}    the pools of the parent without a place; none at the
//      beginning
// out  {"configuration", "fields", "effects", "refusal", "outcome"}, or {"error": "..."} for a line
//      that is no such thing; then nothing has changed, and the play goes on.
// Effects, in order, with the words of the language: {"mail": {"letter", "to": [roles]}},
// {"tell": {"parent": EVENT}} or {"tell": {"children", "in", "first", "by", "ties", "event"}},
// {"start": {"workflow", "fields"}} with "person" and "role" where there are any, {"timer":
// {"name", "due"}} for timers and delayed events, {"cancel": {"name"}} for those that will not
// come. Timers that are due already (`late: fire`) fire within the same answer. Without a first
// line "start" the instance begins before the first event, unanswered.
class Play {
 public:
  explicit Play(Workflow workflow);

  // Without a line end. Never throws for what a line says.
  std::string answer(const std::string& line);

 private:
  struct Reply;

  Reply understand(const boost::json::object& line);
  Reply start(const boost::json::object& line);
  Reply event(const boost::json::object& line);
  Reply told(const boost::json::object& line);
  Reply advance(const boost::json::object& line);
  Reply children(const boost::json::object& line);
  Reply parent(const boost::json::object& line);
  Reply full(const boost::json::object& line);
  Reply begin_with(Fields fields);
  std::optional<Reply> begin_unasked();
  void deliver(const Event& event, Reply& reply);
  void deliver_due(Instant until, Reply& reply);
  void accept(Step step, Reply& reply);
  std::string text_of(const Reply& reply) const;

  Workflow workflow_;
  Facts facts_;
  Snapshot snapshot_;
  bool is_begun_ = false;
};

}  // namespace accolade
