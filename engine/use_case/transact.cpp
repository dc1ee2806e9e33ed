// The order of things in one ask: what is due, then the event, then what follows from it.
#include "engine/use_case/transact.h"

#include "engine/machine/keeping.h"
#include "engine/machine/reminding.h"
#include "engine/use_case/shared_deadline.h"
#include "engine/use_case/transaction.h"

namespace accolade {
namespace {

Refusal no_such_instance() {
  return {Why::NotFound, "There is no such page.", {}};
}

// No step is made of what is refused, and the last one has told something already, perhaps to the
// same instance: an answer has a number of its own, behind all of those.
std::int64_t answer_number(const InboxRow& refused) {
  constexpr std::int64_t tells_of_a_step_max = 1 << 20;
  return (refused.step + 1) * tells_of_a_step_max + refused.number;
}

constexpr int due_events_max = 100;  // in one ask; the rest is delivered by the next

}  // namespace

Decide decide_with(Packages& packages) {
  return
      [&packages](const Ask& ask, World& world) { return Transaction(packages, ask, world).run(); };
}

Transaction::Transaction(Packages& packages, const Ask& ask, World& world)
    : packages_(packages), ask_(ask), world_(world) {}

Outcome<Decision> Transaction::run() {
  switch (ask_.kind) {
    case Ask::Kind::Raise:
      return raise();
    case Ask::Kind::Begin:
      return begin_root();
    case Ask::Kind::Wake:
      return wake();
    case Ask::Kind::Move:
      return move();
  }
  throw std::logic_error("an ask of no kind");
}

Outcome<Decision> Transaction::raise() {
  if (seen(ask_.target) == nullptr) return no_such_instance();
  deliver_due(ask_.target);
  const auto delivered = changes_;
  const auto order = order_;

  Context context = context_of(ask_.target, ask_.actor);
  context.facts.draft = world_.draft(ask_.target);
  Outcome<Step> step = ask_.reminds
                           ? remind(*context.workflow, context.before, context.facts)
                           : decide(*context.workflow, context.before, ask_.event, context.facts);
  std::optional<Refusal> refusal;
  if (!step) {
    refusal = step.refusal();
  } else if (Outcome<Done> done = accept(context, *std::move(step)); !done) {
    refusal = done.refusal();
  }
  if (!refusal) return decided(starts_ == 1 ? started_ : ask_.target);

  if (delivered.empty()) return *refusal;
  changes_ = delivered;
  order_ = order;
  Decision decision = decided(ask_.target);
  decision.refusal = refusal;
  return decision;
}

Outcome<Decision> Transaction::begin_root() {
  Context context;
  context.package = packages_.get(ask_.package);
  context.workflow = context.package->workflow(ask_.workflow);
  if (context.workflow == nullptr) return no_such_instance();

  Snapshot born;
  born.id = world_.new_id();
  born.root = born.id;
  born.workflow = ask_.workflow;
  born.package = ask_.package;
  born.fields = ask_.fields;
  born.created = world_.now();
  const std::string creator = role_for(*context.workflow, RoleSource::Creator);
  if (!creator.empty() && ask_.actor) born.people.push_back({creator, ask_.actor});

  context.before = born;
  context.facts = facts_for(*context.workflow, born, ask_.actor, world_.now(), source());
  Outcome<Step> step = begin(*context.workflow, born, context.facts);
  if (!step) return step.refusal();
  if (Outcome<Done> done = accept(context, *std::move(step)); !done) return done.refusal();
  return decided(born.id);
}

Outcome<Decision> Transaction::wake() {
  if (seen(ask_.target) == nullptr) return no_such_instance();
  deliver_due(ask_.target);
  const std::optional<InboxRow> row = world_.inbox(ask_.target);
  if (row) {
    const auto delivered = changes_;
    const auto order = order_;
    if (Outcome<Done> done = deliver_inbox(*row); !done) {
      changes_ = delivered;
      order_ = order;
    }
    change_of(ask_.target).delivered = row;
  }
  forget_outlived();
  if (changes_.empty()) rearm();
  return decided(ask_.target);
}

// Also after the end: nothing else would ever come by.
void Transaction::forget_outlived() {
  const Context context = context_of(ask_.target, PersonId{});
  std::set<std::string> outlived;
  for (const KeptUntil& kept : kept_until(*context.workflow, context.before, context.facts)) {
    if (kept.until && *kept.until <= context.facts.now) outlived.insert(kept.field);
  }
  if (outlived.empty()) return;
  if (!accept(context, forget(*context.workflow, context.before, outlived, context.facts)))
    throw std::logic_error("nothing of a deletion can be refused");
  Change& change = change_of(ask_.target);
  change.forgotten.merge(outlived);
  change.rearmed = true;
}

void Transaction::deliver_due(InstanceId id) {
  for (int count = 0; count < due_events_max; ++count) {
    Context context = context_of(id, PersonId{});
    const std::optional<DueEvent> due = next_due(*context.workflow, context.before, context.facts);
    if (!due || due->due > context.facts.now) return;

    const auto delivered = changes_;
    const auto order = order_;
    Outcome<Step> step = decide_due(*context.workflow, context.before, *due, context.facts);
    std::optional<Refusal> refusal;
    if (!step) {
      refusal = step.refusal();
    } else if (Outcome<Done> done = accept(context, *std::move(step)); !done) {
      refusal = done.refusal();
    }
    if (!refusal) continue;
    changes_ = delivered;
    order_ = order;
    Outcome<Step> passed =
        pass_over(*context.workflow, context.before, *due, context.facts, *refusal);
    if (!passed || !accept(context, *std::move(passed))) {
      throw std::logic_error("a timer could not even be passed over: " + due->name);
    }
  }
}

void Transaction::rearm() {
  const Context context = context_of(ask_.target, PersonId{});
  const std::vector<KeepingWait> keeping =
      keeping_waits(*context.workflow, context.before, context.facts);
  if (!context.before.outcome.empty() && keeping.empty()) return;
  Change& change = change_of(ask_.target);
  change.next.timers = timers_now(*context.workflow, context.before, context.facts);
  change.shared_timers = shared_timers(*context.workflow, change.next, context.facts);
  change.keeping = keeping;
  change.rearmed = true;
}

Outcome<Done> Transaction::deliver_inbox(const InboxRow& row) {
  Context context = context_of(row.receiver, PersonId{}, row.answers);
  const bool from_parent = context.before.parent == row.sender;
  Event event{row.event, from_parent ? Event::Source::Parent : Event::Source::Child, row.answers};
  if (!row.told_by.empty()) {
    event.source = Event::Source::Person;
    for (const auto& [role, sender] : context.workflow->told_by)
      if (sender == row.told_by) context.facts.actor.roles.insert(role);
  }
  Outcome<Step> step = decide(*context.workflow, context.before, event, context.facts);
  if (step) return accept(context, *std::move(step));
  if (row.must) {
    Change& change = change_of(row.receiver);
    change.tells.push_back({row.receiver, row.sender, change.next.version, answer_number(row),
                            "refused." + row.event, false});
  }
  return Done{};
}

Transaction::Context Transaction::context_of(InstanceId id, PersonId actor) const {
  return context_of(id, actor, ask_.event.answers);
}

Transaction::Context Transaction::context_of(InstanceId id, PersonId actor,
                                             const Answers& answers) const {
  Context context;
  const Snapshot* snapshot = seen(id);
  if (snapshot == nullptr) throw std::logic_error("an instance that was not read: " + id.text());
  context.before = *snapshot;
  context.package = packages_.get(snapshot->package);
  context.workflow = context.package->workflow(snapshot->workflow);
  if (context.workflow == nullptr) {
    throw std::runtime_error("its package has no workflow " + snapshot->workflow);
  }
  context.facts = facts_for(*context.workflow, *snapshot, actor, world_.now(), source(),
                            candidates(context, answers));
  add_copies(context);
  return context;
}

// Whom a limited start could concern: the actor and everybody that the answers name.
std::vector<PersonId> Transaction::candidates(const Context& context,
                                              const Answers& answers) const {
  std::vector<PersonId> persons;
  if (limited_roles(*context.package, *context.workflow).empty()) return persons;
  if (ask_.actor) persons.push_back(ask_.actor);
  const auto add = [&persons](const boost::json::value& answer) {
    if (!answer.is_string()) return;
    if (const auto id = PersonId::parse(answer.get_string())) persons.push_back(*id);
  };
  for (const auto& [name, answer] : answers) {
    add(answer);
    if (!answer.is_array()) continue;
    for (const boost::json::value& item : answer.get_array())
      add(item);
  }
  return persons;
}

const Snapshot* Transaction::seen(InstanceId id) const {
  const auto changed = changes_.find(id);
  return changed != changes_.end() ? &changed->second.next : world_.seen(id);
}

Change& Transaction::change_of(InstanceId id) {
  const auto found = changes_.find(id);
  if (found != changes_.end()) return found->second;
  const Snapshot* locked = world_.locked(id);
  if (locked == nullptr)
    throw std::logic_error("a step would write what is not locked: " + id.text());
  Change& change = changes_[id];
  change.next = *locked;
  order_.push_back(id);
  return change;
}

Decision Transaction::decided(InstanceId answer) {
  Decision decision;
  decision.answer = answer;
  for (const InstanceId id : order_)
    decision.changes.push_back(std::move(changes_.at(id)));
  return decision;
}

FactSource Transaction::source() const {
  return {[this](InstanceId id) { return seen(id); },
          [this](InstanceId id, PersonId person) {
            std::vector<Membership> held = world_.memberships(id, person);
            // Roles that this very commit gives.
            for (const auto& [changed, change] : changes_) {
              for (const Membership& membership : change.memberships) {
                if (membership.instance == id) held.push_back(membership);
              }
            }
            return held;
          }};
}

}  // namespace accolade
