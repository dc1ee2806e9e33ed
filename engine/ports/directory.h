// People and organisations: a directory, not instances.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade {

struct Person {
  PersonId id;
  std::string name;     // empty until given
  std::string address;  // the first verified one, in lower case
};

struct Organisation {
  OrganisationId id;
  std::string country, name, acronym, status;  // status: member, regional member, observer
};

class Directory {
 public:
  virtual ~Directory() = default;
  virtual std::optional<Person> person(PersonId id) = 0;
  virtual std::vector<Person> persons(
      const std::vector<PersonId>& ids) = 0;  // in the order of ids; unknown left out
  virtual std::optional<Person> by_address(const std::string& address) = 0;
  // The person of that address, made if there is none. Addresses are compared in lower case.
  virtual PersonId ensure(const std::string& address, const std::string& name) = 0;
  virtual void rename(PersonId person, const std::string& name) = 0;
  // Dated roles of the consortium; `until` left out: open.
  virtual void give_role(PersonId person, const std::string& role, std::optional<Instant> from,
                         std::optional<Instant> until) = 0;
  virtual void end_role(PersonId person, const std::string& role) = 0;
  virtual std::vector<Person> holders(const std::string& role) = 0;  // now, by name
  virtual std::vector<std::string> roles(PersonId person) = 0;       // now
  virtual OrganisationId add_organisation(
      const Organisation& organisation) = 0;              // the same one if known
  virtual std::vector<Organisation> organisations() = 0;  // by country and name
};

}  // namespace accolade
