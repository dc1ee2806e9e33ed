// The port `Files` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/files.h"

namespace accolade::db {

class StoredFiles : public Files {
 public:
  explicit StoredFiles(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  FileId add(const FileRow& row, const std::string& bytes) override;
  std::optional<FileRow> find(FileId id) override;
  std::string bytes(FileId id) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
