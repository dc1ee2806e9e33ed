// Answers that an invented person gives: well typed, within the limits of the field, otherwise by
// chance.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/definition/field.h"
#include "engine/rehearse/chance.h"
#include "engine/value/ids.h"

namespace accolade {

// What somebody who fills in a form can look up.
struct Lookup {
  Instant now{};
  Fields rows = {};  // by the path of `of:`: the rubric to score, the questions to answer
  std::map<std::string, std::vector<PersonId>> holders = {};  // by role of the directory
  std::vector<PersonId> everybody = {};
  std::vector<OrganisationId> organisations = {};
  std::vector<InstanceId> instances = {};
};

// Null where nothing can be answered: a file, which is uploaded; a list with nothing on it.
boost::json::value invented(const Field& field, const Lookup& lookup, Chance& chance);

// A small file of a type that the field accepts.
struct InventedFile {
  std::string name, type, bytes;
};
InventedFile invented_file(const Field& field);

}  // namespace accolade
