// What the author promised, asked of every situation that was reached.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/machine/asking.h"
#include "engine/machine/reading.h"
#include "engine/permission/sight.h"
#include "engine/verify/families.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

bool names(const std::vector<std::string>& some, const std::string& one) {
  return std::find(some.begin(), some.end(), one) != some.end();
}

// What conditions are read from, once for all promises.
struct Looked {
  StateSet active;
  Facts facts;
};

std::vector<Looked> looked_at(const Search& found) {
  std::vector<Looked> looked;
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    const Situation& situation = found.reached[at].situation;
    Facts facts;
    facts.now = situation.now;
    facts.above = situation.above;
    looked.push_back({active_in(found, at), std::move(facts)});
  }
  return looked;
}

class Keeping {
 public:
  Keeping(const Search& found, const std::vector<Looked>& looked, const Package* package,
          const Promise& promise, Report& report)
      : found_(found),
        looked_(looked),
        workflow_(found.original),
        package_(package),
        promise_(promise),
        report_(report) {}

  void check() {
    if (promise_.kind == Promise::Kind::May) return check_may();
    if (promise_.kind == Promise::Kind::Sends) return check_sends();
    bool is_met = false, is_possible = false;
    for (std::size_t at = 0; at < found_.reached.size(); ++at) {
      if (!is_about(at)) continue;
      is_met = true;
      is_possible = is_possible || (promise_.claim && is_true(*promise_.claim, at));
      if (!is_kept_at(at)) return;
    }
    if (!found_.is_exact) return;
    if (!is_met)
      tell_about_nothing();
    else if (promise_.kind == Promise::Kind::Possible && !is_possible)
      tell("is broken: `" + promise_.claim->text() + "` is never true", {});
  }

 private:
  // --- Whether a promise is kept ----------------------------------------------------------------

  bool is_about(std::size_t at) const {
    const Snapshot& snapshot = found_.reached[at].situation.snapshot;
    if (!snapshot.outcome.empty() && promise_.in.empty()) return false;
    const StateSet& active = looked_[at].active;
    const bool is_there =
        promise_.in.empty() || std::any_of(promise_.in.begin(), promise_.in.end(),
                                           [&](StateIndex in) { return active.contains(in); });
    return is_there && are_places_as_said(at) &&
           (!promise_.condition || is_true(*promise_.condition, at));
  }

  bool are_places_as_said(std::size_t at) const {
    const std::set<std::string>& full = found_.reached[at].situation.full;
    const auto is_full = [&](const std::string& field) {
      return full.contains(pool_for(found_.slice, field));
    };
    return std::none_of(promise_.free.begin(), promise_.free.end(), is_full) &&
           std::all_of(promise_.full.begin(), promise_.full.end(), is_full);
  }

  // What cannot be decided is not true.
  bool is_true(const Expression& expression, std::size_t at) const {
    const Fields no_event;
    const Sources sources{found_.slice.workflow, found_.reached[at].situation.snapshot,
                          looked_[at].active, looked_[at].facts, no_event};
    const Outcome<bool> truth = holds(expression, sources);
    return truth && *truth;
  }

  // Says what is wrong, once.
  bool is_kept_at(std::size_t at) {
    switch (promise_.kind) {
      case Promise::Kind::Holds:
        if (is_true(*promise_.claim, at)) return true;
        tell("is broken: `" + promise_.claim->text() + "` is not true" + where(at), script_to(at));
        return false;
      case Promise::Kind::Sees:
      case Promise::Kind::Hides:
        return all_of_them([&](const std::string& role) { return is_seen_as_said(role, at); });
      case Promise::Kind::Can:
        return all_of_them([&](const std::string& role) { return is_possible_for(role, at); });
      case Promise::Kind::Cannot:
        return all_of_them([&](const std::string& role) { return is_impossible_for(role, at); });
      case Promise::Kind::May:
      case Promise::Kind::Possible:
      case Promise::Kind::Sends:
        break;
    }
    return true;
  }

  // Each role of `by:`; without it any move will do.
  template <class Question>
  bool all_of_them(const Question& question) const {
    if (promise_.by.empty()) return question(std::string());
    return std::all_of(promise_.by.begin(), promise_.by.end(), question);
  }

  bool is_seen_as_said(const std::string& role, std::size_t at) {
    const bool is_seen = promise_.kind == Promise::Kind::Sees;
    const Configuration& here = found_.reached[at].situation.snapshot.configuration;
    const Sight sight = sight_of(workflow_, here, role);
    for (const std::string& field : promise_.fields) {
      if (sees_field(sight, field) == is_seen) continue;
      tell("is broken: " + role + (is_seen ? " does not see `" : " sees `") + field + "`" +
               where(at),
           script_to(at));
      return false;
    }
    const char* const other = promise_.history && sight.all_history != is_seen ? "history"
                              : promise_.names && sight.all_names != is_seen   ? "names"
                                                                               : nullptr;
    if (other == nullptr) return true;
    tell("is broken: " + role + (is_seen ? " does not see all " : " sees all ") + other + where(at),
         script_to(at));
    return false;
  }

  bool is_possible_for(const std::string& role, std::size_t at) {
    const Edge* other = nullptr;  // takes the event, and goes another way
    for (const Edge& edge : found_.reached[at].edges) {
      if (!is_by(edge, role) || !takes_event(edge)) continue;
      if (goes_the_way(edge)) return true;
      if (other == nullptr) other = &edge;
    }
    const std::string who = role.empty() ? "nothing raises `" : role + " cannot raise `";
    const std::string what =
        "is broken: " + who + promise_.events.front() + "`" + way() + where(at);
    if (role.empty())
      tell(what, script_to(at));
    else
      tell(what, other == nullptr ? attempt(role, at) : script_along(at, *other));
    return false;
  }

  std::string way() const {
    std::string way;
    if (promise_.to) way += " and come to `" + workflow_.states[*promise_.to].name + "`";
    if (!promise_.letter.empty()) way += " with the letter `" + promise_.letter + "`";
    if (!promise_.asks.empty()) way += " with an answer to " + in_quotes(promise_.asks);
    if (!promise_.tells.empty()) way += " and tell `" + promise_.tells + "`";
    if (!promise_.appoints.empty()) way += " and appoint " + in_quotes(promise_.appoints);
    if (!promise_.starts.empty()) way += " and start a `" + promise_.starts + "`";
    if (!promise_.gives.empty()) way += " with " + in_quotes(promise_.gives);
    if (promise_.from_table) way += " from a table";
    if (!promise_.each.empty()) way += " for each of `" + promise_.each + "`";
    if (!promise_.limit.empty()) way += ", " + promise_.limit + ",";
    if (promise_.then) way += " so that `" + promise_.then->text() + "`";
    return way;
  }

  bool is_impossible_for(const std::string& role, std::size_t at) {
    const std::vector<Edge>& edges = found_.reached[at].edges;
    for (const Edge& edge : edges) {
      if (!is_by(edge, role) || !takes_event(edge) || !goes_the_way(edge)) continue;
      const std::string who = role.empty() ? "something raises `" : role + " can raise `";
      std::string what = "is broken: " + who + promise_.events.front() + "`";
      if (promise_.then) what += " so that `" + promise_.then->text() + "`";
      tell(what + where(at), script_along(at, edge));
      return false;
    }
    return true;
  }

  // What anyone may do, each role may.
  static bool is_by(const Edge& edge, const std::string& role) {
    if (role.empty()) return true;
    return edge.kind == Stimulus::Kind::Person && edge.asked.size() == 1 &&
           (edge.asked.front() == role || edge.asked.front() == anyone);
  }

  bool takes_event(const Edge& edge) const {
    return std::any_of(edge.taken.begin(), edge.taken.end(), [&](std::size_t number) {
      return found_.slice.transitions[number]->descriptor == promise_.events.front();
    });
  }

  bool goes_the_way(const Edge& edge) const {
    if (promise_.then && !is_true(*promise_.then, edge.to)) return false;
    if (promise_.to && !looked_[edge.to].active.contains(*promise_.to)) return false;
    if (!promise_.letter.empty() && !edge.letters.contains(promise_.letter)) return false;
    return asks_as_said(edge) && starts_as_said(edge) && tells_as_said(edge) &&
           appoints_as_said(edge);
  }

  bool asks_as_said(const Edge& edge) const {
    const Actor actor{PersonId{}, {edge.asked.begin(), edge.asked.end()}};
    std::set<std::string> asked;
    for (const std::size_t number : edge.taken) {
      const Transition& transition = *found_.slice.transitions[number];
      if (transition.descriptor != promise_.events.front()) continue;
      for (const Field* field : asked_by(workflow_, transition, actor))
        asked.insert(field->name);
    }
    return std::all_of(promise_.asks.begin(), promise_.asks.end(),
                       [&](const std::string& field) { return asked.contains(field); });
  }

  template <class Visit>
  void for_each_taken(const Edge& edge, const Visit& visit) const {
    for (const std::size_t number : edge.taken)
      for_each_action(found_.slice.transitions[number]->actions, visit);
  }

  bool gives_as_said(const Start& start) const {
    return std::ranges::all_of(promise_.gives, [&](const std::string& wanted) {
      return std::ranges::any_of(start.fields,
                                 [&](const auto& field) { return field.first == wanted; });
    });
  }

  bool starts_as_said(const Edge& edge) const {
    bool is_started = promise_.starts.empty();
    for_each_taken(edge, [&](const Action& action) {
      const Start* start = std::get_if<Start>(&action.what);
      if (start == nullptr || start->workflow != promise_.starts) return;
      is_started = start->each == promise_.each &&
                   (promise_.limit.empty() || start->limit() == promise_.limit) &&
                   (start->from_table || !promise_.from_table) && gives_as_said(*start);
    });
    return is_started;
  }

  bool tells_as_said(const Edge& edge) const {
    bool is_told = promise_.tells.empty();
    for_each_taken(edge, [&](const Action& action) {
      const Tell* tell = std::get_if<Tell>(&action.what);
      is_told = is_told || (tell != nullptr && tell->event == promise_.tells);
    });
    return is_told;
  }

  bool appoints_as_said(const Edge& edge) const {
    std::set<std::string> missing(promise_.appoints.begin(), promise_.appoints.end());
    for_each_taken(edge, [&](const Action& action) {
      if (const Appoint* appoint = std::get_if<Appoint>(&action.what)) missing.erase(appoint->role);
    });
    return missing.empty();
  }

  // --- What a role may do -----------------------------------------------------------------------

  struct Raised {
    std::size_t at = 0;
    const Edge* edge = nullptr;
  };

  void check_may() {
    const std::string& role = promise_.by.front();
    std::map<std::string, Raised> own;  // named for the role
    std::set<std::string> all;          // or for anyone
    for (std::size_t at = 0; at < found_.reached.size(); ++at) {
      for (const Edge& edge : found_.reached[at].edges) {
        if (!is_by(edge, role)) continue;
        for (const std::size_t number : edge.taken) {
          const Transition* transition = found_.slice.transitions[number];
          const bool is_own = names(transition->by, role);
          if (is_own) own.try_emplace(transition->descriptor, Raised{at, &edge});
          if (is_own || names(transition->by, std::string(anyone)))
            all.insert(transition->descriptor);
        }
      }
    }
    for (const std::string& event : promise_.events) {
      if (!all.contains(event)) tell("is broken: " + role + " can never raise `" + event + "`", {});
    }
    for (const auto& [event, first] : own) {
      if (!names(promise_.events, event))
        tell("is broken: " + role + " may raise `" + event + "`, too",
             script_along(first.at, *first.edge));
    }
  }

  // --- What whoever comes is told ---------------------------------------------------------------

  void check_sends() {
    bool is_met = false;
    const auto is_kept = [&](std::size_t from, const Edge& edge) {
      if (!is_about(edge.to) || (from != no_situation && !is_entered(from, edge.to))) return true;
      is_met = true;
      if (edge.letters.contains(promise_.letter)) return true;
      tell("is broken: nothing sends the letter `" + promise_.letter + "`" + where(edge.to),
           script_along(from, edge));
      return false;
    };
    for (const Edge& birth : found_.births)
      if (!is_kept(no_situation, birth)) return;
    for (std::size_t at = 0; at < found_.reached.size(); ++at) {
      for (const Edge& edge : found_.reached[at].edges)
        if (!is_kept(at, edge)) return;
    }
    if (!is_met && found_.is_exact) tell_about_nothing();
  }

  bool is_entered(std::size_t from, std::size_t to) const {
    const StateSet& before = looked_[from].active;
    const StateSet& after = looked_[to].active;
    return std::any_of(promise_.in.begin(), promise_.in.end(),
                       [&](StateIndex in) { return after.contains(in) && !before.contains(in); });
  }

  // --- What is said -----------------------------------------------------------------------------

  std::string where(std::size_t at) const {
    return " in " + in_quotes(found_.reached[at].situation.snapshot.configuration);
  }

  std::string line(const std::string& event, const std::string& role,
                   const Transition* taken) const {
    Stimulus move;
    move.kind = Stimulus::Kind::Person;
    move.event = plain_event(event);
    move.roles = {role};
    std::vector<const Transition*> all;
    if (taken != nullptr) all.push_back(taken);
    return line_of(workflow_, move, all);
  }

  // The event as the role would raise it.
  std::vector<std::string> attempt(const std::string& role, std::size_t at) const {
    std::vector<std::string> lines = script_to(at);
    const StateSet& active = looked_[at].active;
    const std::string& event = promise_.events.front();
    for (const Transition* transition : found_.slice.transitions) {
      if (transition->descriptor != event || !active.contains(transition->source)) continue;
      lines.push_back(line(event, role, transition));
      return lines;
    }
    lines.push_back(line(event, role, nullptr));
    return lines;
  }

  std::vector<std::string> script_to(std::size_t at) const { return found_.script_to(at); }

  std::vector<std::string> script_along(std::size_t from, const Edge& edge) const {
    return found_.script_along(from, edge, package_);
  }

  void tell_about_nothing() {
    report_.warning(promise_.place, "this promise is about nothing: no situation is like that",
                    {"Whoever reads it believes that it says something.", {}});
  }

  void tell(const std::string& what, std::vector<std::string> script) {
    const BadEnd end = script.empty() ? BadEnd::None : BadEnd::Broken;
    const std::string why =
        promise_.says.empty() ? "The workflow promises it." : "Promised: " + promise_.says;
    report_.error(promise_.place, "this promise " + what, {why, std::move(script), end, {}});
  }

  const Search& found_;
  const std::vector<Looked>& looked_;
  const Workflow& workflow_;
  const Package* package_;
  const Promise& promise_;
  Report& report_;
};

}  // namespace

void find_broken_promises(const Surroundings& around, const Search& found, Report& report) {
  // Of a file alone the parent and the children may break everything.
  if (!found.is_complete || around.may_be_told_anything()) return;
  if (found.original.promises.empty()) return;
  const std::vector<Looked> looked = looked_at(found);
  for (const Promise& promise : found.original.promises)
    Keeping(found, looked, around.package, promise, report).check();
}

}  // namespace accolade
