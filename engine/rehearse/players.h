// The invented people of a rehearsal: each looks at what the engine offers, does one thing, and
// comes back later. They use the engine as the pages do, and know no workflow's name.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/rehearse/account.h"
#include "engine/rehearse/invented.h"
#include "engine/rehearse/journal.h"
#include "engine/rehearse/seats.h"
#include "engine/use_case/engine.h"

namespace accolade {

// Who there is, in a directory of its own.
struct Cast {
  Holders holders;                  // of the directory's roles
  std::vector<PersonId> outsiders;  // without a role: one a case
  std::vector<OrganisationId> organisations;
};

// Fills an empty directory: 3 people a role, 24 for one that a field picks from, and as many
// outsiders as cases.
Cast make_cast(Directory& directory, const Package& package, int cases);

class Players {
 public:
  // Borrows all; the package is published. `seed` alone decides what people do.
  Players(Engine& engine, const Package& package, Journal& journal, Cast cast, std::uint64_t seed);

  // Somebody will open the call; or, where the root is the case itself, everybody one of his own.
  // Refuses NotAllowed if nobody may.
  Outcome<Done> begin(Instant now);
  // When the next person comes.
  std::optional<Instant> next() const;
  // Lets the next person act; precondition: next() <= now.
  void act(Instant now);
  // Gives everybody whom the last steps concern something to do.
  void look_around(Instant now);

  // Who could still raise something, by instance.
  std::map<InstanceId, std::set<std::string>> able();
  const RefusalsSeen& refusals() const { return refusals_; }
  std::int64_t acts() const { return acts_; }

 private:
  struct Act {
    enum class Kind { Open, Arrive, Duty };
    Kind kind = Kind::Duty;
    InstanceId instance;
    PersonId person;
    Duty duty = {};
    Configuration states = {};  // the instance is still in them, or the act is off
    int tries = 0;
  };

  std::vector<PersonId> openers();
  void schedule(Instant at, Act act);
  void open(const Act& act);
  void arrive(const Act& act, Instant now);
  void do_duty(Act act, Instant now);
  void give_duties(const Life& life, Instant now);
  void give_owed(const Life& life, const Duty& duty, Instant now);
  void wake_idle(InstanceId changed, Instant now);
  void open_gate(const Life& life, Instant now);
  bool is_gate(const Life& life) const;

  bool raise(const Shown& shown, const Offer& offer, const Act& act, Instant now);
  void fill_in(const Shown& shown, const Field& field, const Act& act, Instant now,
               Answers& answers);
  Lookup lookup(const Shown& shown, const Field& field, Instant now) const;
  void refuse(const std::string& workflow, const std::string& event, const Refusal& refusal);

  Lineage lineage(const Life& life) const;
  const Workflow& workflow_of(const Life& life) const;

  Engine& engine_;
  const Package& package_;
  Journal& journal_;
  const Cast cast_;
  Chance chance_;
  const std::optional<Starting> case_;

  std::multimap<Instant, Act> agenda_;         // of equal instants the first scheduled comes first
  std::map<InstanceId, Configuration> given_;  // for which duties were given
  std::map<InstanceId, std::vector<Act>> idle_;  // found nothing to do; a change wakes them
  std::map<std::pair<InstanceId, std::string>, int> raised_;
  std::set<InstanceId> gates_;
  RefusalsSeen refusals_;
  std::size_t arrived_ = 0;
  std::int64_t acts_ = 0;
};

}  // namespace accolade
