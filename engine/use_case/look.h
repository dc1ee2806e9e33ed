// One instance loaded with everything that a page may need of it: private to engine/use_case.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "engine/permission/sight.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/facts.h"

namespace accolade {

// What was read for one page: instances and memberships are asked for once.
class ReadingRoom {
 public:
  explicit ReadingRoom(Ports& ports) : ports_(ports) {}
  const Snapshot* seen(InstanceId id);
  std::vector<Membership> memberships(InstanceId id, PersonId person);
  FactSource source();

 private:
  Ports& ports_;
  std::map<InstanceId, std::optional<Snapshot>> snapshots_;
  std::map<std::pair<InstanceId, PersonId>, std::vector<Membership>> memberships_;
};

struct Look {
  Snapshot snapshot;  // whole: for deciding, never for showing
  std::shared_ptr<const Package> package;
  const Workflow* workflow = nullptr;
  Facts facts;  // of the viewer
  Sight sight;
};

// Refuses NotFound for absent and hidden alike.
Outcome<Look> look(Ports& ports, ReadingRoom& room, InstanceId id, PersonId viewer);
Look look_at(Ports& ports, ReadingRoom& room, Snapshot snapshot, PersonId viewer);
Refusal not_found();

// The fields that these roles may edit in the active states, in the order of the pages.
std::vector<const Field*> form_of(const Workflow& workflow, const Configuration& configuration,
                                  const std::set<std::string>& roles);

// The visible entries among `entries`.
bool sees_entry(const Sight& sight, const Entry& entry);
std::int64_t visible_revision(Ports& ports, const Look& look);

std::string title_of(const Workflow& workflow, const Snapshot& cut);
std::vector<StateWords> states_of(const Workflow& workflow, const Snapshot& snapshot,
                                  const Facts& facts, const Sight& sight);
// The nearest timer that moves the instance on.
std::optional<Instant> nearest_end(const Look& look);
ListRow row_of(const Look& look);

}  // namespace accolade
