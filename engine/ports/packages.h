// Published packages by hash. What a tree is pinned to never changes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/definition/workflow.h"
#include "engine/value/instant.h"

namespace accolade {

struct PublishedVersion {
  PackageHash hash;
  Instant published{};
  bool is_current = false;  // new roots are pinned to it
};

class Packages {
 public:
  virtual ~Packages() = default;
  // Loaded once and kept. Throws if a published package does not load any more: a damaged database.
  virtual std::shared_ptr<const Package> get(const PackageHash& hash) = 0;
  // Makes it the current one of its name; true if the hash was new.
  virtual bool publish(const Package& package) = 0;
  virtual std::vector<std::shared_ptr<const Package>> current() = 0;  // by name
  // All that were ever published under this name, the current one first, then by their last turn.
  virtual std::vector<PublishedVersion> versions(const std::string& name) = 0;
};

}  // namespace accolade
