// The port `OwnRecords` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/own.h"

namespace accolade::db {

class StoredOwnRecords : public OwnRecords {
 public:
  explicit StoredOwnRecords(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  std::vector<OwnAddress> addresses(PersonId person) override;
  std::vector<OwnSession> sessions(PersonId person) override;
  std::vector<OwnRole> roles(PersonId person) override;
  std::vector<OwnAct> acts(PersonId person) override;
  std::vector<OwnDraft> drafts(PersonId person) override;
  std::vector<OwnFile> files(PersonId person) override;
  std::vector<OwnLetter> letters(PersonId person) override;
  bool end_session(PersonId person, SessionId id) override;

 private:
  std::vector<Row> rows_of(const std::string& sql, std::size_t columns, PersonId person);

  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
