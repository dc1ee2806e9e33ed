// Loads a chart with its log, and steps it event by event.
#include "tests/support/chart.h"

#include <regex>
#include <stdexcept>

#include "engine/definition/loader.h"

namespace accolade {
namespace {

// The field `log` beside those that the chart has, in either style of YAML.
std::string with_log(std::string yaml) {
  const std::string log = "log: {type: text, default: \"\"}";
  const std::size_t fields = yaml.find("fields:");
  const bool is_top = fields == 0 || (fields != std::string::npos && yaml[fields - 1] == '\n');
  if (!is_top) return "fields: {" + log + "}\n" + yaml;
  const std::size_t behind = fields + 7;
  if (yaml[behind] == '\n') return yaml.insert(behind, "\n  " + log);
  return yaml.insert(behind + 2, log + ", ");
}

Workflow load(const std::string& yaml) {
  static const std::regex mark("\\+([a-z_0-9]+)");
  const std::string words = std::regex_replace(yaml, mark, "{set: {log: \"log + ' $1'\"}}");
  const std::string text = "workflow: chart\n" + with_log(words);
  Loaded<Workflow> loaded = load_workflow("chart.yaml", text, Strictness::Run);
  if (loaded.value) return std::move(*loaded.value);
  std::string problems;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    problems += to_text(diagnostic) + "\n";
  throw std::runtime_error(problems + text);
}

}  // namespace

std::string in_short(const Refusal& refusal) {
  std::string text = name_of(refusal.why);
  if (refusal.problems.empty()) return text + ": " + refusal.sentence;
  for (const Problem& problem : refusal.problems)
    text += "\n" + problem.field + ": " + problem.sentence;
  return text;
}

Chart::Chart(const std::string& yaml) : Chart(load(yaml)) {}

Chart::Chart(Workflow loaded) : workflow(std::move(loaded)) {
  facts.now = noon;
  snapshot.id = snapshot.root = InstanceId{1};
  snapshot.workflow = workflow.name;
}

Chart& Chart::begin_with(Fields fields) {
  if (is_begun_) return *this;
  is_begun_ = true;
  Snapshot born = snapshot;
  born.fields = std::move(fields);
  take(begin(workflow, std::move(born), facts));
  return *this;
}

Chart& Chart::raise(const std::string& event, const std::set<std::string>& roles,
                    const Answers& answers) {
  begin_with();
  forget_log();
  facts.actor = {actor, roles};
  take(decide(workflow, snapshot, {event, Event::Source::Person, answers}, facts));
  facts.actor = {};
  return *this;
}

Chart& Chart::hear(const std::string& event, Event::Source source) {
  begin_with();
  forget_log();
  take(decide(workflow, snapshot, {event, source}, facts));
  return *this;
}

Chart& Chart::advance(Duration by) {
  begin_with();
  forget_log();
  const Instant until = facts.now + by;
  while (const std::optional<DueEvent> due = next_due(workflow, snapshot, facts)) {
    if (due->due > until) break;
    facts.now = std::max(facts.now, due->due);
    take(decide_due(workflow, snapshot, *due, facts));
    if (refusal) break;
  }
  facts.now = until;
  return *this;
}

std::string Chart::here() const {
  std::string names;
  for (const std::string& name : snapshot.configuration)
    names += (names.empty() ? "" : " ") + name;
  return names;
}

std::string Chart::log() const {
  const std::string* text = at(snapshot.fields, "log").as<std::string>();
  return text == nullptr || text->empty() ? "" : text->substr(1);
}

std::string Chart::refused() const {
  return refusal ? in_short(*refusal) : "";
}

std::vector<std::string> Chart::offered(const std::set<std::string>& roles) const {
  Facts asked = facts;
  asked.actor = {actor, roles};
  std::vector<std::string> events;
  for (const Offer& offer : offers(workflow, snapshot, asked)) {
    if (offer.enabled) events.push_back(offer.event);
  }
  return events;
}

void Chart::take(Outcome<Step> outcome) {
  refusal.reset();
  if (!outcome) {
    refusal = outcome.refusal();
    return;
  }
  step = std::move(*outcome);
  snapshot = step->next;
}

void Chart::forget_log() {
  if (snapshot.fields.contains("log")) snapshot.fields["log"] = Value("");
}

}  // namespace accolade
