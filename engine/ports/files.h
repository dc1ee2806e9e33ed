// Uploaded files, in chunks of 256 KiB beside the rows that name them.
#pragma once

#include <optional>
#include <string>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade {

struct FileRow {
  FileId id;
  InstanceId instance;
  std::string field, name, type;  // type: by content, not by name
  std::int64_t bytes = 0;
  PersonId by;
};

class Files {
 public:
  virtual ~Files() = default;
  virtual FileId add(const FileRow& row, const std::string& bytes) = 0;  // `id` is ignored
  virtual std::optional<FileRow> find(FileId id) = 0;
  virtual std::string bytes(FileId id) = 0;
};

}  // namespace accolade
