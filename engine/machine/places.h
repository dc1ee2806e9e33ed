// Places (design.md section 4): which of the parent's an instance holds or waits for. A pool is a
// row of a field `places` of the parent, named "modes.on_site"; whoever is in a state with `holds:`
// has one of its places, whoever is in one with `waits_for:` stands in its queue.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "engine/machine/chart.h"
#include "engine/machine/decide.h"

namespace accolade {

struct PlacesTaken {
  std::set<std::string> held, waited;  // pools
  bool operator==(const PlacesTaken&) const = default;
};

// Found from states and answers alone. A field that is not answered takes nothing.
PlacesTaken places_taken(const Workflow& workflow, const StateSet& active, const Fields& fields);
PlacesTaken places_taken(const Workflow& workflow, const Snapshot& snapshot);

// "modes.on_site" from the answer "on_site" to a field of `parent.modes`; empty: not answered.
std::string pool_of(const Workflow& workflow, const std::string& field, const Fields& fields);
// "On site", from the rows among `above`: Facts::above.
std::string pool_label(const std::string& pool, const Fields& above);

// Refuses NotPossible if `after` holds more than `before` of what the facts say is full, or waits
// for more that is not. Giving one place for another asks for the other alone.
std::optional<Refusal> no_place(const PlacesTaken& before, const PlacesTaken& after,
                                const Facts& facts);

// What the first of a queue hears: "offered.mode", by the field with which it waits. Empty: it does
// not wait for that pool.
std::string offer_event(const Workflow& workflow, const Snapshot& snapshot,
                        const std::string& pool);

// How many places a pool of this parent has; none: no limit. A row that is gone has 0.
std::optional<std::int64_t> capacity_of(const Fields& parent, const std::string& pool);
bool has_pool(const Fields& parent, const std::string& pool);
// Whether a newcomer finds no place: all are taken, or somebody waits.
bool is_full(const Snapshot& parent, const std::string& pool);
// The pools that this child could take of its parent, by the answers that its fields may have.
std::set<std::string> pools_for(const Workflow& child, const Fields& parent);

}  // namespace accolade
