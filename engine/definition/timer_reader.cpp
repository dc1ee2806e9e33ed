// When timers fire, and what then.
#include "engine/definition/timer_reader.h"

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/definition/transition_words.h"

namespace accolade {
namespace {

constexpr std::string_view own_words[] = {"after", "at", "late"};

void read_after(const YamlNode& after, TimerRule& rule, Report& report) {
  rule.working_days = working_days_in(after.text);
  if (rule.working_days) return;
  rule.after = parse_duration(after.text);
  if (rule.after && *rule.after >= Duration::zero()) return;
  report.error(after.place, "a duration such as `48h`, `3d` or `10 working days` is expected here");
}

// "close", "close - 48h", "close + 3d", "close - 5 working days"
void read_at(const YamlNode& at, TimerRule& rule, const Context& context) {
  const std::size_t blank = at.text.find(' ');
  rule.deadline = at.text.substr(0, blank);
  std::vector<std::string> names;
  for (const auto& [name, deadline] : context.workflow().deadlines)
    names.push_back(name);
  if (!context.workflow().deadlines.contains(rule.deadline))
    context.report.error(at.place, "`" + rule.deadline + "` is no deadline of " +
                                       context.workflow().name +
                                       did_you_mean(rule.deadline, names));
  if (blank == std::string::npos) return;

  const std::string_view offset = std::string_view(at.text).substr(blank + 1);
  const bool is_before = offset.starts_with("- ");
  const std::string_view size = offset.substr(std::min<std::size_t>(2, offset.size()));
  const std::optional<int> working_days = working_days_in(size);
  const std::optional<Duration> span = working_days ? Duration::zero() : parse_duration(size);
  if (!span || *span < Duration::zero() || (!is_before && !offset.starts_with("+ "))) {
    context.report.error(place_within(at, blank + 1, context.report),
                         "`- 48h` or `+ 3 working days` is expected after the deadline");
    return;
  }
  rule.offset = is_before ? -*span : *span;
  rule.offset_working_days = working_days.value_or(0) * (is_before ? -1 : 1);
}

void read_late(const YamlNode* late, TimerRule& rule, Report& report) {
  if (late == nullptr) return;
  rule.late_fires = late->text != "skip";
  if (late->text != "skip" && late->text != "fire")
    report.error(late->place, "`fire` or `skip` is expected here");
}

void read_timer(const YamlKey& key, const YamlNode& node, StateIndex index,
                const Context& context) {
  Report& report = context.report;
  State& state = context.workflow().states[index];
  TimerRule rule;
  rule.name = key.text;
  rule.place = key.place;
  if (!is_event(key.text))
    report.error(key.place, "`" + key.text + "` cannot be the name of an event");

  Words words(node, "a timer", report);
  const YamlNode* after = words.take("after");
  const YamlNode* at = words.take("at");
  if ((after == nullptr) == (at == nullptr))
    report.error(key.place, "a timer says either `after:` or `at:`");
  if (after != nullptr) read_after(*after, rule, report);
  if (at != nullptr) read_at(*at, rule, context);
  if (at != nullptr) read_late(words.take("late"), rule, report);
  state.timers.push_back(std::move(rule));

  bool has_transition = false;
  for (const YamlKey& word : node.keys) {
    bool is_own = false;
    for (const std::string_view own : own_words)
      is_own = is_own || word.text == own;
    has_transition = has_transition || !is_own;
  }
  if (!has_transition) return words.refuse_others();
  Transition transition = begin_transition(key.text, index, key.place);
  read_transition_words(words, transition, context);
  state.transitions.push_back(std::move(transition));
}

}  // namespace

void read_timers(const YamlNode& timers, StateIndex index, const Context& context) {
  if (!is_map(&timers, context.report)) return;
  for (std::size_t i = 0; i < timers.items.size(); ++i)
    read_timer(timers.keys[i], timers.items[i], index, context);
}

}  // namespace accolade
