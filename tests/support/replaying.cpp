// One question for each bad end.
#include "tests/support/replaying.h"

#include <algorithm>
#include <set>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "engine/play/play.h"
#include "engine/verify/search.h"

namespace accolade {
namespace {

namespace json = boost::json;

bool is_taken(const json::object& answer) {
  return !answer.contains("error") && answer.at("refusal").is_null();
}

std::string refused_why(const json::object& answer) {
  if (answer.contains("error") || answer.at("refusal").is_null()) return {};
  return std::string(answer.at("refusal").at("why").as_string());
}

bool is_active(const json::object& answer, const Workflow& workflow, StateIndex wanted) {
  for (const json::value& name : answer.at("configuration").as_array()) {
    StateIndex at = workflow.state(name.as_string()).value();
    for (; at != root_state; at = workflow.states[at].parent) {
      if (at == wanted) return true;
    }
  }
  return false;
}

class Replay {
 public:
  Replay(const Workflow& workflow, const Diagnostic& finding)
      : workflow_(workflow), finding_(finding), play_(workflow) {}

  std::string objection() {
    const std::vector<std::string>& script = finding_.evidence.script;
    for (std::size_t line = 0; line < script.size(); ++line) {
      last_ = answer(script[line]);
      if (!is_taken(last_) && line + 1 < script.size())
        return "stopped at " + script[line] + " by " + json::serialize(last_);
    }
    if (last_.contains("error") || !shows()) return "came to " + json::serialize(last_);
    return {};
  }

 private:
  json::object answer(const std::string& line) {
    return json::parse(play_.answer(line)).as_object();
  }

  bool shows() {
    switch (finding_.evidence.end) {
      case BadEnd::None:
        return finding_.evidence.script.empty();
      case BadEnd::NeverOver:
      case BadEnd::LeftWaiting:
        return is_waiting() && nobody_ends_it();
      case BadEnd::WaitsForEver:
        return is_waiting() && nothing_comes_of_time();
      case BadEnd::WaitsForOthers:
        return is_waiting() && nothing_comes_of_time() && nobody_moves_it();
      case BadEnd::NotTaken:
        return !has_arrived();
      case BadEnd::PassedThrough:
        return is_taken(last_) && !has_arrived();
      case BadEnd::NotReached:
        return !is_state_active();
      case BadEnd::GoesRound:
        return refused_why(last_) == "Runaway";
      case BadEnd::Undecided:
        return refused_why(last_) == "Failed";
      case BadEnd::Broken:
        return breaks_promise();
    }
    return false;
  }

  bool is_waiting() const { return is_taken(last_) && last_.at("outcome").is_null(); }

  bool nothing_comes_of_time() {
    const json::object later = answer(R"({"advance": "P3650D"})");
    return is_taken(later) && later.at("configuration") == last_.at("configuration");
  }

  // Everybody raises everything, three times over.
  template <class Visit>
  bool after_all_events(const Visit& is_as_said) {
    for (int round = 0; round < 3; ++round) {
      for (const State& state : workflow_.states) {
        for (const Transition& transition : state.transitions) {
          if (transition.descriptor.empty() || transition.descriptor.ends_with("*")) continue;
          for (const std::string& role : transition.by) {
            const Stimulus move{
                Stimulus::Kind::Person, transition.descriptor, false, {role}, {}, {}, {}, {}};
            const json::object after = answer(line_of(workflow_, move, {&transition}));
            if (!after.contains("error") && !is_as_said(after)) return false;
          }
        }
      }
    }
    return true;
  }

  bool nobody_ends_it() {
    return after_all_events(
               [](const json::object& after) { return after.at("outcome").is_null(); }) &&
           answer(R"({"advance": "P3650D"})").at("outcome").is_null();
  }

  bool nobody_moves_it() {
    const json::value here = last_.at("configuration");
    return after_all_events(
        [&](const json::object& after) { return after.at("configuration") == here; });
  }

  // Arriving is then no proof.
  static bool does_another_before(const State& state, const Transition& transition) {
    return std::any_of(state.transitions.begin(), state.transitions.end(),
                       [&](const Transition& other) {
                         return &other < &transition && other.descriptor == transition.descriptor &&
                                other.targets == transition.targets;
                       });
  }

  // A transition is known by its place.
  bool has_arrived() const {
    for (const State& state : workflow_.states) {
      for (const Transition& transition : state.transitions) {
        if (!(transition.place == finding_.place) || does_another_before(state, transition))
          continue;
        const bool is_there =
            std::all_of(transition.targets.begin(), transition.targets.end(),
                        [&](StateIndex to) { return is_active(last_, workflow_, to); });
        const bool is_by_person =
            !transition.by.empty() || finding_.evidence.end == BadEnd::PassedThrough;
        if (is_by_person && is_taken(last_) && is_there) return true;
      }
    }
    return false;
  }

  bool is_state_active() const {
    for (StateIndex index = 0; index < workflow_.states.size(); ++index) {
      if (workflow_.states[index].place == finding_.place)
        return is_active(last_, workflow_, index);
    }
    return true;
  }

  bool is_as_promised(const Promise& promise) const {
    if (!is_taken(last_)) return false;
    if (promise.to && !is_active(last_, workflow_, *promise.to)) return false;
    return (promise.letter.empty() || is_sent(promise.letter)) &&
           (promise.tells.empty() || is_told(promise.tells)) && answers_all(promise.asks);
  }

  bool is_told(const std::string& event) const {
    const json::array& effects = last_.at("effects").as_array();
    return std::any_of(effects.begin(), effects.end(), [&](const json::value& effect) {
      const json::value* tell = effect.as_object().if_contains("tell");
      if (tell == nullptr) return false;
      const json::object& words = tell->as_object();
      const json::value* told = words.if_contains("parent");
      return (told != nullptr ? *told : words.at("event")).as_string() == event;
    });
  }

  bool is_sent(const std::string& letter) const {
    const json::array& effects = last_.at("effects").as_array();
    return std::any_of(effects.begin(), effects.end(), [&](const json::value& effect) {
      const json::value* mail = effect.as_object().if_contains("mail");
      return mail != nullptr && mail->at("letter").as_string() == letter;
    });
  }

  bool answers_all(const std::vector<std::string>& fields) const {
    const json::object line = json::parse(finding_.evidence.script.back()).as_object();
    const json::value* answers = line.if_contains("fields");
    return std::all_of(fields.begin(), fields.end(), [&](const std::string& field) {
      return answers != nullptr && answers->as_object().contains(field);
    });
  }

  bool breaks_promise() const {
    for (const Promise& promise : workflow_.promises) {
      if (!(promise.place == finding_.place)) continue;
      const bool is_there = promise.in.empty() ||
                            std::any_of(promise.in.begin(), promise.in.end(), [&](StateIndex in) {
                              return is_active(last_, workflow_, in);
                            });
      const bool is_asked = !promise.by.empty();
      switch (promise.kind) {
        case Promise::Kind::May:
          return is_taken(last_);
        case Promise::Kind::Can:
          // What follows from it is not in the answer of `accolade run`.
          if (promise.then || !promise.starts.empty() || !promise.appoints.empty()) return true;
          return is_asked ? !is_as_promised(promise) : is_taken(last_) && is_there;
        case Promise::Kind::Cannot:
          return is_taken(last_);
        case Promise::Kind::Holds:
        case Promise::Kind::Sees:
        case Promise::Kind::Hides:
        case Promise::Kind::Possible:
          return is_taken(last_) && is_there;
        case Promise::Kind::Sends:
          return is_taken(last_) && is_there && !is_sent(promise.letter);
      }
    }
    return false;
  }

  const Workflow& workflow_;
  const Diagnostic& finding_;
  Play play_;
  json::object last_;
};

}  // namespace

json::object replayed(const Workflow& workflow, const std::vector<std::string>& script) {
  Play play(workflow);
  json::object last;
  for (std::size_t line = 0; line < script.size(); ++line) {
    last = json::parse(play.answer(script[line])).as_object();
    if (!is_taken(last) && line + 1 < script.size())
      return {{"stopped", script[line]}, {"by", last}};
  }
  return last;
}

json::array json_of(const Configuration& configuration) {
  json::array names;
  for (const std::string& name : configuration)
    names.emplace_back(name);
  return names;
}

std::string objection(const Workflow& workflow, const Diagnostic& finding) {
  if (finding.evidence.script.empty()) return {};
  return Replay(workflow, finding).objection();
}

}  // namespace accolade
