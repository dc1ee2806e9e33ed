// A step without an event: a letter, and an entry that says who sent it.
#include "engine/machine/reminding.h"

#include <algorithm>

#include "engine/machine/finish.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

std::vector<std::string> owing_roles(const Workflow& workflow, const Configuration& here) {
  std::vector<std::string> roles;
  for (const std::string& name : here) {
    const std::optional<StateIndex> index = workflow.state(name);
    if (index && !workflow.states[*index].owes.empty())
      roles.push_back(workflow.states[*index].owes);
  }
  return roles;
}

}  // namespace

bool was_just_reminded(const Snapshot& snapshot, Instant now) {
  if (!snapshot.reminded || now - *snapshot.reminded >= reminder_pause) return false;
  return std::ranges::all_of(
      snapshot.entered, [&](const auto& entered) { return entered.second <= *snapshot.reminded; });
}

Outcome<Step> remind(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts) {
  if (!sight_of(workflow, snapshot.configuration, facts.actor.roles).all_history) {
    return Refusal{Why::NotAllowed, "Reminders are sent by whoever watches this.", {}};
  }
  const Mail mail{turn_letter, owing_roles(workflow, snapshot.configuration)};
  if (mail.roles.empty() || !snapshot.outcome.empty()) {
    return Refusal{Why::NotPossible, "Nobody has to do anything here now.", {}};
  }
  if (was_just_reminded(snapshot, facts.now)) {
    return Refusal{Why::NotPossible, "They were reminded less than a day ago.", {}};
  }
  MailEffect effect{mail.letter, {}, {}};
  for (const std::vector<Member>* people : {&snapshot.people, &facts.people}) {
    for (const Member& member : *people) {
      const bool owes = std::ranges::find(mail.roles, member.role) != mail.roles.end();
      const bool is_there = std::ranges::find(effect.to, member) != effect.to.end();
      if (owes && !is_there) effect.to.push_back(member);
    }
  }
  if (effect.to.empty()) {
    return Refusal{Why::NotPossible, "Nobody has been named who could do it.", {}};
  }
  Macrostep step = resume_unmoved(workflow, snapshot, facts);
  step.next.reminded = facts.now;
  step.letters.push_back({step.effects.size(), &mail});
  step.effects.push_back(std::move(effect));
  return record(std::move(step), snapshot,
                {reminded_event, Event::Source::Person, "{actor} reminded whoever has to act"});
}

}  // namespace accolade
