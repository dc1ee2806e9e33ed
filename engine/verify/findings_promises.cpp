// What the author promised, asked of every situation that was reached.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/machine/reading.h"
#include "engine/permission/sight.h"
#include "engine/verify/families.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

bool names(const std::vector<std::string>& some, const std::string& one) {
  return std::find(some.begin(), some.end(), one) != some.end();
}

bool sends(const Actions& actions, const std::string& letter) {
  bool found = false;
  for_each_action(actions, [&](const Action& action) {
    const Mail* mail = std::get_if<Mail>(&action.what);
    found = found || (mail != nullptr && mail->letter == letter);
  });
  return found;
}

class Keeping {
 public:
  Keeping(const Search& found, const Promise& promise, Report& report)
      : found_(found), workflow_(found.original), promise_(promise), report_(report) {}

  void check() {
    if (promise_.kind == Promise::Kind::May) return check_may();
    bool is_met = false, is_possible = false;
    for (std::size_t at = 0; at < found_.reached.size(); ++at) {
      if (!is_about(at)) continue;
      is_met = true;
      is_possible = is_possible || (promise_.claim && is_true(*promise_.claim, at));
      if (!is_kept_at(at)) return;
    }
    if (!found_.is_exact) return;
    if (!is_met)
      report_.warning(promise_.place, "this promise is about nothing: no situation is like that",
                      {"Whoever reads it believes that it says something.", {}});
    else if (promise_.kind == Promise::Kind::Possible && !is_possible)
      tell("is broken: `" + promise_.claim->text() + "` is never true", no_situation, {});
  }

 private:
  // --- Whether a promise is kept ----------------------------------------------------------------

  bool is_about(std::size_t at) const {
    const Snapshot& snapshot = found_.reached[at].situation.snapshot;
    if (!snapshot.outcome.empty() && promise_.in.empty()) return false;
    const StateSet active = active_in(found_, at);
    const bool is_there =
        promise_.in.empty() || std::any_of(promise_.in.begin(), promise_.in.end(),
                                           [&](StateIndex in) { return active.contains(in); });
    return is_there && (!promise_.condition || is_true(*promise_.condition, at));
  }

  // What cannot be decided is not true.
  bool is_true(const Expression& expression, std::size_t at) const {
    const Situation& situation = found_.reached[at].situation;
    Facts facts;
    facts.now = situation.now;
    facts.above = situation.above;
    const StateSet active = active_in(found_, at);
    const Fields no_event;
    const Sources sources{found_.slice.workflow, situation.snapshot, active, facts, no_event};
    const Outcome<bool> truth = holds(expression, sources);
    return truth && *truth;
  }

  // Says what is wrong, once.
  bool is_kept_at(std::size_t at) {
    switch (promise_.kind) {
      case Promise::Kind::Holds:
        if (is_true(*promise_.claim, at)) return true;
        tell("is broken: `" + promise_.claim->text() + "` is not true" + where(at), at, {});
        return false;
      case Promise::Kind::Sees:
        return all_of_them([&](const std::string& role) { return is_seen_by(role, at); });
      case Promise::Kind::Can:
        return all_of_them([&](const std::string& role) { return is_possible_for(role, at); });
      case Promise::Kind::Cannot:
        return all_of_them([&](const std::string& role) { return is_impossible_for(role, at); });
      case Promise::Kind::May:
      case Promise::Kind::Possible:
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

  bool is_seen_by(const std::string& role, std::size_t at) {
    const Configuration& here = found_.reached[at].situation.snapshot.configuration;
    const Sight sight = sight_of(workflow_, here, role);
    for (const std::string& field : promise_.fields) {
      if (sees_field(sight, field)) continue;
      tell("is broken: " + role + " does not see `" + field + "`" + where(at), at, {});
      return false;
    }
    return true;
  }

  bool is_possible_for(const std::string& role, std::size_t at) {
    const std::vector<Edge>& edges = found_.reached[at].edges;
    const bool is_kept = std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
      return is_by(edge, role) && takes_event(edge) && goes_the_way(edge);
    });
    if (is_kept) return true;
    const std::string who = role.empty() ? "nothing raises `" : role + " cannot raise `";
    std::string what = "is broken: " + who + promise_.events.front() + "`";
    if (promise_.to) what += " and come to `" + workflow_.states[*promise_.to].name + "`";
    if (!promise_.letter.empty()) what += " with the letter `" + promise_.letter + "`";
    if (promise_.then) what += " so that `" + promise_.then->text() + "`";
    tell(what + where(at), at, attempt(role, at));
    return false;
  }

  bool is_impossible_for(const std::string& role, std::size_t at) {
    const std::vector<Edge>& edges = found_.reached[at].edges;
    for (const Edge& edge : edges) {
      if (!is_by(edge, role) || !takes_event(edge) || !goes_the_way(edge)) continue;
      const std::string who = role.empty() ? "something raises `" : role + " can raise `";
      std::string what = "is broken: " + who + promise_.events.front() + "`";
      if (promise_.then) what += " so that `" + promise_.then->text() + "`";
      if (promise_.then)
        tell(what + where(at), edge.to, {});
      else
        tell(what + where(at), at, attempt(role, at));
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
    if (promise_.to && !active_in(found_, edge.to).contains(*promise_.to)) return false;
    if (promise_.letter.empty()) return true;
    const bool is_sent = std::any_of(edge.taken.begin(), edge.taken.end(), [&](std::size_t number) {
      return sends(found_.slice.transitions[number]->actions, promise_.letter);
    });
    return is_sent || (promise_.to && sends(workflow_.states[*promise_.to].entry, promise_.letter));
  }

  // --- What a role may do -----------------------------------------------------------------------

  struct Raised {
    std::size_t at = 0;
    const Transition* transition = nullptr;
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
          if (is_own) own.try_emplace(transition->descriptor, Raised{at, transition});
          if (is_own || names(transition->by, std::string(anyone)))
            all.insert(transition->descriptor);
        }
      }
    }
    for (const std::string& event : promise_.events) {
      if (!all.contains(event))
        tell("is broken: " + role + " can never raise `" + event + "`", no_situation, {});
    }
    for (const auto& [event, first] : own) {
      if (!names(promise_.events, event))
        tell("is broken: " + role + " may raise `" + event + "`, too", first.at,
             {line(event, role, first.transition)});
    }
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
    if (role.empty()) return {};
    const StateSet active = active_in(found_, at);
    const std::string& event = promise_.events.front();
    for (const Transition* transition : found_.slice.transitions) {
      if (transition->descriptor == event && active.contains(transition->source))
        return {line(event, role, transition)};
    }
    return {line(event, role, nullptr)};
  }

  void tell(const std::string& what, std::size_t at, std::vector<std::string> last) {
    std::vector<std::string> script;
    if (at != no_situation) script = found_.script_to(at);
    script.insert(script.end(), last.begin(), last.end());
    const BadEnd end = script.empty() ? BadEnd::None : BadEnd::Broken;
    const std::string why =
        promise_.says.empty() ? "The workflow promises it." : "Promised: " + promise_.says;
    report_.error(promise_.place, "this promise " + what, {why, std::move(script), end, {}});
  }

  const Search& found_;
  const Workflow& workflow_;
  const Promise& promise_;
  Report& report_;
};

}  // namespace

void find_broken_promises(const Surroundings& around, const Search& found, Report& report) {
  // Of a file alone the parent and the children may break everything.
  if (!found.is_complete || around.may_be_told_anything()) return;
  for (const Promise& promise : found.original.promises)
    Keeping(found, promise, report).check();
}

}  // namespace accolade
