// What follows from a step in the same commit: letters, tells, children, counts, deadlines, grants,
// the sealed entry.
#include <algorithm>
#include <stdexcept>

#include "engine/permission/findable.h"
#include "engine/permission/sight.h"
#include "engine/record/entry.h"
#include "engine/use_case/reference.h"
#include "engine/use_case/shared_deadline.h"
#include "engine/use_case/tallying.h"
#include "engine/use_case/transaction.h"

namespace accolade {
namespace {

constexpr int depth_max = 8;  // of the tree

std::vector<std::string> names_of(const Workflow& workflow, const Configuration& configuration) {
  std::vector<std::string> names;
  for (const StateIndex index : active_states(workflow, configuration)) {
    if (index != root_state) names.push_back(workflow.states[index].name);
  }
  return names;
}

}  // namespace

Outcome<Done> Transaction::accept(const Context& context, Step step) {
  const InstanceId id = context.before.id;
  const bool is_new = context.before.version == 0;
  if (is_new && !changes_.contains(id)) {
    changes_[id].next = context.before;
    order_.push_back(id);
  }
  Change& change = change_of(id);
  change.is_new |= is_new;

  step.next.version = context.before.version + 1;
  step.next.changed = context.facts.now;
  Entry entry = sealed(step.happened, step.next.version, context.before.chain);
  step.next.chain = entry.hash;
  change.entries.push_back(std::move(entry));
  change.next = step.next;
  // What was begun was kept nowhere before, whatever it was begun with.
  const Snapshot nothing;
  for (auto& [piece, text] :
       changed_pieces(*context.workflow, is_new ? nothing : context.before, step.next))
    change.pieces.insert_or_assign(piece, std::move(text));
  change.taken.insert(step.taken.begin(), step.taken.end());
  change.states = names_of(*context.workflow, step.next.configuration);

  grant_anew(context, step.next, change);
  change.shared_timers = shared_timers(*context.workflow, step.next, context.facts);
  std::vector<KeepingWait> keeping = keeping_waits(*context.workflow, step.next, context.facts);
  if (is_new || keeping != keeping_waits(*context.workflow, context.before, context.facts))
    change.rearmed |= !keeping.empty();
  change.keeping = std::move(keeping);
  if (Outcome<Done> done = move_deadlines(context, change); !done) return done;
  return follow(context, step, change);
}

// Who sees what follows from the active states and the people, and from nothing else.
void Transaction::grant_anew(const Context& context, const Snapshot& next, Change& change) const {
  const bool is_fresh = change.is_new || change.roles_changed;
  if (!is_fresh && context.before.configuration == next.configuration &&
      context.before.people == next.people) {
    return;
  }
  const std::vector<InstanceId> ancestors = ancestors_of(next, source());
  Grants grants = grants_of(*context.workflow, next, ancestors);
  if (!is_fresh && grants == grants_of(*context.workflow, context.before, ancestors)) return;
  change.roles_changed = true;
  change.memberships = std::move(grants.memberships);
  change.sights = std::move(grants.sights);
}

Entry Transaction::sealed(const Happened& happened, std::int64_t version,
                          const std::string& previous) {
  std::map<std::string, std::string> kept_salts;
  for (const std::string& name : happened.kept)
    kept_salts.emplace(name, world_.new_salt());
  return seal(happened, version, previous, world_.new_salt(), kept_salts);
}

Outcome<Done> Transaction::follow(const Context& context, const Step& step, Change& change) {
  for (const Effect& effect : step.effects) {
    if (const auto* mail = std::get_if<MailEffect>(&effect)) write_letters(context, *mail, change);
    if (const auto* told = std::get_if<TellEffect>(&effect)) {
      if (Outcome<Done> done = write_tells(context, *told, change); !done) return done;
    }
  }
  if (Outcome<Done> done = count_in_parent(context, step.next); !done) return done;
  if (Outcome<Done> done = place_in_parent(context); !done) return done;
  if (Outcome<Done> done = offer_raised(context, step.next); !done) return done;
  for (const Effect& effect : step.effects) {
    const auto* start = std::get_if<StartEffect>(&effect);
    if (start == nullptr) continue;
    if (Outcome<Done> done = start_children(context, *start); !done) return done;
  }
  return Done{};
}

void Transaction::write_letters(const Context& context, const MailEffect& mail,
                                Change& change) const {
  std::set<PersonId> written;
  for (const Member& member : mail.to) {
    if (!written.insert(member.person).second) continue;
    NewLetter letter;
    letter.instance = change.next.id;
    letter.step = change.next.version;
    letter.package = change.next.package;
    letter.workflow = change.next.workflow;
    letter.letter = mail.letter;
    letter.role = member.role;
    letter.recipient = member.person;
    letter.fields = mail.fields;
    add_letter_words(*context.package, *context.workflow, change.next, member.role, source(),
                     letter.fields);
    change.letters.push_back(std::move(letter));
  }
}

Outcome<Done> Transaction::write_tells(const Context& context, const TellEffect& told,
                                       Change& change) {
  const Tell& tell = told.tell;
  const auto queue = [&](InstanceId receiver) {
    change.tells.push_back({change.next.id, receiver, change.next.version,
                            static_cast<int>(change.tells.size()), tell.event, tell.must});
  };
  if (tell.call) {
    queue(told.call);
    change.tells.back().told_by = context.workflow->name;
    change.tells.back().answers = told.answers;
    return Done{};
  }
  if (tell.to_parent) {
    if (change.next.parent) queue(change.next.parent);
    return Done{};
  }
  const Workflow* child = context.package->workflow(tell.children);
  if (child == nullptr) throw std::logic_error("a tell to children of no workflow");
  std::vector<Snapshot> children = world_.children(change.next.id, tell.children);
  if (!tell.in_state.empty()) {
    std::erase_if(children, [&](const Snapshot& snapshot) {
      const auto state = child->state(tell.in_state);
      return !state || !active_states(*child, snapshot.configuration).contains(*state);
    });
  }
  Outcome<std::vector<InstanceId>> chosen = first_of(tell, *child, children);
  if (!chosen) return chosen.refusal();
  for (const InstanceId id : *chosen)
    queue(id);
  return Done{};
}

// What those that have not ended hold in the fields of `limit: one per FIELD`.
std::set<std::string> Transaction::taken_values(InstanceId parent, const StartEffect& start) const {
  std::set<std::string> taken;
  const auto add = [&](const Snapshot& child) {
    const std::string key = key_of(child.fields, start.one_per);
    if (child.outcome.empty() && !key.empty()) taken.insert(key);
  };
  for (const Snapshot& child : world_.children(parent, start.workflow)) {
    if (!changes_.contains(child.id)) add(child);
  }
  for (const auto& [id, change] : changes_) {
    if (change.next.parent == parent && change.next.workflow == start.workflow) add(change.next);
  }
  return taken;
}

Outcome<Done> Transaction::start_children(const Context& parent, const StartEffect& start) {
  std::vector<Fields> all = ask_.born;
  if (all.empty() && start.needs_answers) {
    return Refusal{Why::Invalid, "Answer what is asked for first.", {}};
  }
  if (all.empty()) all.emplace_back();
  std::set<std::string> taken;
  if (!start.one_per.empty()) taken = taken_values(parent.before.id, start);
  for (std::size_t row = 0; row < all.size(); ++row) {
    Fields fields = start.fields;
    for (auto& [name, value] : all[row]) {
      if (!value.is_absent()) fields.insert_or_assign(name, std::move(value));
    }
    const std::string key = key_of(fields, start.one_per);
    if (!key.empty() && !taken.insert(key).second) {
      return already_there(*parent.package, start, all.size() > 1 ? row + 1 : 0);
    }
    if (Outcome<Done> done = start_child(parent, start, std::move(fields)); !done) return done;
  }
  return Done{};
}

Outcome<Done> Transaction::start_child(const Context& parent, const StartEffect& start,
                                       Fields answers) {
  Context context;
  context.package = parent.package;
  context.workflow = parent.package->workflow(start.workflow);
  if (context.workflow == nullptr) throw std::logic_error("a start of no workflow");
  Change& above = change_of(parent.before.id);
  if (above.next.depth >= depth_max) {
    return Refusal{Why::Failed, "This goes deeper than the system allows.", {}};
  }

  Snapshot born;
  born.id = world_.new_id();
  born.root = above.next.root;
  born.parent = above.next.id;
  born.depth = above.next.depth + 1;
  born.workflow = start.workflow;
  born.package = above.next.package;
  born.fields = std::move(answers);
  born.created = world_.now();
  born.people = people_of(*context.workflow, start, ask_.actor);
  std::int64_t& number = above.next.next_numbers.try_emplace(start.workflow, 1).first->second;
  born.reference = reference_for(*context.workflow, born, number++, source());

  context.before = born;
  context.facts = facts_for(*context.workflow, born, ask_.actor, world_.now(), source());
  for (const Member& member : born.people) {
    if (member.person == ask_.actor) context.facts.actor.roles.insert(member.role);
  }
  add_copies(context);
  Outcome<Step> step = begin(*context.workflow, born, context.facts);
  if (!step) return step.refusal();
  ++starts_;
  started_ = born.id;
  return accept(context, *std::move(step));
}

Outcome<Done> Transaction::count_in_parent(const Context& child, const Snapshot& after) {
  const Workflow* counting = child.package->workflow(child.workflow->parent);
  if (!after.parent || counting == nullptr) return Done{};
  bool has_moved = false;
  for (const Tally& tally : counting->tallies) {
    if (tally.child != after.workflow) continue;
    const auto before_value = child.before.version == 0
                                  ? std::nullopt
                                  : contribution(tally, *child.workflow, child.before);
    const auto after_value = contribution(tally, *child.workflow, after);
    if (before_value == after_value) continue;
    has_moved = true;

    TallyFigures& figures = change_of(after.parent).next.tallies[tally.text()];
    const std::optional<TallyFigures> now = moved(figures, before_value, after_value);
    if (!now) return Refusal{Why::Failed, "The sum of all figures is too large to keep.", {}};
    figures = *now;
    if (!keeps_parts(tally)) continue;
    change_of(after.id).parts.push_back({tally.text(), after_value});
    const auto key = std::pair{after.parent, tally.text()};
    if (!parts_.contains(key)) parts_[key] = world_.parts(after.parent, tally);
    auto& parts = parts_[key];
    parts.erase(after.id);
    if (after_value) parts.emplace(after.id, *after_value);
    set_extremes(parts, figures);
  }
  if (!has_moved) return Done{};

  const Context above = context_of(after.parent, PersonId{});
  const Event event{"children." + after.workflow, Event::Source::Child, {}};
  Outcome<Step> step = decide(*above.workflow, above.before, event, above.facts);
  if (step) return accept(above, *std::move(step));
  if (step.refusal().why == Why::NotPossible) return Done{};
  return step.refusal();
}

Outcome<Done> Transaction::move_deadlines(const Context& context, Change& change) const {
  if (context.before.fields == change.next.fields) return Done{};
  for (const auto& [name, workflow] : context.package->workflows) {
    if (workflow.parent != context.workflow->name) continue;
    const Outcome<SharedInstants> now = deadlines_of_children(workflow, change.next);
    if (!now) return now.refusal();
    const Outcome<SharedInstants> before = deadlines_of_children(workflow, context.before);
    const bool is_known = before && context.before.version > 0;
    for (const auto& [key, due] : *now) {
      if (!is_known || before->at(key) != due) change.moved_deadlines[key] = due;
    }
  }
  return Done{};
}

}  // namespace accolade
