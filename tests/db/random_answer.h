// Answers to the fields of random packages.
#pragma once

#include <vector>

#include <boost/json/value.hpp>

#include "engine/definition/field.h"
#include "engine/rehearse/chance.h"
#include "engine/value/ids.h"

namespace accolade {

// An answer to the field: mostly one that it takes.
boost::json::value random_answer(const Field& field, Instant now,
                                 const std::vector<PersonId>& persons, Chance& chance);

}  // namespace accolade
