// References are written once, when an instance is born.
#include "engine/use_case/reference.h"

#include <algorithm>

#include <boost/json/serialize.hpp>

#include "engine/permission/sight.h"

namespace accolade {
namespace {

std::string text_of(const Value& value) {
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* whole = value.as<std::int64_t>()) return std::to_string(*whole);
  return {};
}

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::optional<Decimal> number_of(const Snapshot& snapshot, const std::string& field) {
  const Value& value = at(snapshot.fields, field);
  if (const auto* decimal = value.as<Decimal>()) return *decimal;
  if (const auto* whole = value.as<std::int64_t>()) return Decimal::of_int(*whole);
  return std::nullopt;
}

}  // namespace

std::string reference_for(const Workflow& workflow, const Snapshot& born, std::int64_t number,
                          const FactSource& source) {
  std::string reference;
  const std::string& pattern = workflow.reference;
  for (std::size_t at_byte = 0; at_byte < pattern.size();) {
    const std::size_t open = pattern.find('{', at_byte);
    const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) return reference + pattern.substr(at_byte);
    reference += pattern.substr(at_byte, open - at_byte);
    const std::string name = pattern.substr(open + 1, close - open - 1);
    reference += name == "number" ? two_digits(number) : text_of(value_above(born, name, source));
    at_byte = close + 1;
  }
  return reference;
}

std::vector<Member> people_of(const Workflow& child, const StartEffect& start, PersonId actor) {
  std::vector<Member> people = start.people;
  const std::string creator = role_for(child, RoleSource::Creator);
  const std::string assigned = role_for(child, RoleSource::Assigned);
  for (Member& member : people) {
    if (!member.role.empty()) continue;
    const bool is_creator = member.person == actor && !creator.empty();
    member.role = is_creator ? creator : assigned;
  }
  std::erase_if(people, [](const Member& member) { return member.role.empty() || !member.person; });
  // Whoever starts it for others by name does not get what they get.
  const bool is_given = std::any_of(people.begin(), people.end(),
                                    [&](const Member& member) { return member.role == creator; });
  if (!creator.empty() && actor && !is_given) people.push_back({creator, actor});
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

Outcome<std::vector<InstanceId>> first_of(const Tell& tell, const Workflow& child,
                                          std::vector<Snapshot> children) {
  std::vector<InstanceId> chosen;
  if (!tell.first) {
    for (const Snapshot& snapshot : children)
      chosen.push_back(snapshot.id);
    return chosen;
  }
  std::stable_sort(children.begin(), children.end(), [&](const Snapshot& a, const Snapshot& b) {
    return number_of(a, tell.by) > number_of(b, tell.by);
  });
  const std::size_t wanted = static_cast<std::size_t>(std::max<std::int64_t>(*tell.first, 0));
  std::size_t end = std::min(wanted, children.size());
  const bool is_tied = end > 0 && end < children.size() &&
                       number_of(children[end - 1], tell.by) == number_of(children[end], tell.by);
  if (is_tied) {
    const auto tie = number_of(children[end - 1], tell.by);
    const auto has_tie = [&](const Snapshot& snapshot) {
      return number_of(snapshot, tell.by) == tie;
    };
    if (tell.ties == Tell::Ties::Refuse) {
      return Refusal{Why::NotPossible,
                     "The first " + std::to_string(wanted) + " " + child.title +
                         " entries cannot be told apart: several have the same value at the cut. "
                         "Decide between them first.",
                     {}};
    }
    if (tell.ties == Tell::Ties::All) {
      while (end < children.size() && has_tie(children[end]))
        ++end;
    } else {
      while (end > 0 && has_tie(children[end - 1]))
        --end;
    }
  }
  for (std::size_t index = 0; index < end; ++index)
    chosen.push_back(children[index].id);
  return chosen;
}

std::string key_of(const Fields& fields, const std::vector<std::string>& names) {
  Fields held;
  for (const std::string& name : names)
    if (const Value& value = at(fields, name); !value.is_absent()) held.emplace(name, value);
  return held.empty() ? "" : boost::json::serialize(to_stored(held));
}

Refusal already_there(const Package& package, const StartEffect& start, std::size_t row) {
  const Workflow* child = package.workflow(start.workflow);
  const std::string& name = start.one_per.front();
  const Field* field = child == nullptr ? nullptr : child->field(name);
  const std::string label = field == nullptr ? name : field->label;
  const std::string sentence =
      "There is one already with this answer to “" + label + "”; only one of each is possible.";
  const std::string prefix = row == 0 ? "" : std::to_string(row) + ".";
  return {Why::Invalid, sentence, {{prefix + name, sentence}}};
}

void set_extremes(const std::map<InstanceId, Decimal>& parts, TallyFigures& figures) {
  figures.min.reset();
  figures.max.reset();
  for (const auto& [child, value] : parts) {
    if (!figures.min || value < *figures.min) figures.min = value;
    if (!figures.max || value > *figures.max) figures.max = value;
  }
}

void add_letter_words(const Package& package, const Workflow& workflow, const Snapshot& snapshot,
                      const std::string& role, const FactSource& source, Fields& words) {
  if (!snapshot.reference.empty()) words.try_emplace("reference", snapshot.reference);
  if (!snapshot.configuration.empty()) {
    if (const auto state = workflow.state(snapshot.configuration.front())) {
      words.try_emplace("state", workflow.states[*state].title);
    }
  }
  std::string prefix = "parent.";
  for (const InstanceId id : ancestors_of(snapshot, source)) {
    const Snapshot* ancestor = source.seen(id);
    const Workflow* above = ancestor ? package.workflow(ancestor->workflow) : nullptr;
    if (above == nullptr) return;
    const Sight sight = sight_of(*above, ancestor->configuration, role);
    for (const auto& [name, value] : ancestor->fields) {
      if (sees_field(sight, name)) words.try_emplace(prefix + name, value);
    }
    prefix += "parent.";
  }
}

}  // namespace accolade
