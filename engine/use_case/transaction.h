// One ask on its way through the rules: private to engine/use_case. Collects what its commit will
// write.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/ports/instances.h"
#include "engine/ports/packages.h"
#include "engine/use_case/facts.h"
#include "engine/use_case/moving.h"

namespace accolade {

class Transaction {
 public:
  // Borrows all three for its own short life.
  Transaction(Packages& packages, const Ask& ask, World& world);

  Outcome<Decision> run();

 private:
  Outcome<Decision> raise();
  Outcome<Decision> begin_root();
  Outcome<Decision> wake();
  Outcome<Decision> move();

  // What happened before the step, and what the step was given.
  struct Context {
    std::shared_ptr<const Package> package;
    const Workflow* workflow = nullptr;
    Snapshot before;
    Facts facts;
  };
  Context context_of(InstanceId id, PersonId actor) const;
  // `answers`: of the event that may start a limited child for whom they name.
  Context context_of(InstanceId id, PersonId actor, const Answers& answers) const;
  std::vector<PersonId> candidates(const Context& context, const Answers& answers) const;
  // Copies (copying.cpp): of those below the same parent, as this commit leaves them.
  void add_copies(Context& context) const;
  Value copy_of(const Context& context, const Field& field) const;
  std::map<std::string, std::string> names_for(const Context& context, const Field& field) const;
  std::vector<Snapshot> children_now(InstanceId parent, const std::string& workflow) const;

  void write_arrival(const Package& package, Arrival arrival);
  void deliver_due(InstanceId id);
  // Woken for nothing: its deadline was moved. No step, but the next wake-up is another one.
  void rearm();
  Outcome<Done> deliver_inbox(const InboxRow& row);
  void forget_outlived();

  // Records a step, then does what follows from it in the same commit.
  Outcome<Done> accept(const Context& context, Step step);
  void grant_anew(const Context& context, const Snapshot& next, Change& change) const;
  Entry sealed(const Happened& happened, std::int64_t version, const std::string& previous);
  Outcome<Done> follow(const Context& context, const Step& step, Change& change);
  void write_letters(const Context& context, const MailEffect& mail, Change& change) const;
  Outcome<Done> write_tells(const Context& context, const TellEffect& told, Change& change);
  Outcome<Done> start_children(const Context& parent, const StartEffect& start);
  Outcome<Done> start_child(const Context& parent, const StartEffect& start, Fields answers);
  std::set<std::string> taken_values(InstanceId parent, const StartEffect& start) const;
  Outcome<Done> count_in_parent(const Context& child, const Snapshot& after);
  // Places (placing.cpp): what the child's step took and gave back, and who is next.
  Outcome<Done> place_in_parent(const Context& child);
  Outcome<Done> offer_raised(const Context& parent, const Snapshot& after);
  Outcome<Done> offer(InstanceId parent, const std::string& pool);
  std::optional<std::pair<std::int64_t, InstanceId>> next_in_queue(InstanceId parent,
                                                                   const std::string& pool,
                                                                   std::int64_t after) const;
  bool has_room(InstanceId parent, const std::string& pool) const;
  Outcome<Done> move_deadlines(const Context& context, Change& change) const;

  const Snapshot* seen(InstanceId id) const;
  Change& change_of(InstanceId id);
  Decision decided(InstanceId answer);
  FactSource source() const;

  Packages& packages_;
  const Ask& ask_;
  World& world_;
  std::map<InstanceId, Change> changes_;
  std::vector<InstanceId> order_;
  std::map<std::pair<InstanceId, std::string>, std::map<InstanceId, Decimal>> parts_;
  std::set<std::pair<InstanceId, std::string>> offering_;  // pools that are being offered
  InstanceId started_;  // the child that the actor's event started, if exactly one
  int starts_ = 0;
};

}  // namespace accolade
