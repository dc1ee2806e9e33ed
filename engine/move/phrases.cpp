// Words for people.
#include "engine/move/phrases.h"

#include <algorithm>

#include "engine/definition/naming.h"

namespace accolade::phrases {
namespace {

std::string code(const std::string& name) {
  return "`" + name + "`";
}

// One action; a branch is what it leads to.
class Doing {
 public:
  explicit Doing(std::vector<std::string>& out) : out_(out) {}

  void operator()(const Raise& raise) { out_.push_back("raises " + code(raise.event)); }
  void operator()(const Send& send) {
    out_.push_back("sends " + code(send.event) +
                   (send.after ? " " + span(*send.after) + " later" : ""));
  }
  void operator()(const CancelSend& cancel) { out_.push_back("takes back " + code(cancel.id)); }
  void operator()(const Assign& assign) {
    for (const auto& [name, expression] : assign.fields)
      out_.push_back("sets " + code(name) + " to " + code(expression.text()));
  }
  void operator()(const Branch& branch) {
    std::vector<std::string> inside;
    if (branch.then) inside = doings(*branch.then);
    for (const std::string& doing : inside)
      out_.push_back(doing + " if " + code(branch.condition.text()));
    if (branch.otherwise == nullptr) return;
    for (const std::string& doing : doings(*branch.otherwise))
      out_.push_back(doing + " unless " + code(branch.condition.text()));
  }
  void operator()(const Mail& mail) {
    out_.push_back("writes the letter " + code(mail.letter) + " to " + joined(mail.roles));
  }
  void operator()(const Tell& tell) {
    std::string whom = tell.to_parent ? "what is above" : "each " + tell.children;
    if (tell.call) whom = "the call in " + code(tell.call->text());
    if (!tell.in_state.empty()) whom += " in " + code(tell.in_state);
    if (tell.first) {
      whom = "the first " + std::to_string(*tell.first) + " by " + code(tell.by) + " of " + whom;
    }
    std::string with;
    for (const auto& [field, role] : tell.people)
      with += (with.empty() ? " with the " : " and the ") + role;
    out_.push_back("tells " + whom + " " + code(tell.event) + with);
  }
  void operator()(const Start& start) {
    out_.push_back("starts a " + start.workflow +
                   (start.each.empty() ? "" : " for each of " + code(start.each)) +
                   (start.ask.empty() ? "" : ", asking for its " + joined(start.ask)));
  }
  void operator()(const Appoint& appoint) {
    out_.push_back("makes the person of " + code(appoint.field) + " the " + appoint.role);
  }

 private:
  std::vector<std::string>& out_;
};

std::string ago(Duration offset, const std::string& deadline) {
  const std::string the = "the " + deadline;
  if (offset == Duration{}) return "at " + the;
  return offset < Duration{} ? span(-offset) + " before " + the : span(offset) + " after " + the;
}

}  // namespace

std::string quoted(const std::string& text) {
  return "“" + text + "”";
}

std::string joined(const std::vector<std::string>& items) {
  std::string all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) all += i + 1 == items.size() ? " and " : ", ";
    all += items[i];
  }
  return all;
}

std::string title(const Workflow& workflow) {
  return workflow.title.empty() ? sentence_case(workflow.name) : workflow.title;
}

std::string title(const State& state) {
  return state.title.empty() ? sentence_case(state.name) : state.title;
}

std::string where(const State& state) {
  return state.name.empty() ? "everywhere" : "in " + quoted(title(state));
}

std::string event(const Transition& transition) {
  if (transition.descriptor.empty()) return "what happens by itself";
  return quoted(transition.label.empty() ? sentence_case(transition.descriptor) : transition.label);
}

std::string label(const Field& field) {
  return quoted(field.label.empty() ? sentence_case(field.name) : field.label);
}

std::string type(const Field& field) {
  using enum FieldType;
  switch (field.type) {
    case Text:
      return "a text";
    case LongText:
      return "a long text";
    case WholeNumber:
      return "a whole number";
    case DecimalNumber:
      return "a decimal number";
    case YesNo:
      return "yes or no";
    case OneOf:
      return "one choice";
    case SomeOf:
      return "several choices";
    case Date:
      return "a date";
    case Moment:
      return "a date and time";
    case Span:
      return "a duration";
    case Country:
      return "a country";
    case Organisation:
      return "an organisation";
    case Person:
      return "a person";
    case People:
      return "several persons";
    case File:
      return "a file";
    case Consent:
      return "a consent";
    case Instance:
      return "a reference";
    case Email:
      return "an e-mail address";
    case Link:
      return "a link";
    case Questions:
      return "a list of questions";
    case Answers:
      return "answers to questions";
    case Rubric:
      return "a list of criteria";
    case Scores:
      return "scores";
    case Places:
      return "a list of places";
    case OnePlace:
      return "a place";
    case Copies:
      return "copies of what others held";
  }
  return {};
}

std::string span(Duration duration) {
  const std::int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  constexpr std::int64_t day = 24 * hour;
  // Up to three days in hours: "72 h before the close" is how people say it.
  if (seconds % day == 0 && seconds > 3 * day) return std::to_string(seconds / day) + " days";
  if (seconds % hour == 0 && seconds != 0) return std::to_string(seconds / hour) + " h";
  if (seconds % minute == 0 && seconds != 0) return std::to_string(seconds / minute) + " min";
  return std::to_string(seconds) + " s";
}

std::string moment(const TimerRule& rule) {
  if (!rule.deadline.empty()) return ago(rule.offset, rule.deadline);
  if (rule.working_days) return std::to_string(*rule.working_days) + " working days later";
  return span(rule.after.value_or(Duration{})) + " later";
}

std::string source(RoleSource source) {
  switch (source) {
    case RoleSource::Creator:
      return "whoever starts it";
    case RoleSource::Assigned:
      return "whoever is named for it";
    case RoleSource::Above:
      return "whoever has the role above";
    case RoleSource::Elsewhere:
      return "whoever has another role elsewhere below the same parent";
    case RoleSource::Told:
      return "what tells it from another call";
    case RoleSource::HeadOfOrganisation:
      return "the head of the organisation";
  }
  return {};
}

std::vector<std::string> doings(const Actions& actions) {
  std::vector<std::string> out;
  for (const Action& action : actions)
    std::visit(Doing(out), action.what);
  return out;
}

}  // namespace accolade::phrases
