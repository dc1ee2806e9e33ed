// Plays one workflow line by line.
#include "engine/play/play.h"

#include <algorithm>
#include <initializer_list>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "engine/form/bind.h"
#include "engine/play/duplicate_key.h"
#include "engine/play/effect_json.h"
#include "engine/play/world.h"

namespace accolade {

struct Play::Reply {
  std::vector<Effect> effects = {};
  std::optional<Refusal> refusal = {};
  std::string error = {};  // the line was no such thing
};

namespace {

namespace json = boost::json;

json::value to_json(const std::optional<Refusal>& refusal) {
  if (!refusal) return nullptr;
  json::object words{{"why", name_of(refusal->why)}, {"sentence", refusal->sentence}};
  const std::optional<std::string> field = refusal->field();
  words["field"] = field ? json::value(*field) : json::value();
  return words;
}

std::string error_text(const std::string& error) {
  return json::serialize(json::object{{"error", error}});
}

// The first key that is none of these.
std::optional<std::string> stranger(const json::object& object,
                                    std::initializer_list<std::string_view> known) {
  for (const json::key_value_pair& pair : object) {
    const std::string_view key = pair.key();
    if (std::find(known.begin(), known.end(), key) == known.end()) return std::string(key);
  }
  return std::nullopt;
}

std::string not_known(const std::string& key) {
  return "`" + key + "` is not known here";
}

void add_letters_roles(const Actions& actions, std::set<std::string>& roles) {
  for (const Action& action : actions) {
    if (const Mail* mail = std::get_if<Mail>(&action.what)) {
      roles.insert(mail->roles.begin(), mail->roles.end());
    }
    const Branch* branch = std::get_if<Branch>(&action.what);
    if (branch == nullptr) continue;
    if (branch->then) add_letters_roles(*branch->then, roles);
    if (branch->otherwise) add_letters_roles(*branch->otherwise, roles);
  }
}

// There are no persons in a play; one stands for each role that is written to.
std::vector<Member> stand_ins(const Workflow& workflow) {
  std::set<std::string> roles;
  for (const State& state : workflow.states) {
    add_letters_roles(state.entry, roles);
    add_letters_roles(state.exit, roles);
    if (state.initial) add_letters_roles(state.initial->actions, roles);
    for (const Transition& transition : state.transitions)
      add_letters_roles(transition.actions, roles);
  }
  std::vector<Member> people;
  for (const std::string& role : roles)
    people.push_back({role, PersonId{static_cast<std::int64_t>(people.size()) + 1}});
  return people;
}

// `by`: a role or a list of them; none if it is neither.
std::optional<std::set<std::string>> roles_in(const json::value* by) {
  if (by == nullptr) return std::set<std::string>();
  if (by->is_string()) return std::set<std::string>{std::string(by->get_string())};
  if (!by->is_array()) return std::nullopt;
  std::set<std::string> roles;
  for (const json::value& role : by->get_array()) {
    if (!role.is_string()) return std::nullopt;
    roles.insert(std::string(role.get_string()));
  }
  return roles;
}

// `fields`: an object, or left out; none if it is something else.
std::optional<Answers> answers_in(const json::object& line) {
  const json::value* fields = line.if_contains("fields");
  if (fields == nullptr) return Answers();
  if (!fields->is_object()) return std::nullopt;
  Answers answers;
  for (const json::key_value_pair& pair : fields->get_object())
    answers.insert_or_assign(std::string(pair.key()), pair.value());
  return answers;
}

Outcome<Fields> given_fields(const Workflow& workflow, const Answers& answers, const Facts& facts) {
  std::vector<const Field*> asked;
  for (const auto& [name, answer] : answers) {
    const Field* field = workflow.field(name);
    if (field == nullptr) return Refusal{Why::Invalid, not_known(name)};
    asked.push_back(field);
  }
  const Fields none;
  return bind(asked, answers, facts, {none, Completeness::AsTyped});
}

}  // namespace

Play::Play(Workflow workflow) : workflow_(std::move(workflow)) {
  facts_.now = play_begins;
  facts_.people = stand_ins(workflow_);
  snapshot_.id = snapshot_.root = InstanceId{1};
  snapshot_.workflow = workflow_.name;
}

std::string Play::answer(const std::string& line) {
  boost::system::error_code broken;
  const json::value parsed = json::parse(line, broken);
  if (broken) return error_text("this line is not JSON: " + broken.message());
  if (!parsed.is_object()) return error_text("a line is a JSON object");
  if (const auto key = duplicate_key(line)) return error_text("`" + *key + "` is there twice");
  return text_of(understand(parsed.get_object()));
}

Play::Reply Play::understand(const json::object& line) {
  if (line.contains("start")) return start(line);
  if (line.contains("event")) return event(line);
  if (line.contains("advance")) return advance(line);
  if (line.contains("children")) return children(line);
  if (line.contains("parent")) return parent(line);
  if (line.contains("full")) return full(line);
  return {{}, {}, "a line has one of `start`, `event`, `advance`, `children`, `parent` or `full`"};
}

Play::Reply Play::start(const json::object& line) {
  if (const auto key = stranger(line, {"start"})) return {{}, {}, not_known(*key)};
  if (is_begun_) return {{}, {}, "it has started already"};
  const json::object* words = line.at("start").if_object();
  if (words == nullptr) return {{}, {}, "`start` is an object"};
  if (const auto key = stranger(*words, {"fields", "parent"})) return {{}, {}, not_known(*key)};
  const std::optional<Answers> answers = answers_in(*words);
  if (!answers) return {{}, {}, "`fields` is an object"};

  const json::value* parent = words->if_contains("parent");
  Outcome<Fields> above = ancestors_from(workflow_, parent == nullptr ? json::value() : *parent);
  if (!above) return {{}, {}, above.refusal().sentence};
  Facts facts = facts_;
  facts.above = *above;
  Outcome<Fields> fields = given_fields(workflow_, *answers, facts);
  if (!fields) return {{}, {}, fields.refusal().sentence};
  facts_.above = std::move(*above);
  return begin_with(std::move(*fields));
}

Play::Reply Play::begin_with(Fields fields) {
  Reply reply;
  Snapshot born = snapshot_;
  born.fields = std::move(fields);
  facts_.actor = {};
  Outcome<Step> step = begin(workflow_, std::move(born), facts_);
  if (!step) {
    reply.refusal = step.refusal();
    return reply;
  }
  is_begun_ = true;
  accept(std::move(*step), reply);
  deliver_due(facts_.now, reply);
  return reply;
}

// None when it is begun; else the refusal to begin.
std::optional<Play::Reply> Play::begin_unasked() {
  if (is_begun_) return std::nullopt;
  Reply reply = begin_with({});
  if (is_begun_) return std::nullopt;
  return reply;
}

Play::Reply Play::event(const json::object& line) {
  if (line.contains("from")) return told(line);
  if (const auto key = stranger(line, {"event", "by", "fields"})) return {{}, {}, not_known(*key)};
  const json::string* name = line.at("event").if_string();
  if (name == nullptr || name->empty()) return {{}, {}, "`event` is the name of an event"};
  const std::optional<std::set<std::string>> roles = roles_in(line.if_contains("by"));
  if (!roles) return {{}, {}, "`by` is a role or a list of roles"};
  const std::optional<Answers> answers = answers_in(line);
  if (!answers) return {{}, {}, "`fields` is an object"};
  if (std::optional<Reply> refused = begin_unasked()) return std::move(*refused);

  Reply reply;
  facts_.actor = {PersonId{}, *roles};
  deliver({std::string(*name), Event::Source::Person, *answers}, reply);
  return reply;
}

// What the parent or a child tells.
Play::Reply Play::told(const json::object& line) {
  if (const auto key = stranger(line, {"event", "from"})) return {{}, {}, not_known(*key)};
  const json::string* name = line.at("event").if_string();
  if (name == nullptr || name->empty()) return {{}, {}, "`event` is the name of an event"};
  const json::string* from = line.at("from").if_string();
  const bool is_from_child = from != nullptr && *from == "child";
  if (from == nullptr || (*from != "parent" && !is_from_child)) {
    return {{}, {}, "`from` is `parent` or `child`"};
  }
  if (std::optional<Reply> refused = begin_unasked()) return std::move(*refused);

  Reply reply;
  facts_.actor = {};
  deliver({std::string(*name), is_from_child ? Event::Source::Child : Event::Source::Parent},
          reply);
  return reply;
}

// The ancestors have changed: no event, but what is due by now comes.
Play::Reply Play::parent(const json::object& line) {
  if (const auto key = stranger(line, {"parent"})) return {{}, {}, not_known(*key)};
  Outcome<Fields> above = ancestors_from(workflow_, line.at("parent"));
  if (!above) return {{}, {}, above.refusal().sentence};
  if (std::optional<Reply> refused = begin_unasked()) return std::move(*refused);

  Reply reply;
  facts_.above = std::move(*above);
  deliver_due(facts_.now, reply);
  return reply;
}

Play::Reply Play::full(const json::object& line) {
  if (const auto key = stranger(line, {"full"})) return {{}, {}, not_known(*key)};
  const json::array* const names = line.at("full").if_array();
  const bool are_texts =
      names != nullptr && std::all_of(names->begin(), names->end(),
                                      [](const json::value& name) { return name.is_string(); });
  if (!are_texts) return {{}, {}, "`full` is a list of pools, such as `modes.on_site`"};
  if (std::optional<Reply> refused = begin_unasked()) return std::move(*refused);
  facts_.full.clear();
  for (const json::value& name : *names)
    facts_.full.emplace(name.get_string());
  return {};
}

Play::Reply Play::advance(const json::object& line) {
  if (const auto key = stranger(line, {"advance"})) return {{}, {}, not_known(*key)};
  const json::string* text = line.at("advance").if_string();
  const std::optional<Duration> by = text ? parse_duration(*text) : std::nullopt;
  if (!by || *by < Duration{}) {
    return {{}, {}, "`advance` is a duration, such as `PT48H` or `48h`"};
  }
  if (*by > instant_max - facts_.now) return {{}, {}, "the clock ends with the year 9999"};
  if (std::optional<Reply> refused = begin_unasked()) return std::move(*refused);

  Reply reply;
  deliver_due(facts_.now + *by, reply);
  return reply;
}

Play::Reply Play::children(const json::object& line) {
  if (const auto key = stranger(line, {"children"})) return {{}, {}, not_known(*key)};
  const json::object* words = line.at("children").if_object();
  if (words == nullptr) return {{}, {}, "`children` is an object: workflow -> list of children"};
  std::map<std::string, TallyFigures> tallies;
  for (const json::key_value_pair& pair : *words) {
    auto figures = tallies_from(workflow_, std::string(pair.key()), pair.value());
    if (!figures) return {{}, {}, figures.refusal().sentence};
    tallies.insert(figures->begin(), figures->end());
  }
  if (std::optional<Reply> refused = begin_unasked()) return std::move(*refused);

  Reply reply;
  for (auto& [text, figures] : tallies)
    snapshot_.tallies.insert_or_assign(text, figures);
  facts_.actor = {};
  for (const json::key_value_pair& pair : *words) {
    deliver({"children." + std::string(pair.key()), Event::Source::Child}, reply);
    // News that nobody waits for is no refusal.
    if (reply.refusal && reply.refusal->why == Why::NotPossible) reply.refusal.reset();
  }
  return reply;
}

void Play::deliver(const Event& event, Reply& reply) {
  Outcome<Step> step = decide(workflow_, snapshot_, event, facts_);
  if (!step) {
    reply.refusal = step.refusal();
    return;
  }
  accept(std::move(*step), reply);
  deliver_due(facts_.now, reply);
}

// In the order of their instants, each at its own.
void Play::deliver_due(Instant until, Reply& reply) {
  facts_.actor = {};
  for (int delivered = 0;; ++delivered) {
    const std::optional<DueEvent> due = next_due(workflow_, snapshot_, facts_);
    if (!due || due->due > until) break;
    if (delivered == play_due_events_max) {
      reply.refusal = Refusal{Why::Runaway, "More than " + std::to_string(play_due_events_max) +
                                                " timers fired; the rest waits."};
      break;
    }
    facts_.now = std::max(facts_.now, due->due);
    Outcome<Step> step = decide_due(workflow_, snapshot_, *due, facts_);
    if (!step) {
      reply.refusal = step.refusal();
      step = pass_over(workflow_, snapshot_, *due, facts_, *reply.refusal);
      if (!step) break;
    }
    accept(std::move(*step), reply);
  }
  facts_.now = until;
}

void Play::accept(Step step, Reply& reply) {
  snapshot_ = std::move(step.next);
  for (Effect& effect : step.effects)
    reply.effects.push_back(std::move(effect));
}

std::string Play::text_of(const Reply& reply) const {
  if (!reply.error.empty()) return error_text(reply.error);
  json::array configuration;
  for (const std::string& state : snapshot_.configuration)
    configuration.emplace_back(state);
  json::array effects;
  for (const Effect& effect : reply.effects)
    effects.push_back(accolade::to_json(effect));
  json::object out;
  out["configuration"] = std::move(configuration);
  out["fields"] = accolade::to_json(snapshot_.fields);
  out["effects"] = std::move(effects);
  out["refusal"] = to_json(reply.refusal);
  out["outcome"] = snapshot_.outcome.empty() ? json::value() : json::value(snapshot_.outcome);
  return json::serialize(out);
}

}  // namespace accolade
