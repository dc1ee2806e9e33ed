// The port `Directory` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/directory.h"

namespace accolade::db {

class StoredDirectory : public Directory {
 public:
  explicit StoredDirectory(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  std::optional<Person> person(PersonId id) override;
  std::vector<Person> persons(const std::vector<PersonId>& ids) override;
  std::optional<Person> by_address(const std::string& address) override;
  PersonId ensure(const std::string& address, const std::string& name) override;
  void rename(PersonId person, const std::string& name) override;
  void give_role(PersonId person, const std::string& role, std::optional<Instant> from,
                 std::optional<Instant> until) override;
  void end_role(PersonId person, const std::string& role) override;
  std::vector<Person> holders(const std::string& role) override;
  std::vector<std::string> roles(PersonId person) override;
  OrganisationId add_organisation(const Organisation& organisation) override;
  std::vector<Organisation> organisations() override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
