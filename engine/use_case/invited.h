// Persons that are named by their e-mail addresses (`by_address: true`): found, or added to the
// directory.
#pragma once

#include "engine/machine/decide.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/look.h"

namespace accolade {

inline constexpr std::size_t addresses_max = 100;  // in one answer

// The answers of the request, with the ids of persons in place of addresses, one a line or one an
// item. Nobody is added unless the actor may raise the event now and it asks for the field. Refuses
// Invalid for what is no address, naming the first such one, and for more than addresses_max.
Outcome<Answers> with_persons(Ports& ports, const Look& seen, const FireRequest& request);

}  // namespace accolade
